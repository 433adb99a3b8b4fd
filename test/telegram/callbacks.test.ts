import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACETS } from '../../src/content/facet.js';
import { LANGUAGES } from '../../src/content/language.js';
import { encodeCallback, parseCallback, type CallbackData } from '../../src/telegram/callbacks.js';

const schemeId = fc.stringMatching(/^[a-z0-9]{1,12}(-[a-z0-9]{1,8}){0,3}$/);
const facet = fc.constantFrom(...FACETS);
const language = fc.constantFrom(...LANGUAGES);
const page = fc.nat(999);
const data: fc.Arbitrary<CallbackData> = fc.oneof(
  fc.record({ kind: fc.constantFrom('show' as const, 'card' as const, 'report' as const), schemeId, facet, language }),
  fc.record({ kind: fc.constant('halls' as const), language }),
  fc.record({
    kind: fc.constant('list' as const),
    categoryId: fc.constantFrom('women', 'forest-tribal'),
    page,
    language,
  }),
  fc.record({ kind: fc.constant('language' as const), choice: fc.constantFrom(...LANGUAGES, 'auto' as const) }),
  fc.record({ kind: fc.constant('news' as const), answer: fc.constantFrom('yes' as const, 'no' as const), language }),
  fc.record({ kind: fc.constant('example' as const), index: page, language }),
);

describe('callback data', () => {
  it('comes back as it was sent, in at most 64 bytes', () => {
    fc.assert(
      fc.property(data, (sent) => {
        const text = encodeCallback(sent);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(64);
        expect(parseCallback(text)).toEqual(sent);
      }),
    );
  });

  it('is measured while the button is made, not by Telegram later', () => {
    expect(() => encodeCallback({ kind: 'show', schemeId: 'x'.repeat(60), facet: 'benefit', language: 'hi' })).toThrow(
      RangeError,
    );
  });

  it.each([
    '',
    'v1',
    'v1:s',
    'v1:s:mahtari-vandan:99:hi',
    'v1:s:mahtari-vandan:1:fr',
    'v1:s:../etc:1:hi',
    'v0:s:a:1:hi',
    'v1:s:a:1:hi:x',
    'v1:s:A:1:hi',
    'v1:s:a:-1:hi',
    'v1:l:women:1e3:hi',
    'v1:constructor:hi',
  ])('forged or of another version is nothing: %s', (text) => {
    expect(parseCallback(text)).toBeUndefined();
  });

  it('never throws on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (text) => void parseCallback(text)));
  });
});
