import type { RuleHit } from './rules.js';
import type { HeardWord } from './words.js';

/** Longer messages are looked at in parts of so many words, so that a danger does not drown in a story. */
export const PART = 16;
const STEP = 8;

/**
 * @param step words from one part to the next; default: half a part, so that nothing is torn apart
 * @returns the message, or its parts when it is long: it is as dangerous as the worst of them
 */
export function partsOf(words: readonly HeardWord[], step = STEP): readonly (readonly HeardWord[])[] {
  if (words.length <= PART + STEP / 2) return [words];
  const parts: (readonly HeardWord[])[] = [];
  for (let from = 0; from < words.length - STEP / 2; from += step) parts.push(words.slice(from, from + PART));
  return parts;
}

/** Features by place (a hash of the name, below `PLACES`), each with its strength. */
export interface Features {
  readonly places: Int32Array;
  readonly strengths: Float64Array;
}
/** Two of some ten thousand features seldom share a place. */
export const PLACES = 2 ** 18;

/** @returns the place of a feature: FNV-1a over the family and the name */
export function placeOf(family: string, name: string): number {
  let hash = 0x811c9dc5 ^ family.charCodeAt(0);
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (PLACES - 1);
}

/**
 * What the model looks at: words by their sound (both scripts alike), by their consonants (SMS), by their common word
 * and class, what stands together, bits of words, and the rules that hold. All words together weigh the same, long or
 * short.
 */
export function featuresOf(words: readonly HeardWord[], hits: readonly RuleHit[]): Features {
  const said = new Set<number>();
  let before = '^';
  for (const { key, term, classes } of words) {
    said.add(placeOf('k', key));
    said.add(placeOf('b', `${before} ${key}`));
    if (key.length >= 4) said.add(placeOf('s', key.replace(/[aeiou]/gu, '')));
    if (term !== undefined) said.add(placeOf('t', term));
    const framed = `_${key}_`;
    for (let at = 0; at + BIT <= framed.length; at++) said.add(placeOf('g', framed.slice(at, at + BIT)));
    for (const name of classes) said.add(placeOf('c', name));
    before = key;
  }
  said.add(placeOf('b', `${before} $`));
  const held = new Set<number>();
  for (const { kind, grade, because } of hits) {
    held.add(placeOf('r', grade));
    held.add(placeOf('r', `${kind} ${grade}`));
    held.add(placeOf('l', `${kind} ${because}`));
  }
  const strength = SCALE / Math.sqrt(Math.max(said.size, SHORT));
  return {
    places: Int32Array.from([...said, ...held]),
    strengths: Float64Array.from([...said].map(() => strength).concat([...held].map(() => 1))),
  };
}

/** Letters of a bit of a word. */
const BIT = 3;
/** Strength of the words as a whole against a rule that holds (1). */
const SCALE = 2;
/** A message of few features says little: it is not weighed as if it said much. */
const SHORT = 50;
