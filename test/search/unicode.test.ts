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
    ['डॉक्टर', 'डाक्टर', 'candra vowels of English words'],
    ['नि:शुल्क', 'निशुल्क', 'a colon for visarga'],
    ['निःशुल्क', 'निशुल्क', 'visarga'],
    ['PM Kisan', 'pm kisan', 'lower case'],
  ])('%s becomes %s: %s', (written, normal) => {
    expect(normaliseUnicode(written)).toBe(normal);
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
