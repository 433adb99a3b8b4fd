import { FACETS, type Facet } from '../content/facet.js';
import type { Lexicon } from '../content/lexicon.js';
import type { Analyser } from './analyse.js';
import type { Token } from './tokens.js';

export interface FacetEvidence {
  readonly facet: Facet;
  readonly points: Readonly<Record<Facet, number>>;
  /** sum of what was found, whatever it speaks for: 0 when the question asks for no part */
  readonly found: number;
}
export type FacetOf = (tokens: readonly Token[], terms: ReadonlySet<string>) => FacetEvidence;

/** One word of an entry. */
interface Need {
  /** its sound key */
  readonly key: string;
  /** its common word; undefined where only the written word counts */
  readonly term: string | undefined;
  /** any word that begins with the key */
  readonly isStem: boolean;
}
interface Clue {
  readonly facet: Facet;
  readonly points: number;
  readonly needs: readonly Need[];
}

/**
 * Which part of a scheme a question asks for: a sum over weighted words (`data/lexicon/facets.yaml`),
 * not a single keyword. 'कब' speaks for the date, 'कब तक भरना' for the last day, 'नइ आय हे' for trouble.
 */
export function createFacetOf(model: Lexicon['facets'], analyser: Analyser): FacetOf {
  const clues: Clue[] = FACETS.flatMap((facet) =>
    Object.entries(model.words[facet] ?? {}).map(([entry, points]) => ({
      facet,
      points,
      needs: entry.split(/\s+/u).flatMap((word) => toNeeds(word, analyser)),
    })),
  );
  return (tokens, terms) => {
    const keys = new Set(tokens.map((token) => analyser.vocabulary.keyOf(token)));
    const points = Object.fromEntries(FACETS.map((facet) => [facet, model.base[facet] ?? 0])) as Record<Facet, number>;
    let found = 0;
    for (const clue of clues) {
      if (!clue.needs.every((need) => holds(need, keys, terms))) continue;
      points[clue.facet] += clue.points;
      found += Math.max(0, clue.points);
    }
    const facet = FACETS.reduce((best, one) => (points[one] > points[best] ? one : best), 'about' as Facet);
    return { facet, points, found };
  };
}

function holds({ key, term, isStem }: Need, keys: ReadonlySet<string>, terms: ReadonlySet<string>): boolean {
  if (keys.has(key) || (term !== undefined && terms.has(term))) return true;
  if (isStem) for (const one of keys) if (one.startsWith(key)) return true;
  return false;
}

/** A word of grammar counts as it is written (नहीं मिला is not नहीं मिलेगा), unless the entry has the common word itself. */
function toNeeds(word: string, analyser: Analyser): Need[] {
  return analyser.tokens(word).map((token) => {
    const { term, kind } = analyser.vocabulary.learn(token);
    const isStem = word.endsWith('-');
    return {
      key: analyser.vocabulary.keyOf(token),
      term: !isStem && (kind !== 'stop' || term === token.text) ? term : undefined,
      isStem,
    };
  });
}
