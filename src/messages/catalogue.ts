import { IntlMessageFormat } from 'intl-messageformat';
import I18n from 'telegraf-i18n';
import { LANGUAGES, type Language } from '../content/language.js';

/** Values that a message may hold in braces, ICU style: `{count, plural, one {# जगह} other {# जगह}}`. */
export type MessageValues = Readonly<Record<string, string | number>>;
/** Looks a message up. @throws {Error} when the key does not exist in any language */
export type Translate = (key: string, values?: MessageValues) => string;

export interface Catalogue {
  readonly translate: (language: Language) => Translate;
  /** Keys of the Hindi catalogue that `language` lacks, and keys it has beyond Hindi. */
  readonly gaps: (language: Language) => { missing: string[]; extra: string[] };
  readonly keys: () => string[];
}

/** Nested texts as they stand in a locale file. */
export interface MessageTree {
  readonly [key: string]: string | MessageTree;
}

/**
 * CLDR has no Chhattisgarhi, so its plurals and digits are Hindi's. All locales use the Indian
 * grouping of digits (1,20,000) in Latin digits, as people read them on notes and notices.
 */
const FORMAT_LOCALE: Readonly<Record<Language, string>> = { hi: 'hi-IN', hne: 'hi-IN', en: 'en-IN' };

/**
 * Builds the catalogue. telegraf-i18n holds the texts, falls back to Hindi and finds gaps; every
 * text is compiled beforehand by intl-messageformat and handed over as a function, because the
 * `${}` templates of telegraf-i18n run code from the locale file and open a VM context a call.
 * @throws {SyntaxError} when a text is no ICU message
 */
export function createCatalogue(trees: Readonly<Record<Language, MessageTree>>): Catalogue {
  // `allowMissing: false` makes an unknown key an error in every test that passes by it.
  const i18n = new I18n({ defaultLanguage: 'hi', defaultLanguageOnMissing: true, allowMissing: false });
  for (const language of LANGUAGES) i18n.loadLocale(language, compile(trees[language], FORMAT_LOCALE[language]));
  return {
    translate: (language) => (key, values) => i18n.t(language, key, values ?? {}),
    gaps: (language) => ({
      missing: i18n.missingKeys(language, 'hi'),
      extra: i18n.overspecifiedKeys(language, 'hi'),
    }),
    keys: () => i18n.resourceKeys('hi'),
  };
}

type CompiledTree = { [key: string]: CompiledTree | ((values: MessageValues) => string) };

function compile(tree: MessageTree, locale: string): CompiledTree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, text]) => {
      if (typeof text !== 'string') return [key, compile(text, locale)];
      const message = new IntlMessageFormat(text.trim(), locale, undefined, { ignoreTag: true });
      return [key, (values: MessageValues) => String(message.format(values))];
    }),
  );
}
