import type { NameOf } from './documents.js';

/** How well a question contains a name. */
export interface NameMatch {
  readonly name: NameOf;
  /** share of the name's weight that the question has, 0..1 */
  readonly coverage: number;
  /** share of the question's weight that the name explains, 0..1 */
  readonly explained: number;
  /** weight of the words in common: a match of rare words is worth more */
  readonly mass: number;
}
export type MatchNames = (terms: ReadonlyMap<string, number>) => ReadonlyMap<string, NameMatch>;

/** Names with a term in more than this many names are not looked up by it: योजना alone finds nothing. */
const COMMON = 400;

/**
 * Matches whole names, so that 'महतारी शक्ति' is not taken for 'महतारी वंदन'. Words are weighted by
 * rarity; the best name of each scheme counts.
 * @param weightOf what a term says about which scheme is meant
 */
export function createMatchNames(names: readonly NameOf[], weightOf: (term: string) => number): MatchNames {
  const byTerm = new Map<string, number[]>();
  const masses = names.map(({ terms }, index) => {
    for (const term of terms) {
      const list = byTerm.get(term);
      if (list === undefined) byTerm.set(term, [index]);
      else list.push(index);
    }
    return terms.reduce((sum, term) => sum + weightOf(term), 0);
  });
  return (terms) => {
    let asked = 0;
    const shared = new Map<number, number>();
    for (const [term, weight] of terms) {
      const own = weightOf(term);
      asked += own;
      const list = byTerm.get(term);
      if (list === undefined || list.length > COMMON) continue;
      for (const index of list) shared.set(index, (shared.get(index) ?? 0) + own * weight);
    }
    const best = new Map<string, NameMatch>();
    for (const [index, mass] of shared) {
      const name = names[index]!;
      const match: NameMatch = {
        name,
        coverage: mass / Math.max(masses[index]!, 0.01),
        explained: asked === 0 ? 0 : mass / asked,
        mass,
      };
      const known = best.get(name.schemeId);
      if (known === undefined || goodness(match) > goodness(known)) best.set(name.schemeId, match);
    }
    return best;
  };
}

/** A name that is there as a whole beats a longer one that is there in part. */
export const goodness = ({ coverage, mass }: NameMatch): number => coverage ** 2 * Math.min(1, 0.45 + 0.55 * mass);

/** Shorter sound keys are grammar (का, ke, ki) or letters. */
const SHORTEST_KEY = 3;
const SHORT_KEY_WEIGHT = 0.1;

/**
 * The same for names as they are written, by sound keys instead of common words: 'कृषक उन्नति' and 'किसान की
 * उन्नति' are the same words, but who writes the first means the scheme.
 */
export function createMatchWritten(names: readonly NameOf[]): MatchNames {
  const schemesOf = new Map<string, Set<string>>();
  for (const { schemeId, keys } of names) {
    for (const key of keys) {
      const schemes = schemesOf.get(key);
      if (schemes === undefined) schemesOf.set(key, new Set([schemeId]));
      else schemes.add(schemeId);
    }
  }
  const all = new Set(names.map(({ schemeId }) => schemeId)).size;
  const weightOf = (key: string): number =>
    key.length < SHORTEST_KEY
      ? SHORT_KEY_WEIGHT
      : Math.log(1 + all / (schemesOf.get(key)?.size ?? 1)) / Math.log(1 + all);
  return createMatchNames(
    names.map((name) => ({ ...name, terms: [...new Set(name.keys)] })),
    weightOf,
  );
}
