import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bounded } from '../../src/search/bounded.js';

describe('a bounded text', () => {
  it('is a text of a usual length as it is', () => {
    expect(bounded('')).toBe('');
    const text = 'विधवा पेंशन '.repeat(100).trim();
    expect(bounded(text)).toBe(text);
  });
  it('keeps the end, where people ask, and the beginning', () => {
    const read = bounded(`राशन कार्ड? ${'बहुत कुछ '.repeat(500)} विधवा पेंशन कितनी मिलती है`);
    expect(read.startsWith('राशन कार्ड?')).toBe(true);
    expect(read.endsWith('विधवा पेंशन कितनी मिलती है')).toBe(true);
  });
  it('cuts no word in two', () => {
    const words = new Set(
      bounded('महतारी '.repeat(400))
        .split(/\s+/)
        .filter((word) => word !== ''),
    );
    expect([...words]).toEqual(['महतारी']);
  });
  it('never has more than 1,501 code units', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 4096 }), (text) => {
        expect(bounded(text).length).toBeLessThanOrEqual(1501);
      }),
      { numRuns: 30 },
    ));
});
