import { describe, expect, it } from 'vitest';
import { figuresIn, phonesIn } from '../../src/content/figures.js';

describe('figures in a text', () => {
  it.each([
    ['हर महीने ₹1,000 मिलते हैं। साल भर में ₹12,000।', [1000, 12000]],
    ['1 लाख 20 हजार', [120000]],
    ['2.5 लाख तक', [250000]],
    ['25वीं किस्त 8 मार्च 2026', [8, 25, 2026]],
    ['२१ साल', [21]],
    ['₹5 लाख, और ₹10 हजार अलग', [10000, 500000]],
    ['1 करोड़', [10000000]],
    ['50% तक', [50]],
    ['कुछ नहीं', []],
    ['1800-233-4448 पर 10 बजे', [10]],
  ])('%s', (text, figures) => {
    expect(figuresIn(text)).toEqual(figures);
  });

  it.each([
    ['1800-233-4448 या 0771-2220006', ['1800-233-4448', '0771-2220006']],
    ['011-24300606', ['011-24300606']],
    ['181 पर', []],
  ])('telephone numbers: %s', (text, phones) => {
    expect(phonesIn(text)).toEqual(phones);
  });
});
