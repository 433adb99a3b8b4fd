/** Languages the bot speaks: Hindi, Chhattisgarhi, English (BCP 47: hi, hne, en). */
export const LANGUAGES = ['hi', 'hne', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Languages in which every fact is written. An English reader gets these parts in Hindi. */
export type FactLanguage = 'hi' | 'hne';

/** @returns the language in which a fact is shown to a reader of `language` */
export function factLanguage(language: Language): FactLanguage {
  return language === 'hne' ? 'hne' : 'hi';
}
