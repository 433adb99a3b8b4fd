import type { ReadWord } from './analyse.js';
import { createFindLikely } from './bayes.js';
import { createFindNeighbours } from './neighbours.js';
import type { QuestionWords } from './words.js';

/** How like a question is to those that people put to the bot before, ours and others. */
export interface Kinship {
  /** likeness of the nearest that was ours, 0..1 */
  readonly ours: number;
  /** likeness of the nearest that was not, 0..1 */
  readonly foreign: number;
  /** what its words say by themselves: mean log-odds of ours against others (naive Bayes); about -3..3 */
  readonly odds: number;
}
export type KinshipOf = (words: QuestionWords) => Kinship;

/**
 * Compares a question with those that people put to the bot before. Here all words but grammar count, those that
 * nobody knows too: what no record says is just what tells them apart.
 */
export function createKinshipOf(ours: readonly QuestionWords[], foreign: readonly QuestionWords[]): KinshipOf {
  const asked = [
    ...ours.map((words) => ({ at: OURS, terms: termsOf(words), weight: 1 })),
    ...foreign.map((words) => ({ at: FOREIGN, terms: termsOf(words), weight: 1 })),
  ];
  const counts = new Map<string, number>();
  for (const { terms } of asked) for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const full = Math.log(1 + asked.length);
  const find = createFindNeighbours(asked, (term) => Math.log(1 + asked.length / (counts.get(term) ?? 1)) / full);
  const likely = createFindLikely(asked, 2);
  return (words) => {
    const terms = termsOf(words);
    const nearest = find(terms);
    const odds = likely(terms, 2);
    return {
      ours: nearest.get(OURS) ?? 0,
      foreign: nearest.get(FOREIGN) ?? 0,
      odds: (odds.get(OURS) ?? 0) - (odds.get(FOREIGN) ?? 0),
    };
  };
}

const OURS = 0;
const FOREIGN = 1;

/** Words that nobody knows are told apart by their sound. */
const termOf = ({ senses: [first], key }: ReadWord): string =>
  first === undefined || first.how === 'corrected' ? `?${key}` : first.term;

function termsOf({ words }: QuestionWords): Map<string, number> {
  const terms = new Map<string, number>();
  for (const word of words) if (word.senses[0]?.kind !== 'stop') terms.set(termOf(word), 1);
  return terms;
}
