/**
 * All numbers that were set by looking at the development part of `test/search/questions.tsv`.
 * `npm run eval` says how well they do.
 */

/** How much a match in a field counts (MiniSearch boosts). */
export const FIELD_BOOST = { name: 3, alias: 3, summary: 1.2, benefit: 0.7, rules: 0.5, concept: 2.2, implied: 0.5 };

/** How the parts of a score are added (`ScoreParts`). */
export const SCORE = {
  text: 1,
  name: 0.8,
  coverage: 0.3,
  explained: 0.5,
  who: 0.25,
  need: 0.3,
  unaskedWho: -0.2,
  otherNeed: -0.2,
  popularity: 0.05,
  closed: -0.25,
};
/** How many records are looked at closely. */
export const CANDIDATES = 30;

/** How many record mentions a question may touch in the index; about a microsecond each. */
export const LOOKED_UP = 2500;

/** Logistic model: how likely is it that the first hit is right? */
export const CONFIDENCE = {
  base: -3.2,
  name: 2.6,
  explained: 2.4,
  margin: 2.2,
  concepts: 1.0,
  unknown: -2.6,
  offtopic: -3.5,
  mass: 1.2,
};
/** At this confidence it answers; between the two it suggests; below it does not know. */
export const ANSWER_FROM = 0.5;
export const SUGGEST_FROM = 0.3;
