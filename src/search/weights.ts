/**
 * All numbers that were set by looking at the development part of `test/search/questions.tsv`.
 * `npm run eval` says how well they do.
 */

/** How much a match in a field counts (MiniSearch boosts). */
export const FIELD_BOOST = { name: 3, alias: 3, summary: 1.2, benefit: 0.7, rules: 0.5, concept: 2.2, implied: 0.5 };

/** How the parts of a score are added. */
export const SCORE = {
  /** BM25 of the whole record, relative to a full score */
  text: 1,
  /** the best name as a whole */
  name: 1.1,
  /** share of the question that the record explains */
  explained: 0.5,
  popularity: 0.02,
  /** a closed or renamed scheme stands below its successor, unless it is the one that was named */
  closed: -0.25,
};
/** How many records are looked at closely. */
export const CANDIDATES = 30;

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
