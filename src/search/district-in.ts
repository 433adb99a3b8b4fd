import type { District } from '../content/districts.js';
import { latinKey, looseKey, soundDistance } from './sound.js';
import { normaliseUnicode } from './unicode.js';

/**
 * Words that stand beside the name and say nothing else: 'जिला रायपुर', 'raipur district', 'मैं धमतरी ले हँव',
 * 'mera ghar raipur mein hai'. Normalised; as sound keys they would hide that they are few and fixed.
 */
const BESIDE = new Set(
  (
    'जिला जिले जिल्ला district dist jila jile zila zilla zile मैं में मे म हम हमन मोर मेरा हमर हमारा हमारे मोला i my we am is in from the main mai me ' +
    'mein hum ham mor mera hamar hamara का के की को ला ल ka ke ki ko la से ले se le हूं हुं हंव हवंव हवव हव हौं हन हैं है हे हवे hu hun hoon hoo hanv hav han ' +
    'hai hain he रहता रहती रहते रहथंव रहिथंव रहथौं रहथन रहिथन रहइया live rahta rahti rahte rehta rehti rahthanv rahthav ' +
    'घर गांव निवासी ghar gaon gaanv niwasi nivasi जी ji'
  )
    .split(' ')
    .map(normaliseUnicode),
);

/** What a typed text says of districts. */
export interface DistrictsHeard {
  /** that it may name, likeliest first; several when they sound equally near */
  readonly districts: readonly District[];
  /** how many words say something else */
  readonly rest: number;
}
export type HearDistricts = (text: string) => DistrictsHeard;

/**
 * Hears a district in a typed text, misspelt, in either script: by the sound of the whole text, else
 * of its words and pairs of words. A name may differ by a quarter of its sounds.
 */
export function createDistrictSearch(districts: readonly District[]): HearDistricts {
  const names = districts.flatMap((district) => {
    const parts = [district.hi, district.en, ...district.also];
    return parts.map((name) => ({ district, key: soundOf(name) }));
  });
  return (text) => {
    const normalised = normaliseUnicode(text);
    const words = normalised
      .split(/[^\p{L}\p{M}]+/u)
      .filter((word) => word !== '' && !BESIDE.has(word))
      .slice(0, MAX_WORDS);
    const spans: Span[] = [
      { from: 0, to: words.length },
      ...words.map((_, index) => ({ from: index, to: index + 1 })),
      ...words.slice(1).map((_, index) => ({ from: index, to: index + 2 })),
    ];
    let least = Infinity;
    const heard = new Map<District, { readonly distance: number; readonly spans: readonly Span[] }>();
    for (const span of spans) {
      const key = soundOf(words.slice(span.from, span.to).join(''));
      for (const { district, key: name } of names) {
        // Short keys (kcg) stand for what they are only when they are just that.
        const limit = key.length < SHORTEST ? 0 : name.length * TOLERANCE;
        const distance = key === name ? 0 : soundDistance(key, name, limit);
        if (distance > limit) continue;
        const before = heard.get(district);
        heard.set(district, {
          distance: Math.min(distance, before?.distance ?? Infinity),
          spans: [...(before?.spans ?? []), span],
        });
        least = Math.min(least, distance);
      }
    }
    const near = [...heard]
      .filter(([, { distance }]) => distance <= least + CLOSE_CALL)
      .sort(([, a], [, b]) => a.distance - b.distance)
      .map(([district, one]) => ({ district, named: wordsIn(one.spans) }));
    // दक्षिण बस्तर is Dantewada, although बस्तर is in it.
    const most = Math.max(0, ...near.map(({ named }) => named.size));
    const found = near.filter(({ named }) => named.size === most);
    const named = new Set(found.flatMap((one) => [...one.named]));
    const numbers = normalised.match(/\p{N}+/gu)?.length ?? 0;
    return { districts: found.map(({ district }) => district), rest: words.length - named.size + numbers };
  };
}

interface Span {
  readonly from: number;
  /** the first word that is no more in it */
  readonly to: number;
}
const wordsIn = (spans: readonly Span[]): Set<number> =>
  new Set(spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)));

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
