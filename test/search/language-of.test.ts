import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../src/content/read-lexicon.js';
import { createLanguageOf, scriptOf } from '../../src/search/language-of.js';
import { tokenise } from '../../src/search/tokens.js';
import { normaliseUnicode } from '../../src/search/unicode.js';

const languageOf = createLanguageOf((await readLexicon('data')).language);
const read = (text: string): string => languageOf(tokenise(normaliseUnicode(text))).language;

describe('the language of a question', () => {
  it.each([
    ['महतारी वंदन के पइसा कब आही', 'hne'],
    ['mor nav kat ge he, ka karav', 'hne'],
    ['noni ke bihav bar katka paisa milthe', 'hne'],
    ['महतारी वंदन का पैसा कब आएगा', 'hi'],
    ['mahtari vandan ka paisa kab aayega', 'hi'],
    ['मुझे पैसा क्यों नहीं मिल रहा है', 'hi'],
    ['How do I apply for an Ayushman card?', 'en'],
    ['widow pension documents needed', 'en'],
    ['महतारी वंदन योजना', 'hi'],
    ['', 'hi'],
    ['pahle paise milte the ab nahi milte vidhwa pension', 'hi'],
    ['list me naam is mahine bhi nahi to kya kare', 'hi'],
    ['is the money paid to my mother', 'en'],
    ['पीएम किसान के ₹2000 कब आएंगे', 'hi'],
    ['पेंशन के पैसे कब मिलेंगे', 'hi'],
  ])('%s: %s', (text, language) => expect(read(text)).toBe(language));
});

describe('the script of a question', () => {
  it.each([
    ['राशन कार्ड', 'deva'],
    ['ration card', 'latn'],
    ['ration कार्ड', 'mixed'],
    ['2000', 'other'],
  ])('%s: %s', (text, script) => expect(scriptOf(tokenise(normaliseUnicode(text)))).toBe(script));
});
