import { bounded } from './bounded.js';
import { latinKey, looseKey } from './sound.js';
import { tokenise } from './tokens.js';
import { normaliseUnicode } from './unicode.js';

/** Phrases that mean one thing (a danger, a greeting), found in either script and most spellings. */
export interface PhraseMatcher {
  /** @returns the first entry, in the given order, one of whose phrases is in the text */
  readonly find: (text: string) => PhraseMatch | undefined;
}
export interface PhraseMatch {
  readonly id: string;
  /** share of the text's words that belong to phrases of this entry, 0 to 1 */
  readonly coverage: number;
}

/** Words that may stand between the words of a phrase: 'मोर गोसइया (ह रोज) मोला मारथे'. */
const MAX_GAP = 2;
/** Endings may differ by this many sounds: मारता, मारते, मारथे. */
const MAX_ENDING = 2;
const MIN_STEM = 3;

/** @param entries ids with phrases; the first entry that is found wins, so order them by urgency */
export function createPhraseMatcher(
  entries: readonly { readonly id: string; readonly phrases: readonly string[] }[],
): PhraseMatcher {
  const compiled = entries.map(({ id, phrases }) => ({ id, phrases: phrases.map(keysOf) }));
  return {
    find: (text) => {
      const keys = keysOf(bounded(text));
      const heads = new Set(keys.map(headOf)); // most phrases are ruled out by one word that is not there
      for (const { id, phrases } of compiled) {
        const possible = phrases.filter((phrase) => phrase.every((word) => heads.has(headOf(word))));
        const covered = new Set(possible.flatMap((phrase) => positionsOf(phrase, keys)));
        if (covered.size > 0) return { id, coverage: covered.size / keys.length };
      }
      return undefined;
    },
  };
}

/** Two words can only be the same when they share this. */
const headOf = (key: string): string => key.slice(0, MIN_STEM);

const keysOf = (text: string): string[] =>
  tokenise(normaliseUnicode(text)).map(({ text: word, script }) => {
    const key = script === 'deva' ? looseKey(word) : script === 'latn' ? latinKey(word) : word;
    // Short keys of two scripts collide: 'hi' the greeting and 'है'. Such words match as written.
    return key.length < MIN_STEM ? word : key;
  });

/** @returns where the words of the phrase stand in the text, in order and close together; empty when they do not */
function positionsOf(phrase: readonly string[], keys: readonly string[]): number[] {
  for (let start = 0; start < keys.length; start += 1) {
    const positions: number[] = [];
    let at = start;
    for (const word of phrase) {
      const limit = positions.length === 0 ? start : at + MAX_GAP;
      while (at <= limit && at < keys.length && !sameWord(word, keys[at] ?? '')) at += 1;
      if (at > limit || at >= keys.length) break;
      positions.push(at);
      at += 1;
    }
    if (positions.length === phrase.length) return positions;
  }
  return [];
}

function sameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const stem = Math.min(a.length, b.length);
  return stem >= MIN_STEM && Math.abs(a.length - b.length) <= MAX_ENDING && (a.startsWith(b) || b.startsWith(a));
}
