import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPersonalNumbers } from '../../src/people/personal-numbers.js';

describe('numbers that identify a person', () => {
  it.each([
    ['मोर आधार 1234 5678 9012 हे', 'मोर आधार ••• हे'],
    ['खाता 50100-2345-67890', 'खाता •••'],
    ['9876543210', '•••'],
    ['मेरा नंबर ९८७६५४३२१० है', 'मेरा नंबर ••• है'],
    ['1234–5678–9012', '•••'],
  ])('are hidden: %s', (text, masked) => {
    expect(maskPersonalNumbers(text)).toEqual({ text: masked, found: true });
  });

  it.each(['₹1,20,000 कब', '492001 रायपुर', '25वीं किस्त 8 मार्च 2026', '12345678', '2 लाख 50 हजार'])(
    'are not amounts, dates or PIN codes: %s',
    (text) => {
      expect(maskPersonalNumbers(text)).toEqual({ text, found: false });
    },
  );

  it('leaves no run of nine digits behind, whatever stands around it', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789०१२३४५६७८९ -'), minLength: 9, maxLength: 40 });
    fc.assert(
      fc.property(fc.string(), digits, fc.string(), (before, number, after) => {
        const { text } = maskPersonalNumbers(`${before}${number}${after}`);
        expect(text).not.toMatch(/[\d०-९]{9}/u);
        expect(maskPersonalNumbers(text).text).toBe(text);
      }),
    );
  });
});
