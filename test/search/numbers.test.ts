import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../src/content/read-lexicon.js';
import { createFindNumbers } from '../../src/search/numbers.js';
import { tokenise } from '../../src/search/tokens.js';
import { normaliseUnicode } from '../../src/search/unicode.js';

const findNumbers = createFindNumbers((await readLexicon('data')).numbers);
const valuesIn = (text: string): number[] => findNumbers(tokenise(normaliseUnicode(text))).map(({ value }) => value);

describe('amounts', () => {
  it.each([
    ['10 हजार', [10_000]],
    ['दस हजार', [10_000]],
    ['₹10,000', [10_000]],
    ['१०,०००', [10_000]],
    ['10 hajar', [10_000]],
    ['1 लाख 20 हजार', [120_000]],
    ['चार सौ छत्तीस', [436]],
    ['एक हजार पांच सौ', [1_500]],
    ['पांच लाख दो बच्चे', [500_000]],
    ['पंदरा दिन', [15]],
    ['1,00,000', [100_000]],
    ['हजार रुपिया', [1_000]],
    ['2000 अउ 500', [2_000, 500]],
    ['एक दिन', []],
    ['कुछ नहीं', []],
  ])('%s', (text, expected) => expect(valuesIn(text)).toEqual(expected));
  it('is the same amount in words and in figures', () => expect(valuesIn('पांच लाख')).toEqual(valuesIn('5 lakh')));
});
