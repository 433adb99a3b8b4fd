export { createSearch } from './search.js';
export type { Reading, Search } from './reading.js';
