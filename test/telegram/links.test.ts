import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACETS } from '../../src/content/facet.js';
import { parseStartPayload, reportLink, schemeLink, shareLink } from '../../src/telegram/links.js';

describe('deep links', () => {
  it('open the scheme that they name', () => {
    const link = new URL(schemeLink('yojana_bot', 'mahtari-vandan'));
    expect(parseStartPayload(link.searchParams.get('start') ?? '')).toEqual({
      kind: 'scheme',
      schemeId: 'mahtari-vandan',
      facet: 'about',
    });
  });

  it.each(FACETS)('carry the part too, in what Telegram allows: %s', (facet) => {
    for (const [kind, make] of [
      ['scheme', schemeLink],
      ['report', reportLink],
    ] as const) {
      const payload = new URL(make('yojana_bot', 'a'.repeat(40), facet)).searchParams.get('start') ?? '';
      expect(payload).toMatch(/^[\w-]{1,64}$/);
      expect(parseStartPayload(payload)).toEqual({ kind, schemeId: 'a'.repeat(40), facet });
    }
  });

  it.each(['', 's_', 's_../x', 'mahtari-vandan', 's_महतारी', 's_a b', 's_-', 's_a_77', 's_a_', 's_a_1_2', 'x_a_1'])(
    'edited by somebody are nothing: %s',
    (payload) => {
      expect(parseStartPayload(payload)).toBeUndefined();
    },
  );

  it('never throw', () => {
    fc.assert(fc.property(fc.string(), (payload) => void parseStartPayload(payload)));
  });

  it('keep the whole text when they share it', () => {
    const text = 'महतारी वंदन: ₹1,000 & "<b>" 100%';
    expect(new URL(shareLink('https://t.me/x?start=s_a', text)).searchParams.get('text')).toBe(text);
  });
});
