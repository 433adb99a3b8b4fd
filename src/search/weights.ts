/**
 * All numbers that were set by looking at the development part of `test/search/questions.tsv`.
 * `npm run eval` says how well they do.
 */

/** How much a match in a field counts (MiniSearch boosts). */
export const FIELD_BOOST = { name: 3, alias: 3, summary: 1.2, benefit: 0.7, rules: 0.5, concept: 2.2, implied: 0.5 };

/** How the parts of a score are added (`ScoreParts`). */
export const SCORE = {
  text: 1.1,
  name: 0.95,
  coverage: -0.1,
  explained: 1.1,
  who: 0.1,
  need: 0.25,
  unaskedWho: -0.15,
  otherNeed: -0.08,
  popularity: 0.02,
  closed: -0.25,
};
/** How many records are looked at closely. */
export const CANDIDATES = 30;

/** How many record mentions a question may touch in the index; about a microsecond each. */
export const LOOKED_UP = 2500;

/** Logistic model: how likely is it that the first hit is right? */
export const CONFIDENCE = {
  base: -5.04,
  name: 2.6,
  explained: 2.41,
  margin: 3.07,
  concepts: 1.21,
  unknown: -0.59,
  offtopic: -1.55,
  mass: 2.08,
  hasConcepts: 0.33,
};
/** Logistic model: how likely is the question about schemes at all? */
export const SCOPE = {
  base: -2.66,
  name: 2.93,
  explained: 0.34,
  margin: 0.04,
  concepts: -1.31,
  unknown: -0.97,
  offtopic: -3.67,
  mass: 4.22,
  hasConcepts: 2.04,
};

/** Below this likelihood of being ours it says that it does not know. */
export const OURS_FROM = 0.5;
/** At this confidence it answers; below, but ours, it suggests. */
export const ANSWER_FROM = 0.2;
