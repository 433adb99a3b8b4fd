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
  unaskedWho: -0.22,
  otherNeed: -0.08,
  popularity: 0.06,
  closed: -0.25,
};
/** How many records are looked at closely. */
export const CANDIDATES = 30;

/** How many record mentions a question may touch in the index; about a microsecond each. */
export const LOOKED_UP = 2500;

/** Logistic model: how likely is it that the first hit is right? */
export const CONFIDENCE = {
  base: -5.35,
  name: 2.78,
  explained: 1.48,
  margin: 2.5,
  concepts: 0.67,
  unknown: 0.44,
  offtopic: -1.51,
  mass: 2.7,
  hasConcepts: 0.36,
  wanting: 1.02,
};
/** Logistic model: how likely is the question about schemes at all? */
export const SCOPE = {
  base: -5.06,
  name: 3.04,
  explained: -0.31,
  margin: 0.28,
  concepts: -0.57,
  unknown: 0.36,
  offtopic: -2.7,
  mass: 4.93,
  hasConcepts: 1.43,
  wanting: 3.53,
};

/** Below this likelihood of being ours it says that it does not know. */
export const OURS_FROM = 0.35;
/** At this confidence it answers; below, but ours, it suggests. */
export const ANSWER_FROM = 0.2;
