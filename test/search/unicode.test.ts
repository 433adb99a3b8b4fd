import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseUnicode } from '../../src/search/unicode.js';

describe('normalising Unicode', () => {
  it.each([
    ['सड़क', 'सडक', 'nukta goes: people leave it out'],
    ['ज़मीन', 'जमीन', 'precomposed nukta too'],
    ['जम्\u200dमो', 'जम्मो', 'joiners go'],
    ['पाँच', 'पांच', 'chandrabindu is anusvara'],
    ['सम्बन्ध', 'संबंध', 'class nasals before their row are anusvara'],
    ['पञ्चायत', 'पंचायत', 'ञ् before च'],
    ['पेन्शन', 'पेंशन', 'न् before a sibilant'],
    ['१०००', '1000', 'Devanagari digits'],
    ['अाधार', 'आधार', 'typed vowel parts'],
    ['ठीक ❤\ufe0f 1\ufe0f\u20e3', 'ठीक ❤ 1', 'selectors and keycaps of emoji'],
    ['क' + '्'.repeat(4095), 'क््््', 'signs piled up'],
    ['डॉक्टर', 'डाक्टर', 'candra vowels of English words'],
    ['नि:शुल्क', 'निशुल्क', 'a colon for visarga'],
    ['निःशुल्क', 'निशुल्क', 'visarga'],
    ['PM Kisan', 'pm kisan', 'lower case'],
  ])('%s becomes %s: %s', (written, normal) => {
    expect(normaliseUnicode(written)).toBe(normal);
  });

  it.each([
    ['आ', 'अा'],
    ['इ', 'अि'],
    ['ई', 'अी'],
    ['उ', 'अु'],
    ['ऊ', 'अू'],
    ['ए', 'अे'],
    ['ऐ', 'अै एे'],
    ['ओ', 'अो अाे अेा आे'],
    ['औ', 'अौ अाै अैा आै'],
    ['ऑ', 'अॉ अाॅ अॅा आॅ'],
    ['को', 'काे केा'],
    ['कौ', 'काै कैा'],
    ['कॉ', 'काॅ कॅा'],
  ])('reads %s put together from parts in any order', (letter, typed) => {
    for (const parts of typed.split(' ')) expect(normaliseUnicode(parts)).toBe(normaliseUnicode(letter));
  });

  it('changes nothing when done twice, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), devanagari), (text) => {
        const once = normaliseUnicode(text);
        expect(normaliseUnicode(once)).toBe(once);
      }),
    );
  });
});

const devanagari = fc.string({
  unit: fc.integer({ min: 0x900, max: 0x97f }).map((code) => String.fromCodePoint(code)),
});
