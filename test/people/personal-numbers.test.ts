import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPersonalNumbers } from '../../src/people/personal-numbers.js';

/** All ten digits of a script, from its zero. */
const ZEROS = ['0', '०', '০', '０', '٠', '௦', '๐', '𝟎', '𝟘'] as const;
const inDigits = (zero: string, number: string): string =>
  number.replaceAll(/\d/g, (digit) => String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)));
const keycaps = (number: string): string => number.replaceAll(/\d/g, (digit) => `${digit}\ufe0f\u20e3`);
const SEPARATORS = [
  ' ',
  '  ',
  '-',
  ' - ',
  '/',
  '_',
  ',',
  ', ',
  ':',
  '·',
  '|',
  '.',
  ') ',
  '–',
  '\n',
  '\u200b',
  '\u200e',
  '\u00ad',
  '🙂',
  '\t',
];

describe('numbers that identify a person', () => {
  it.each([
    ['मोर आधार 1234 5678 9012 हे', 'मोर आधार ••• हे'],
    ['2024 5678 9012', '•••'],
    ['खाता 50100-2345-67890', 'खाता •••'],
    ['khata number 12345 6789', 'khata number •••'],
    ['9876543210', '•••'],
    ['+91 98765 43210', '+•••'],
    ['091-98765-43210 पर फोन करव', '••• पर फोन करव'],
    ['0771-2234567', '•••'],
    ['(98765) 43210', '(•••'],
    ['98 76 54 32 10', '•••'],
    ['9 8 7 6 5 4 3 2 1 0', '•••'],
    ['मेरा नंबर ९८७६५४३२१० है', 'मेरा नंबर ••• है'],
    ['1234 5678 9012 3456', '•••'],
    ['15-12-2026 को 98765 43210', '15-12-2026 को •••'],
    ['15-12-2026 98765 43210', '15-12-2026 •••'],
    ['50100234567890', '•••'],
    ['①②③④⑤⑥⑦⑧⑨①②③', '•••'],
  ])('are hidden: %s', (text, masked) => {
    expect(maskPersonalNumbers(text)).toEqual({ text: masked, found: true });
  });

  it.each([
    '₹1,20,000 कब', '492001 रायपुर', '25वीं किस्त 8 मार्च 2026', '12345678', '2 लाख 50 हजार',
    '2024-25 2025-26', '2023-24, 2024-25, 2025-26 का पैसा', '15-12-2026 10 baje', '15/12/2026 - 31/12/2026',
    '10 20 30 40 50 60 saal', '18 21 25 30 35 40', 'उम्र 60 55 30 28 25', '65 62 40 18 15 साल के हन',
    '1,20,000 1,50,000', '1000 1500 2000', '500/- 1000/- 1500/-', '2023 2024 2025', '10:30 11:45 12:15',
    '₹7275, 6985, 7122', '1800-11-5526', '1800 233 3663', 'खसरा 123/4, 125/6, 130/2', '12.50 13.75 14.25 15.10 16.20',
    '1 2 3 4 5 6 7 8 9 10', '2026-12-15 10:30', 'खाता म 15-12-2026 10:30 बजे', '३ ४ ५', 'कक्षा 9 10 11 12', '1098 112 181 1930',
  ])('are not years, dates, times, amounts, lists of ages, PIN codes or helplines: %s', (text) => {
    expect(maskPersonalNumbers(text)).toEqual({ text, found: false });
  }); // prettier-ignore

  it.each(SEPARATORS.map((separator) => [JSON.stringify(separator), separator]))(
    'are hidden with %s between their parts',
    (_, separator) => {
      for (const parts of [
        ['1234', '5678', '9012'],
        ['98765', '43210'],
      ])
        expect(maskPersonalNumbers(`x ${parts.join(separator)} y`).text).toBe('x ••• y');
    },
  );

  it.each(ZEROS)('are hidden in the digits that begin with %s', (zero) => {
    for (const number of ['9876543210', '2345 6789 0123', '98765 - 43210'])
      expect(maskPersonalNumbers(inDigits(zero, number))).toEqual({ text: '•••', found: true });
  });

  it('are hidden in keycaps', () => {
    expect(maskPersonalNumbers(`मोर ${keycaps('9876543210')} हे`).text).toBe('मोर ••• हे');
  });

  /** Grouped as people group them, in any digits, with anything up to three signs between. */
  const aadhaar = fc
    .tuple(fc.integer({ min: 2000, max: 9999 }), fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 9999 }))
    .filter((groups) => groups.some((group) => group % 50 !== 0 && (group < 1900 || group > 2099)))
    .map((groups) => groups.map((group) => String(group).padStart(4, '0')));
  const between = fc.string({ unit: fc.constantFrom(...' -/_|.:,()·*#'), minLength: 0, maxLength: 3 });

  it('are hidden whatever digits and signs they are written with', () => {
    fc.assert(
      fc.property(aadhaar, between, fc.constantFrom(...ZEROS), (groups, separator, zero) => {
        const text = inDigits(zero, groups.join(separator));
        expect(maskPersonalNumbers(`क ${text} ख`)).toEqual({ text: 'क ••• ख', found: true });
      }),
    );
  });

  it('leave no unbroken run of nine digits behind, whatever stands around it', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789०१२३४५६७८९ -'), minLength: 9, maxLength: 40 });
    fc.assert(
      fc.property(fc.string(), digits, fc.string(), (before, number, after) => {
        const { text } = maskPersonalNumbers(`${before}${number}${after}`);
        expect(text).not.toMatch(/\p{Nd}{9}/u);
      }),
    );
  });

  it('are looked for in any text without a fault; where none is found, the text is as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const masked = maskPersonalNumbers(text);
        expect(masked.found || masked.text === text).toBe(true);
      }),
    );
  });
});
