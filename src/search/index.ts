export { createSearch } from './search.js';
export type { Explanation, Reading, Search } from './reading.js';
