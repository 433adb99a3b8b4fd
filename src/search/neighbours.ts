import type { Saying } from './bayes.js';

/** @returns place of a record -> likeness of the nearest of what is said of it, 0..1; nothing for those that share no word */
export type FindNeighbours = (terms: ReadonlyMap<string, number>) => ReadonlyMap<number, number>;

/** @returns what a word tells, 0..1 */
export type WeightOf = (term: string) => number;

/** A word of more sayings than this is not looked up: it is said of everything, and costs most. */
const COMMON = 1500;

/**
 * Compares a question with what is said of records, one by one: the cosine of the words, weighted by rarity. All
 * sayings of a record together do not tell which of their words belong together: 'पति' and 'बीमा' of two questions are
 * no question about insurance for a husband.
 */
export function createFindNeighbours(
  sayings: readonly Pick<Saying, 'at' | 'terms'>[],
  weightOf: WeightOf,
): FindNeighbours {
  const postings = new Map<string, { readonly sayings: number[]; readonly shares: number[] }>();
  sayings.forEach(({ terms }, index) => {
    const length = lengthOf(terms, weightOf);
    for (const [term, weight] of terms) {
      let list = postings.get(term);
      if (list === undefined) postings.set(term, (list = { sayings: [], shares: [] }));
      list.sayings.push(index);
      list.shares.push((weight * weightOf(term)) / length);
    }
  });
  const likeness = new Float64Array(sayings.length);
  return (terms) => {
    const length = lengthOf(terms, weightOf);
    const touched: number[] = [];
    for (const [term, weight] of terms) {
      const list = postings.get(term);
      if (list === undefined || list.sayings.length > COMMON) continue;
      const share = (weight * weightOf(term)) / length;
      if (share === 0) continue;
      list.sayings.forEach((index, place) => {
        if (likeness[index] === 0) touched.push(index);
        likeness[index]! += share * list.shares[place]!;
      });
    }
    const nearest = new Map<number, number>();
    for (const index of touched) {
      const { at } = sayings[index]!;
      if (likeness[index]! > (nearest.get(at) ?? 0)) nearest.set(at, likeness[index]!);
      likeness[index] = 0;
    }
    return nearest;
  };
}

function lengthOf(terms: ReadonlyMap<string, number>, weightOf: WeightOf): number {
  let sum = 0;
  for (const [term, weight] of terms) sum += (weight * weightOf(term)) ** 2;
  return Math.sqrt(sum) || 1;
}
