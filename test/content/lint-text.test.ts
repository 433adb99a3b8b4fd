import { describe, expect, it } from 'vitest';
import {
  lintChhattisgarhi,
  lintLength,
  lintSameFigures,
  lintUnits,
  lintUnknownWords,
} from '../../src/content/lint-text.js';

describe('the linter of Chhattisgarhi', () => {
  it.each([
    'हर महिना ₹1,000 मिलथे, पइसा सोझे बैंक खाता म आथे।',
    'अपन पारा के आंगनबाड़ी दीदी करा जावव, फारम उहें मिलही।',
    "पोर्टल म 'आवेदन की स्थिति देखें' ल दबावव।",
  ])('finds nothing in: %s', (text) => {
    expect(lintChhattisgarhi(text)).toEqual([]);
  });

  it.each([
    ['पइसा मिलता है', /'है' is Hindi; say हे/],
    ['फारम भरने के लिए', /'लिए' is Hindi; say बर/],
    ['खाता में आही', /'में' is Hindi; say म/],
    ['किसान ने बेचिस', /'ने' is Hindi/],
    ['किसानों ल मिलही', /'किसानों' has a Hindi ending; plural is 'मन'/],
    ['महिलाओं ल मिलही', /'महिलाओं' has a Hindi ending/],
    ['तुरते मिलेगा', /'मिलेगा' has a Hindi ending; future/],
    ['फारम भरिए', /'भरिए' has a Hindi ending; imperative/],
  ])('finds Hindi in: %s', (text, message) => {
    expect(lintChhattisgarhi(text).join('\n')).toMatch(message);
  });

  it('finds sentences that are too long to be read aloud', () => {
    expect(lintLength(`${'एक '.repeat(20)}।`)).toEqual([]);
    expect(lintLength(`${'एक '.repeat(21)}।`)).toHaveLength(1);
  });

  it('finds figures that differ between the languages', () => {
    expect(lintSameFigures('₹1,000', '₹1,000')).toEqual([]);
    expect(lintSameFigures('1 लाख 20 हजार', '₹1,20,000')).toEqual([]);
    expect(lintSameFigures('₹1,000', '₹1,500')).toEqual(['figures differ: hi has [1000], hne has [1500]']);
    expect(lintSameFigures('1800-233-4448', '1800-233-4449')).toHaveLength(1);
  });

  it.each([
    ['₹1,000।', 0],
    ['1000 रुपये।', 0],
    ['साल 2024।', 0],
    ['181 पर फोन कीजिए। नंबर 181।', 0],
    ['1800-233-4448।', 0],
    ['हर महीने 1000।', 1],
    ['कुल 12,000, फिर बाकी', 1],
  ])('finds figures without a unit: %s', (text, count) => {
    expect(lintUnits(text)).toHaveLength(count);
  });

  it('finds words that nobody knows', () => {
    expect(lintUnknownWords('पइसा मिलहि', new Set(['पइसा', 'मिलही']))).toEqual([expect.stringContaining("'मिलहि'")]);
  });
});
