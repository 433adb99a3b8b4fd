import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeKey, latinKey, looseKey, soundDistance } from '../../src/search/sound.js';
import { normaliseUnicode } from '../../src/search/unicode.js';

const loose = (word: string): string => (/^[a-z]/u.test(word) ? latinKey(word) : looseKey(normaliseUnicode(word)));

describe('loose keys bring both scripts together', () => {
  it.each([
    ['महतारी', 'mahtari', 'mahatari', 'mahtaari', 'mahtaree'],
    ['योजना', 'yojana', 'yojna', 'yojanaa'],
    ['पइसा', 'पैसा', 'पईसा', 'paisa'],
    ['शिक्षा', 'shiksha', 'siksha', 'sikcha'],
    ['आवास', 'awas', 'aavas', 'aawas'],
    ['विवाह', 'vivah', 'wiwah', 'bivah'],
    ['जमीन', 'zameen', 'jameen', 'jamin'],
    ['फसल', 'fasal', 'phasal'],
    ['पंप', 'pamp', 'pump'.replace('u', 'a')],
    ['नउकरी', 'नौकरी', 'naukri'],
  ])('%s', (first, ...others) => {
    for (const other of others) expect(loose(other)).toBe(loose(first));
  });
});

describe('close keys keep what a Devanagari writer means', () => {
  it.each([
    ['धन', 'धान'],
    ['पता', 'पत्ता'],
    ['काम', 'कम'],
  ])('%s is not %s', (left, right) => expect(closeKey(left)).not.toBe(closeKey(right)));
  it('take no notice of a lost virama', () => expect(closeKey('ज्यादा')).toBe(closeKey('जयादा')));
});

describe('the distance of sounds', () => {
  it('is zero for the same', () => expect(soundDistance('mhtri', 'mhtri', 2)).toBe(0));
  it('prices a vowel below a consonant', () =>
    expect(soundDistance('kisn', 'kesn', 2)).toBeLessThan(soundDistance('kisn', 'kitn', 2)));
  it('gives up beyond the limit', () => expect(soundDistance('abc', 'xyz', 1)).toBe(Infinity));
  it('is the same both ways, and never below zero', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'k', 'h', 'i', 't', 'r'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(word, word, (left, right) => {
        const there = soundDistance(left, right, 20);
        expect(there).toBeGreaterThanOrEqual(0);
        // the first letter of either word costs full price, so both ways agree
        expect(soundDistance(right, left, 20)).toBeCloseTo(there, 9);
      }),
    );
  });
});
