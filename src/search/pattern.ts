import type { Analyser } from './analyse.js';
import { WEIGHTLESS } from './words.js';
import type { QuestionWords } from './words.js';

/** A phrase as a set of common words that must stand close together, in any order. */
export interface Pattern {
  /** one set a word of the phrase: any of its readings will do */
  readonly needs: readonly ReadonlySet<string>[];
  readonly text: string;
}

/** The one word of grammar that turns a phrase round: जमीन नहीं. */
const NOT = 'नहीं';

/** Words of a phrase may have this many others between them. */
const SLACK = 4;

/** @returns the pattern, or undefined when the phrase holds nothing but grammar */
export function compilePattern(phrase: string, analyser: Analyser): Pattern | undefined {
  const words = analyser.learn(phrase).words;
  const meaningful = words.filter(({ senses }) =>
    senses.some(({ term, kind }) => !WEIGHTLESS.has(kind) || term === NOT),
  );
  const kept = meaningful.length > 0 ? meaningful : words;
  const needs = kept.map(({ senses }) => new Set(senses.slice(0, 1).map(({ term }) => term)));
  return needs.length === 0 ? undefined : { needs, text: phrase };
}

/** @returns 0..1: how surely the pattern holds (the surest reading of its least sure word) */
export function matchPattern({ needs }: Pattern, question: QuestionWords): number {
  let weight = 1;
  let first = Infinity;
  let last = -1;
  for (const need of needs) {
    let best = 0;
    let bestAt = -1;
    for (const term of need) {
      const found = question.byTerm.get(term);
      if (found !== undefined && found.weight > best) {
        best = found.weight;
        bestAt = found.at;
      }
    }
    if (best === 0) return 0;
    weight = Math.min(weight, best);
    first = Math.min(first, bestAt);
    last = Math.max(last, bestAt);
  }
  return last - first > needs.length + SLACK ? weight * 0.4 : weight;
}
