import { describe, expect, it } from 'vitest';
import { tokenise } from '../../src/search/tokens.js';
import { normaliseUnicode } from '../../src/search/unicode.js';

const words = (text: string): string[] => tokenise(normaliseUnicode(text)).map((token) => token.text);

describe('words', () => {
  it('keep their vowel signs', () => expect(words('महतारी वंदन के पइसा')).toEqual(['महतारी', 'वंदन', 'के', 'पइसा']));
  it('end at danda and question mark', () => expect(words('का हे? बतावव।')).toEqual(['का', 'हे', 'बतावव']));
  it('end where the script changes', () => expect(words('pmकिसान2000')).toEqual(['pm', 'किसान', '2000']));
  it('join the letters of a dotted short form', () =>
    expect(words('पी.एम. आवास p.m. kisan')).toEqual(['पीएम', 'आवास', 'pm', 'kisan']));
  it('join grouped figures', () => expect(words('₹1,00,000 और 10,000')).toEqual(['100000', 'और', '10000']));
  it('are none in an empty text', () => expect(words('  ?!')).toEqual([]));
});
