import { FACETS, type Facet } from '../content/facet.js';
import type { Lexicon } from '../content/lexicon.js';
import type { Analyser } from './analyse.js';
import { splitQuestion } from './sentences.js';
import { shapeOf, type Shape } from './shape.js';

export interface FacetEvidence {
  readonly facet: Facet;
  readonly points: Readonly<Record<Facet, number>>;
  /** sum of what was found, whatever it speaks for: 0 when the question asks for no part */
  readonly found: number;
  /** entries of `data/lexicon/facets.yaml` that hold, with their strength */
  readonly clues: ReadonlyMap<string, number>;
}
export type FacetOf = (question: string) => FacetEvidence;

/** One word of an entry. */
interface Need {
  /** its sound key, or the name of a shape (`<yes-no>`) */
  readonly key: string;
  /** its common word; undefined where only the written word counts */
  readonly term: string | undefined;
  /** any word that begins with the key */
  readonly isStem: boolean;
}
interface Clue {
  readonly entry: string;
  readonly weights: readonly (readonly [Facet, number])[];
  readonly needs: readonly Need[];
}

/** What is told before the question counts for less than the question itself. */
const TOLD = 0.35;

/**
 * Which part of a scheme a question asks for: a sum over weighted clues (`data/lexicon/facets.yaml`),
 * words and shapes of the sentence, not a single keyword. 'कब' speaks for the date, 'कब तक भरना' for
 * the last day, 'नइ आय हे' for trouble, and a yes-no question for who may have it.
 */
export function createFacetOf(model: Lexicon['facets'], analyser: Analyser): FacetOf {
  const clues: Clue[] = Object.entries(model.clues).map(([entry, weights]) => ({
    entry,
    weights: Object.entries(weights) as [Facet, number][],
    needs: entry.split(/\s+/u).flatMap((word) => toNeeds(word, analyser)),
  }));
  return (question) => {
    const { asked, before } = splitQuestion(question);
    const points = Object.fromEntries(FACETS.map((facet) => [facet, model.base[facet] ?? 0])) as Record<Facet, number>;
    const held = new Map<string, number>();
    const add = (text: string, strength: number, withShape: boolean): void => {
      const { tokens, words } = analyser.read(text);
      const keys = new Set(tokens.map((token) => analyser.vocabulary.keyOf(token)));
      const terms = new Set(words.flatMap(({ senses }) => senses.map(({ term }) => term)));
      if (withShape) for (const shape of shapeOf(text, tokens, terms)) keys.add(`<${shape satisfies Shape}>`);
      for (const clue of clues) {
        if ((held.get(clue.entry) ?? 0) >= strength || !clue.needs.every((need) => holds(need, keys, terms))) continue;
        held.set(clue.entry, strength);
        for (const [facet, weight] of clue.weights) points[facet] += weight * strength;
      }
    };
    add(asked, 1, true);
    if (before !== '') add(before, TOLD, false);
    const found = [...held].reduce((sum, [entry, strength]) => sum + (entry.startsWith('<') ? 0 : strength), 0);
    const facet = FACETS.reduce((best, one) => (points[one] > points[best] ? one : best), 'about' as Facet);
    return { facet, points, found, clues: held };
  };
}

function holds({ key, term, isStem }: Need, keys: ReadonlySet<string>, terms: ReadonlySet<string>): boolean {
  if (keys.has(key) || (term !== undefined && terms.has(term))) return true;
  if (isStem) for (const one of keys) if (one.startsWith(key)) return true;
  return false;
}

/** A word of grammar counts as it is written (नहीं मिला is not नहीं मिलेगा), unless the entry has the common word itself. */
function toNeeds(word: string, analyser: Analyser): Need[] {
  if (word.startsWith('<')) return [{ key: word, term: undefined, isStem: false }];
  const isStem = word.endsWith('-');
  return analyser.tokens(word).map((token) => {
    const { term, kind } = analyser.vocabulary.learn(token);
    return {
      key: analyser.vocabulary.keyOf(token),
      term: !isStem && (kind !== 'stop' || term === token.text) ? term : undefined,
      isStem,
    };
  });
}
