export { createSearch } from './search.js';
export type { Context, Explanation, Hit, Outcome, Reading, Search } from './reading.js';
