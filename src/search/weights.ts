/**
 * All numbers that were set by looking at the development part of `test/search/questions.tsv`.
 * `npm run eval` says how well they do.
 */

/** How much a match in a field counts (boosts of BM25). */
export const FIELD_BOOST = {
  name: 3,
  alias: 3,
  summary: 1.2,
  benefit: 0.7,
  rules: 0.5,
  concept: 2.2,
  implied: 0.5,
  asked: 4,
};

/** How many records are looked at closely. */
export const CANDIDATES = 60;

/** How many mentions (of a term in a field of a record) a question may touch in the index; some 20 nanoseconds each. */
export const LOOKED_UP = 20000;

/** Below this likelihood of being ours it says that it does not know. */
export const OURS_FROM = 0.75;
/** At this confidence it answers; below, but ours, it suggests. */
export const ANSWER_FROM = 0.2;
