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

/** Words of a phrase may have this many others between them; with a 'not' they must stand together. */
const SLACK = 4;
const SLACK_OF_NOT = 1;

/**
 * Grammar is left out of a phrase, unless it would leave a single word: 'घर मिलना' is more than घर.
 * @returns the pattern, or undefined when the phrase says too little to be a sign of anything: grammar, or one word of every scheme
 */
export function compilePattern(phrase: string, analyser: Analyser): Pattern | undefined {
  const { words } = analyser.learn(phrase);
  const meaningful = words.filter(({ senses }) =>
    senses.some(({ term, kind }) => !WEIGHTLESS.has(kind) || term === NOT),
  );
  const said = meaningful.filter(({ senses }) => senses[0]?.term !== NOT);
  if (said.length === 0 || (said.length === 1 && words.length === 1 && said[0]!.senses[0]?.kind !== 'topic'))
    return undefined;
  const needed = said.length === 1 ? words : meaningful;
  return { needs: needed.map(({ senses }) => new Set(senses.slice(0, 1).map(({ term }) => term))), text: phrase };
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
  const isNegative = needs.some((need) => need.has(NOT));
  if (last - first > needs.length + (isNegative ? SLACK_OF_NOT : SLACK)) return isNegative ? 0 : weight * 0.4;
  return weight;
}
