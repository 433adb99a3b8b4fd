/**
 * All numbers that were set by looking at the development part of `test/search/questions.tsv`.
 * `npm run eval` says how well they do.
 */

/** How much a match in a field counts (boosts of BM25). */
export const FIELD_BOOST = { name: 3, alias: 3, summary: 1.2, benefit: 0.7, rules: 0.5, concept: 2.2, implied: 0.5 };

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
  base: -4.47,
  name: 2.24,
  explained: 1.15,
  margin: 2.65,
  concepts: 0.11,
  unknown: 0,
  offtopic: -2.01,
  mass: 2.34,
  hasConcepts: 0.56,
  wanting: 1.38,
};
/** Logistic model: how likely is the question about schemes at all? */
export const SCOPE = {
  base: -5.27,
  name: 3.21,
  explained: -0.21,
  margin: -0.02,
  concepts: -1.01,
  unknown: 0.95,
  offtopic: -2.85,
  mass: 5.02,
  hasConcepts: 1.6,
  wanting: 3.74,
};

/** Below this likelihood of being ours it says that it does not know. */
export const OURS_FROM = 0.5;
/** At this confidence it answers; below, but ours, it suggests. */
export const ANSWER_FROM = 0.2;
