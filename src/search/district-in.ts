import type { District } from '../content/districts.js';
import { latinKey, looseKey, soundDistance } from './sound.js';
import { normaliseUnicode } from './unicode.js';

/**
 * Words that stand beside the name: 'जिला रायपुर', 'raipur district', 'मैं धमतरी ले हँव'. Kept as
 * sound keys would hide that they are few and fixed.
 */
const BESIDE = /(?:^|\s)(?:जिला|जिले|ज़िला|district|dist|jila|zila|zilla)(?=\s|$)/gu;

/** @returns districts that the text may name, likeliest first; several when they sound equally near */
export type FindDistricts = (text: string) => readonly District[];

/**
 * Hears a district in a typed text, misspelt, in either script: by the sound of the whole text, else
 * of its words and pairs of words. A name may differ by a quarter of its sounds.
 */
export function createDistrictSearch(districts: readonly District[]): FindDistricts {
  const names = districts.flatMap((district) => {
    const parts = [district.hi, district.en, ...district.also];
    return parts.map((name) => ({ district, key: soundOf(name) }));
  });
  return (text) => {
    const words = normaliseUnicode(text)
      .replaceAll(BESIDE, ' ')
      .split(/[^\p{L}\p{M}]+/u)
      .filter((word) => word !== '')
      .slice(0, MAX_WORDS);
    const heard = [words.join(''), ...words, ...words.slice(1).map((word, index) => `${words[index]}${word}`)];
    let least = Infinity;
    const distances = new Map<District, number>();
    for (const key of new Set(heard.map(soundOf))) {
      for (const { district, key: name } of names) {
        // Short keys (kcg) stand for what they are only when they are just that.
        const limit = key.length < SHORTEST ? 0 : name.length * TOLERANCE;
        const distance = key === name ? 0 : soundDistance(key, name, limit);
        if (distance > limit || distance >= (distances.get(district) ?? Infinity)) continue;
        distances.set(district, distance);
        least = Math.min(least, distance);
      }
    }
    return [...distances]
      .filter(([, distance]) => distance <= least + CLOSE_CALL)
      .sort(([, a], [, b]) => a - b)
      .map(([district]) => district);
  };
}

const MAX_WORDS = 20;
const SHORTEST = 3;
/** Share of a name's sounds that may be wrong. */
const TOLERANCE = 0.25;
/** Below this difference the person is asked which one is meant. */
const CLOSE_CALL = 0.3;

const soundOf = (name: string): string => {
  const word = normaliseUnicode(name).replaceAll(/[^\p{L}\p{M}]+/gu, '');
  return /[a-z]/.test(word) ? latinKey(word) : looseKey(word);
};
