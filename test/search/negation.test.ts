import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../src/content/read-lexicon.js';
import { createIsNegated } from '../../src/search/negation.js';
import { tokenise } from '../../src/search/tokens.js';
import { normaliseUnicode } from '../../src/search/unicode.js';

const isNegated = createIsNegated((await readLexicon('data')).talk);

describe('a question that says not', () => {
  it.each([
    ['पैसा नहीं मिला', true],
    ['पइसा नइ आय हे', true],
    ['paisa nhi aaya', true],
    ['bina kagaj ke', true],
    ['I did not get it', true],
    ['पैसा मिल गया', false],
    ['नवा नाव जोड़ना हे', false],
    ['', false],
  ])('%s: %s', (text, expected) => expect(isNegated(tokenise(normaliseUnicode(text)))).toBe(expected));
});
