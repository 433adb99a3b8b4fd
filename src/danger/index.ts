export { createDangerIn, ordinaryOf, type Danger } from './danger.js';
