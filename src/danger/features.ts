import type { RuleHit } from './rules.js';
import type { HeardWord } from './words.js';

/** Longer messages are looked at in parts of so many words, so that a danger does not drown in a story. */
const PART = 16;
const STEP = 8;

/** @returns the message, and its parts when it is long: it is as dangerous as the worst of them */
export function partsOf(words: readonly HeardWord[]): readonly (readonly HeardWord[])[] {
  if (words.length <= PART + STEP / 2) return [words];
  const parts: (readonly HeardWord[])[] = [];
  for (let from = 0; from < words.length - STEP / 2; from += STEP) parts.push(words.slice(from, from + PART));
  return parts;
}

/**
 * What the model looks at: words by their sound (both scripts alike), by their consonants (SMS), by their common word
 * and class, what stands together, bits of words, and the rules that hold. All together weigh the same, long or short.
 */
export function featuresOf(words: readonly HeardWord[], hits: readonly RuleHit[]): Map<string, number> {
  const names = new Set<string>();
  let before = '^';
  for (const { key, term, classes: own } of words) {
    names.add(`k:${key}`);
    names.add(`b:${before} ${key}`);
    if (key.length >= 4) names.add(`s:${key.replace(/[aeiou]/gu, '')}`);
    if (term !== undefined) names.add(`t:${term}`);
    for (const bit of bitsOf(key)) names.add(`g:${bit}`);
    for (const name of own) names.add(`c:${name}`);
    before = key;
  }
  names.add(`b:${before} $`);
  const strength = 1 / Math.sqrt(names.size);
  const features = new Map([...names].map((name) => [name, strength * SCALE]));
  for (const { kind, grade, because } of hits) {
    features.set(`r:${grade}`, 1);
    features.set(`r:${kind} ${grade}`, 1);
    features.set(`l:${kind} ${because}`, 1);
  }
  return features;
}

/** Strength of the words as a whole against a rule that holds (1). */
const SCALE = 3;

function bitsOf(key: string): string[] {
  const framed = `_${key}_`;
  const bits: string[] = [];
  for (let at = 0; at + 3 <= framed.length; at++) bits.push(framed.slice(at, at + 3));
  return bits;
}
