import type { ReadWord } from './analyse.js';
import { createFindNeighbours } from './neighbours.js';
import type { QuestionWords } from './words.js';

/** How like a question is to the nearest of those that were ours, and of those that were not; 0..1. */
export interface Kinship {
  readonly ours: number;
  readonly foreign: number;
}
export type KinshipOf = (words: QuestionWords) => Kinship;

/**
 * Compares a question with those that people put to the bot before, ours and others. Here all words but grammar
 * count, those that nobody knows too: what no record says is just what tells them apart.
 */
export function createKinshipOf(ours: readonly QuestionWords[], foreign: readonly QuestionWords[]): KinshipOf {
  const asked = [
    ...ours.map((words) => ({ at: OURS, terms: termsOf(words) })),
    ...foreign.map((words) => ({ at: FOREIGN, terms: termsOf(words) })),
  ];
  const counts = new Map<string, number>();
  for (const { terms } of asked) for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const full = Math.log(1 + asked.length);
  const find = createFindNeighbours(asked, (term) => Math.log(1 + asked.length / (counts.get(term) ?? 1)) / full);
  return (words) => {
    const found = find(termsOf(words));
    return { ours: found.get(OURS)?.nearest ?? 0, foreign: found.get(FOREIGN)?.nearest ?? 0 };
  };
}

const OURS = 0;
const FOREIGN = 1;

/** @returns all words of a question as terms, grammar too; those that nobody knows by their sound, with `?` before */
export const allTerms = ({ words }: QuestionWords): string[] => words.map(termOf);

const termOf = ({ senses: [first], key }: ReadWord): string =>
  first === undefined || first.how === 'corrected' ? `?${key}` : first.term;

function termsOf({ words }: QuestionWords): Map<string, number> {
  const terms = new Map<string, number>();
  for (const word of words) if (word.senses[0]?.kind !== 'stop') terms.set(termOf(word), 1);
  return terms;
}
