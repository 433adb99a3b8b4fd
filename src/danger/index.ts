export { createDangerIn, ordinaryOf } from './danger.js';
export type { Grade } from './rules.js';
