import type { Lexicon } from '../content/lexicon.js';
import { normaliseUnicode } from './unicode.js';

/** What is left of a word when one ending is cut off, nearest to the whole word first. */
export type Strip = (word: string, script: 'deva' | 'latn') => readonly string[];

const LETTER = /[\p{L}]/gu;

/**
 * Chhattisgarhi and light Hindi stemming by lists of endings (`data/lexicon/endings.yaml`). It cuts,
 * it does not decide: the caller looks every remainder up, so मिलही, मिलथे and मिलेगा all find मिल.
 */
export function createStrip(endings: Lexicon['endings']): Strip {
  const keep = new Set(endings.keep.map(normaliseUnicode));
  const devanagari = prepare([...endings.chhattisgarhi.cut, ...endings.hindi.cut]);
  const latin = prepare(endings.latin.cut);
  return (word, script) => {
    if (keep.has(word)) return [];
    const stems: string[] = [];
    const leave = script === 'deva' ? endings.hindi.leave : endings.latin.leave;
    for (const ending of script === 'deva' ? devanagari : latin) {
      if (!word.endsWith(ending)) continue;
      const stem = word.slice(0, -ending.length).replace(/्$/u, '');
      if (lettersOf(stem) >= leave && !stems.includes(stem)) stems.push(stem);
    }
    return stems;
  };
}

const lettersOf = (word: string): number => word.match(LETTER)?.length ?? 0;
function prepare(list: readonly string[]): string[] {
  const normal = [...new Set(list.map(normaliseUnicode))].filter((ending) => ending !== '');
  // the shortest cut first: what stays closest to the written word is tried first
  return normal.sort((a, b) => a.length - b.length);
}
