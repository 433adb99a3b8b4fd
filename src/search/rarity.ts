import type { WordKind } from '../content/lexicon.js';
import type { SchemeDocument } from './documents.js';
import { KIND_WEIGHT } from './words.js';

export interface Rarity {
  /** 0 (said of every record) to 1 (of one record or none), times what the kind of the word says */
  readonly weightOf: (term: string) => number;
  /** whether any record says it */
  readonly isSaid: (term: string) => boolean;
}

/** Rarity of terms over the records, from what says what a scheme is. */
export function createRarity(documents: readonly SchemeDocument[], kindOf: (term: string) => WordKind): Rarity {
  const counts = new Map<string, number>();
  for (const { says } of documents) for (const term of says) counts.set(term, (counts.get(term) ?? 0) + 1);
  const full = Math.log(1 + documents.length);
  const weights = new Map<string, number>();
  for (const [term, count] of counts) {
    weights.set(term, KIND_WEIGHT[kindOf(term)] * Math.max(0.05, Math.log(1 + documents.length / count) / full));
  }
  return {
    weightOf: (term) => weights.get(term) ?? KIND_WEIGHT[kindOf(term)],
    isSaid: (term) => counts.has(term),
  };
}
