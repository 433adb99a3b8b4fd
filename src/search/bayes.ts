/** Something that is said of a record: one of its texts, or a question that people ask about it. */
export interface Saying {
  /** place of the record */
  readonly at: number;
  /** words and concepts -> how surely they were read, 0..1 */
  readonly terms: ReadonlyMap<string, number>;
  /** how much it counts beside others */
  readonly weight: number;
}
/** @returns place of the record -> mean log-odds of the question's words; of the records that share a word with it, the likeliest */
export type FindLikely = (terms: ReadonlyMap<string, number>, most: number) => ReadonlyMap<number, number>;

/** Everything may be said of every record, as often as it is said at all: so much is added to what each record has. */
const SMOOTHING = 15;
/** That a word is *not* said of a record tells at most this: records are short, questions are long. */
const MOST_AGAINST = 1;
/**
 * How many postings a question may touch, the rarest words first; some 20 nanoseconds each. What is said of every
 * second record (पैसा, सरकार) costs most and tells least. Keeps a question among 5,000 records as cheap as among 1,000.
 */
const LOOKED_UP = 20_000;

/**
 * Naive Bayes over the words of a question (the multinomial event model; McCallum and Nigam 1998), the prior left
 * out: how often a record was asked about says nothing about this question. There is nothing to fit and nothing to
 * store: a record that is added is known at once by its texts and its questions.
 * @param count of records
 */
export function createFindLikely(sayings: readonly Saying[], count: number): FindLikely {
  const mass = new Float64Array(count);
  const postings = new Map<string, Map<number, number>>();
  const totals = new Map<string, number>();
  let all = 0;
  for (const { at, terms, weight } of sayings) {
    mass[at]! += weight;
    all += weight;
    for (const [term, strength] of terms) {
      let own = postings.get(term);
      if (own === undefined) postings.set(term, (own = new Map()));
      own.set(at, (own.get(at) ?? 0) + weight * strength);
      totals.set(term, (totals.get(term) ?? 0) + weight * strength);
    }
  }
  /** what a word says of a record that does not have it */
  const absent = mass.map((own) => Math.max(-MOST_AGAINST, Math.log(SMOOTHING / (own + SMOOTHING))));

  return (terms, most) => {
    const known = [...terms]
      .flatMap(([term, strength]) => {
        const own = postings.get(term);
        return own === undefined ? [] : [{ term, strength, own }];
      })
      .sort((a, b) => a.own.size - b.own.size || (a.term < b.term ? -1 : 1));
    const gains = new Map<number, number>();
    let square = 0;
    let strengths = 0;
    let touched = 0;
    for (const { term, strength, own } of known) {
      touched += own.size;
      if (touched > LOOKED_UP && gains.size > 0) break;
      square += strength ** 2;
      strengths += strength;
      const share = totals.get(term)! / all;
      for (const [at, said] of own) {
        const odds = Math.log((said / share + SMOOTHING) / (mass[at]! + SMOOTHING));
        gains.set(at, (gains.get(at) ?? 0) + strength * (Math.max(-MOST_AGAINST, odds) - absent[at]!));
      }
    }
    // By the root, not the number: two words that agree say more than one.
    const length = Math.sqrt(square) || 1;
    const scores = [...gains].map(([at, gain]): [number, number] => [at, (gain + strengths * absent[at]!) / length]);
    return new Map(scores.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most));
  };
}
