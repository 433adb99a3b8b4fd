import type { Language } from '../content/language.js';
import type { Lexicon } from '../content/lexicon.js';
import type { Token } from './tokens.js';
import { normaliseUnicode } from './unicode.js';

export type QuestionScript = 'deva' | 'latn' | 'mixed' | 'other';

/** In which script a question is written; figures do not count. */
export function scriptOf(tokens: readonly Token[]): QuestionScript {
  const has = new Set(tokens.map(({ script }) => script).filter((script) => script !== 'digit'));
  if (has.size === 0) return 'other';
  if (has.has('deva') && has.has('latn')) return 'mixed';
  return has.has('deva') ? 'deva' : has.has('latn') ? 'latn' : 'other';
}

export interface LanguageEvidence {
  readonly language: Language;
  readonly points: Readonly<Record<Language, number>>;
}
export type LanguageOf = (tokens: readonly Token[]) => LanguageEvidence;

/**
 * Language by evidence of each word (`data/lexicon/language.yaml`): grammar words and endings, since
 * names of schemes are the same in all three. Without evidence it is Hindi.
 */
export function createLanguageOf(lexicon: Lexicon['language']): LanguageOf {
  const languages = (['hi', 'hne', 'en'] as const).map((language) => ({
    language,
    words: new Map(Object.entries(lexicon[language].words).map(([word, points]) => [keyOf(word), points])),
    endings: Object.entries(lexicon[language].endings)
      .map(([ending, points]) => [keyOf(ending), points] as const)
      .sort((a, b) => b[0].length - a[0].length),
  }));
  const shared = new Map(Object.entries(lexicon.shared));
  const [hindi, chhattisgarhi, english] = languages.map(({ words }) => words);
  const isEnglish = ({ text }: Token): boolean =>
    english!.has(text) && !hindi!.has(text) && !chhattisgarhi!.has(text) && !shared.has(text);
  return (tokens) => {
    const points: Record<Language, number> = { hi: 0, hne: 0, en: 0 };
    for (const [at, { text, script }] of tokens.entries()) {
      if (script === 'digit' || script === 'other') continue;
      const key = keyOf(text);
      const asHindi = shared.get(text);
      if (asHindi !== undefined) {
        const beside = tokens.slice(Math.max(0, at - REACH), at + REACH + 1);
        if (beside.some(isEnglish)) points.en += english!.get(text) ?? 0;
        else points.hi += asHindi;
        continue;
      }
      const listed = languages.some(({ words }) => words.has(key));
      for (const { language, words, endings } of languages) {
        if (listed) {
          points[language] += words.get(key) ?? 0;
          continue;
        }
        const ending = endings.find(
          ([end]) => key.length > end.length + (end.length < LONG_ENDING ? 1 : 0) && key.endsWith(end),
        );
        if (ending !== undefined) points[language] += ending[1];
      }
    }
    const hne = points.hne > points.hi && points.hne >= points.en && points.hne > 0.9;
    const en = points.en > points.hi && points.en > points.hne && points.en >= 1;
    return { language: hne ? 'hne' : en ? 'en' : 'hi', points };
  };
}

/** How far an English word may be from one that is Hindi too, in words. */
const REACH = 2;
/** Before a shorter ending two letters must be left (सही is no future), before one of this length one: आएंगे. */
const LONG_ENDING = 3;

/** Compared as written, but for the length of i and u: पइसा and पैसा sound alike and tell the languages apart. */
const keyOf = (word: string): string => normaliseUnicode(word).replaceAll('ी', 'ि').replaceAll('ू', 'ु');
