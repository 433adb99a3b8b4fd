import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../src/content/read-lexicon.js';
import { Analyser } from '../../src/search/analyse.js';
import { bounded } from '../../src/search/bounded.js';
import { tokenise } from '../../src/search/tokens.js';
import { normaliseUnicode } from '../../src/search/unicode.js';
import { hostileText, randomFrom } from './hostile.js';

describe('a text that nobody means', () => {
  it('makes no more words than it has letters, and none longer than a word', () => {
    const random = randomFrom(14);
    for (let count = 0; count < 1000; count++) {
      const text = hostileText(random);
      const tokens = tokenise(normaliseUnicode(text));
      // ﷺ alone is eighteen letters after normalising
      expect(tokens.reduce((sum, token) => sum + token.text.length, 0)).toBeLessThanOrEqual(text.length * 18);
      expect(tokens.every((token) => token.text.length <= 64 && /^[\p{L}\p{N}]/u.test(token.text))).toBe(true);
    }
  });

  it('has few of its words corrected, however many it has: a correction is what takes long', async () => {
    const analyser = new Analyser(await readLexicon('data'));
    const words = Array.from({ length: 300 }, (_, index) => `महतार${'कखगघचछजझटठ'[index % 10]!}ि${'पफबभम'[index % 5]!}`);
    const { words: read } = analyser.read(words.join(' '));
    expect(read.filter(({ senses: [first] }) => first?.how === 'corrected').length).toBeLessThanOrEqual(16);
  });
});

describe('a long text', () => {
  const story = 'हमर गांव म सब झन कहिथें '.repeat(120);

  it('keeps its beginning and its end, where questions stand', () => {
    const text = bounded(`महतारी वंदन के बात हे। ${story} पेंसन कब आही?`);
    expect(text).toMatch(/^महतारी वंदन के बात हे।/u);
    expect(text).toMatch(/पेंसन कब आही\?$/u);
    expect(text.length).toBeLessThanOrEqual(1501);
  });
  it('is as it was when it is short', () => expect(bounded('पेंसन कब आही?')).toBe('पेंसन कब आही?'));
  it('has no new word in it, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[क-ह]{1,30}$/u), { minLength: 100 }), (words) => {
        expect(words).toEqual(expect.arrayContaining(bounded(words.join(' ')).split(/\s/u)));
      }),
    );
  });
});
