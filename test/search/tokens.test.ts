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
  it('join short forms only at the end of a run of letters and dots', () =>
    expect(words('श्री.पी.एम.  p.m.kisan अ.ब. क. hello.p.m. हेलो.')).toEqual([
      'श्रीपीएम',
      'p',
      'm',
      'kisan',
      'अब',
      'क',
      'hello',
      'pm',
      'हेलो',
    ]));
  it('are found in time that grows with the length, however signs, letters and dots are mixed', () => {
    // an expression with nested repetition took for ever over the first of these
    for (const unit of ['क््.', 'क््', 'क.', 'कक.', '््', 'a.', '1,000', 'क‍', '़.'])
      expect(tokenise(unit.repeat(4096)).length).toBeLessThanOrEqual(4096 * 3);
  });
  it('join grouped figures', () => expect(words('₹1,00,000 और 10,000')).toEqual(['100000', 'और', '10000']));
  it('begin with a letter or a figure: signs alone are none', () =>
    expect(words('ठीक ❤\ufe0f ☎\ufe0f ्् \u20e3 ाे')).toEqual(['ठीक']));
  it('are cut when they are longer than any word', () => expect(words('क'.repeat(4000))[0]).toHaveLength(64));
  it('know their script', () =>
    expect(tokenise('पैसा pm 2000 ñ').map(({ script }) => script)).toEqual(['deva', 'latn', 'digit', 'other']));
  it('are none in an empty text', () => expect(words('  ?!')).toEqual([]));
});
