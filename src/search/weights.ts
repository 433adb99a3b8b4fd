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

/** How the parts of a score are added (`ScoreParts`). */
export const SCORE = {
  text: 1.3,
  name: 1.1,
  coverage: -0.6,
  explained: 1.25,
  unaskedWho: -0.35,
  unaskedTrade: -0.45,
  otherNeed: -0.5,
  otherLevel: -0.4,
  popularity: 0.1,
  closed: -0.1,
};
/** How many records are looked at closely. */
export const CANDIDATES = 60;

/** How many mentions (of a term in a field of a record) a question may touch in the index; some 20 nanoseconds each. */
export const LOOKED_UP = 20000;

/** Logistic model: how likely is it that the first hit is right? */
export const CONFIDENCE = {
  base: -4.68,
  name: 1.3,
  explained: 1.4,
  margin: 4.88,
  concepts: 0.2,
  unknown: -0.91,
  offtopic: -0.91,
  mass: 1.82,
  hasConcepts: 0.67,
  wanting: 0.81,
};
/** Logistic model: how likely is the question about schemes at all? */
export const SCOPE = {
  base: -6.01,
  name: 3.78,
  explained: 0,
  margin: 1.18,
  concepts: 0,
  unknown: -0.93,
  offtopic: -1.29,
  mass: 4.57,
  hasConcepts: 0.98,
  wanting: 5.21,
};

/** Below this likelihood of being ours it says that it does not know. */
export const OURS_FROM = 0.5;
/** At this confidence it answers; below, but ours, it suggests. */
export const ANSWER_FROM = 0.2;
