import { InlineKeyboard } from 'grammy';
import { describe, expect, it } from 'vitest';
import { encodeCallback } from '../../src/telegram/callbacks.js';
import { schemeLink, shareLink } from '../../src/telegram/links.js';
import { createSubjects, schemeOf } from '../../src/telegram/subjects.js';

const show = (schemeId: string) => encodeCallback({ kind: 'show', schemeId, facet: 'apply', language: 'hi' });
const report = (schemeId: string) => encodeCallback({ kind: 'report', schemeId, facet: 'apply', language: 'hi' });
const about = (keyboard: InlineKeyboard) => schemeOf({ reply_markup: keyboard });

describe('the scheme of a message', () => {
  it.each([
    ['an answer with near ones', new InlineKeyboard().text('x', show('b')).text('x', show('c')).text('x', report('a')), 'a'],
    ['an answer that can be handed on', new InlineKeyboard().text('x', show('b')).url('x', shareLink(schemeLink('bot', 'a'), 'x')), 'a'],
    ['an answer of a group', new InlineKeyboard().url('x', schemeLink('bot', 'a')), 'a'],
    ['parts of one', new InlineKeyboard().text('x', show('a')).text('x', show('a')), 'a'],
    ['suggestions', new InlineKeyboard().text('x', show('a')).text('x', show('b')), undefined],
    ['other links', new InlineKeyboard().url('x', 'https://cgstate.gov.in/?start=1').url('x', 'tg:nothing'), undefined],
    ['foreign data', new InlineKeyboard().text('x', 'v0:s:a').text('x', ''), undefined],
    ['no buttons', new InlineKeyboard(), undefined],
  ])('is told by the buttons of %s', (_, keyboard, expected) => {
    expect(about(keyboard)).toBe(expected);
  });

  it('is unknown without buttons', () => {
    expect(schemeOf({})).toBeUndefined();
  });
}); // prettier-ignore

describe('the subject of a talk', () => {
  it('is each person’s own, for half an hour', () => {
    let now = 0;
    const subjects = createSubjects(() => now);
    subjects.set({ chatId: -1, personId: 1 }, 'a');
    expect(subjects.get({ chatId: -1, personId: 1 })).toBe('a');
    expect(subjects.get({ chatId: -1, personId: 2 })).toBeUndefined();
    now = 31 * 60_000;
    expect(subjects.get({ chatId: -1, personId: 1 })).toBeUndefined();
  });
});
