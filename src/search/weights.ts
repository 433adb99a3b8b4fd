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
  asked: 3,
};

/** How the parts of a score are added (`ScoreParts`). */
export const SCORE = {
  text: 1.3,
  name: 1.1,
  coverage: -0.6,
  explained: 1.25,
  unaskedWho: -0.35,
  unaskedTrade: -0.45,
  otherNeed: -0.5,
  popularity: 0.1,
  closed: -0.1,
};
/** How many records are looked at closely. */
export const CANDIDATES = 60;

/** How many mentions (of a term in a field of a record) a question may touch in the index; some 20 nanoseconds each. */
export const LOOKED_UP = 20000;

/** Logistic model: how likely is it that the first hit is right? */
export const CONFIDENCE = {
  base: -4.92,
  name: 1.69,
  explained: 1.18,
  margin: 4.11,
  concepts: 0.3,
  unknown: -2.14,
  offtopic: -1.08,
  mass: 2.34,
  hasConcepts: 0.67,
  wanting: 0.73,
};
/** Logistic model: how likely is the question about schemes at all? */
export const SCOPE = {
  base: -4.66,
  name: 4.31,
  explained: -3.08,
  margin: 0.7,
  concepts: 0.73,
  unknown: -0.35,
  offtopic: -1.61,
  mass: 5.92,
  hasConcepts: -0.27,
  wanting: 5.38,
};

/** Below this likelihood of being ours it says that it does not know. */
export const OURS_FROM = 0.5;
/** At this confidence it answers; below, but ours, it suggests. */
export const ANSWER_FROM = 0.2;
