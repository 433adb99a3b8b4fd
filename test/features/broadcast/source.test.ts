import { FormattedString } from '@grammyjs/parse-mode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitOf, titleOf, withSender, wrongLink } from '../../../src/features/broadcast/source.js';
import { relativeDay } from '../../../src/features/broadcast/when.js';

describe('the line that says who speaks', () => {
  const words = new FormattedString('शिविर कल', [{ type: 'bold', offset: 0, length: 5 }]);

  it('stands below, and leaves the words and their form as they are', () => {
    const signed = withSender(words, 'सेवा केंद्र', 4_096);
    expect(signed.text).toBe('शिविर कल\n\n— सेवा केंद्र');
    expect(signed.entities).toEqual([{ type: 'bold', offset: 0, length: 5 }]);
  });
  it('stands alone under a picture without words', () => {
    expect(withSender(new FormattedString('', []), 'सेवा', 1_024).text).toBe('— सेवा');
  });
  it('is left out where nobody is named, and where there is no room', () => {
    expect(withSender(words, undefined, 4_096)).toBe(words);
    const long = new FormattedString('अ'.repeat(1_020), []);
    expect(withSender(long, 'सेवा', limitOf('caption'))).toBe(long);
    expect(withSender(long, 'सेवा', limitOf('text')).text.endsWith('— सेवा')).toBe(true);
  });
  it('never makes a message too long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 1_024 }), fc.string({ minLength: 1, maxLength: 100 }), (text, name) => {
        expect(withSender(new FormattedString(text, []), name, 1_024).text.length).toBeLessThanOrEqual(1_024);
      }),
    );
  });
});

describe('the first words of a message', () => {
  it.each([
    ['  शिविर\n\nसोमवार  को ', 'शिविर सोमवार को'],
    ['', ''],
    ['अ'.repeat(100), `${'अ'.repeat(59)}…`],
  ])('of %j are %j', (text, expected) => {
    expect(titleOf(text)).toBe(expected);
  });
});

describe('a word that means another day tomorrow', () => {
  it.each([
    ['कल शिविर है।', 'कल'],
    ['Camp tomorrow at 5', 'tomorrow'],
    ['काली बिहनिया 10 बजे सिविर हे', 'काली'],
    ['आज ही आइए', 'आज'],
    ['कल, 24 नवंबर को, शिविर है', undefined],
    ['कल 24-11 को शिविर है', undefined],
    ['कल 24/11/2026 को', undefined],
    ['कल शाम 5:30 बजे', 'कल'],
    ['शिविर सोमवार को है', undefined],
    ['', undefined],
  ])('in %j is %j', (text, expected) => {
    expect(relativeDay(text)).toBe(expected);
  });
});

describe('a link in a message to many', () => {
  it.each([
    ['cgstate.gov.in', undefined],
    ['https://cgstate.gov.in/x?y=1', undefined],
    ['tg://resolve', undefined],
    ['https://nowhere', 'https://nowhere'],
    ['ftp://cgstate.gov.in', 'ftp://cgstate.gov.in'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
  ])('%s is wrong: %s', (url, expected) => {
    expect(wrongLink(url, [{ type: 'url', offset: 0, length: url.length }])).toBe(expected);
    expect(wrongLink('यहाँ', [{ type: 'text_link', offset: 0, length: 4, url }])).toBe(expected);
  });
});
