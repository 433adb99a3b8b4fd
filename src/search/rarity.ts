import type { WordKind } from '../content/lexicon.js';
import { FIELDS, type Field, type SchemeDocument } from './documents.js';
import { KIND_WEIGHT } from './words.js';

export interface Rarity {
  /** 0 (said of every record) to 1 (of one record or none), times what the kind of the word says */
  readonly weightOf: (term: string) => number;
  /** how many fields of records have the term: what it costs to look it up */
  readonly recordsWith: (term: string) => number;
}

/** Fields that say what a scheme is. */
const SAYING: ReadonlySet<Field> = new Set(['name', 'alias', 'summary', 'benefit', 'concept']);

/** Rarity of terms over the records, from the fields that say what a scheme is. */
export function createRarity(documents: readonly SchemeDocument[], kindOf: (term: string) => WordKind): Rarity {
  const counts = new Map<string, number>();
  const anywhere = new Map<string, number>();
  const seen = new Map<string, number>(); // term -> last record that had it, + 1: cheaper than a set a record
  documents.forEach(({ fields }, index) => {
    for (const field of FIELDS) {
      const says = SAYING.has(field);
      for (const term of fields[field]) {
        if (says && seen.get(term) !== index + 1) {
          seen.set(term, index + 1);
          counts.set(term, (counts.get(term) ?? 0) + 1);
        }
        anywhere.set(term, (anywhere.get(term) ?? 0) + 1);
      }
    }
  });
  const full = Math.log(1 + documents.length);
  const weights = new Map<string, number>();
  for (const [term, count] of counts) {
    weights.set(term, KIND_WEIGHT[kindOf(term)] * Math.max(0.05, Math.log(1 + documents.length / count) / full));
  }
  return {
    weightOf: (term) => weights.get(term) ?? KIND_WEIGHT[kindOf(term)],
    recordsWith: (term) => anywhere.get(term) ?? 0,
  };
}
