/**
 * All numbers that were set by looking at the development part of `test/search/questions.tsv`.
 * `npm run eval` says how well they do.
 */

/** How many records are looked at closely. */
export const CANDIDATES = 60;

/** Below this likelihood of being ours it says that it does not know. */
export const OURS_FROM = 0.75;
/** At this confidence it answers; below, but ours, it suggests. */
export const ANSWER_FROM = 0.65;
