/** How near a question is to those that people have asked about a record. */
export interface Nearness {
  /** likeness of the nearest one, 0..1 */
  readonly nearest: number;
  /** mean likeness of the nearest `FEW`, 0..1; those that there are not count as 0 */
  readonly few: number;
}
/** @param terms words and concepts of the question -> how surely they were read @returns by place of the record; nothing for those that share no word */
export type FindNeighbours = (terms: ReadonlyMap<string, number>) => ReadonlyMap<number, Nearness>;

/** @returns what a word tells, 0..1 */
export type WeightOf = (term: string) => number;

/** A question that people have asked, as common words and concepts. */
export interface AskedTerms {
  /** place of the record that it is about */
  readonly at: number;
  readonly terms: ReadonlyMap<string, number>;
}

const FEW = 3;
/** A word of more questions than this is not looked up: it is said of everything, and costs most. */
const COMMON = 1500;

/**
 * Compares a question with those that people have asked, one by one: the cosine of their words, weighted by
 * rarity. The field `asked` of a record knows its words too, but not which of them are said together: 'पति'
 * and 'बीमा' of two different questions are no question about insurance for a husband.
 */
export function createFindNeighbours(asked: readonly AskedTerms[], weightOf: WeightOf): FindNeighbours {
  const postings = new Map<string, { readonly asked: number[]; readonly shares: number[] }>();
  asked.forEach(({ terms }, index) => {
    const length = lengthOf(terms, weightOf);
    for (const [term, weight] of terms) {
      let list = postings.get(term);
      if (list === undefined) postings.set(term, (list = { asked: [], shares: [] }));
      list.asked.push(index);
      list.shares.push((weight * weightOf(term)) / length);
    }
  });
  const likeness = new Float64Array(asked.length);
  return (terms) => {
    const length = lengthOf(terms, weightOf);
    const touched: number[] = [];
    for (const [term, weight] of terms) {
      const list = postings.get(term);
      if (list === undefined || list.asked.length > COMMON) continue;
      const share = (weight * weightOf(term)) / length;
      if (share === 0) continue;
      list.asked.forEach((index, place) => {
        if (likeness[index] === 0) touched.push(index);
        likeness[index]! += share * list.shares[place]!;
      });
    }
    const best = new Map<number, number[]>();
    for (const index of touched) {
      const { at } = asked[index]!;
      const list = best.get(at);
      if (list === undefined) best.set(at, [likeness[index]!]);
      else insert(list, likeness[index]!);
      likeness[index] = 0;
    }
    return new Map(
      [...best].map(([at, list]) => [at, { nearest: list[0]!, few: list.reduce((sum, one) => sum + one, 0) / FEW }]),
    );
  };
}

/** Keeps the `FEW` highest, highest first. */
function insert(list: number[], value: number): void {
  let place = list.length;
  while (place > 0 && list[place - 1]! < value) place -= 1;
  list.splice(place, 0, value);
  if (list.length > FEW) list.pop();
}

function lengthOf(terms: ReadonlyMap<string, number>, weightOf: WeightOf): number {
  let sum = 0;
  for (const [term, weight] of terms) sum += (weight * weightOf(term)) ** 2;
  return Math.sqrt(sum) || 1;
}
