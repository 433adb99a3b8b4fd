import { describe, expect, it } from 'vitest';
import { createRules } from '../../src/danger/rules.js';
import type { HeardWord } from '../../src/danger/words.js';

const classes = new Set(['husband', 'beat', 'not', 'ask', 'live']);
const rules = createRules(
  { violence: { sure: ['husband beat -ask ~3'], maybe: [] }, suicide: { sure: ['live not ~2'], maybe: ['live/beat'] } },
  classes,
);
/** one word a place: its classes joined by +, `.` for a word of none */
const words = (text: string): HeardWord[] =>
  text.split(' ').map((names, at) => ({
    at,
    key: names,
    term: undefined,
    classes: new Set(names === '.' ? [] : names.split('+')),
  }));
const hits = (text: string): string[] => rules(words(text)).map(({ kind, grade }) => `${kind} ${grade}`);

describe('rules of danger', () => {
  it.each([
    ['husband . beat', true],
    ['beat husband', true],
    ['husband . . . beat', false],
    ['husband+beat .', false],
    ['husband not beat', false],
    ['husband beat ask', false],
    ['husband beat . . . . . . . . . ask', true],
  ])('hold for words close together, in any order, that nothing speaks against: %s', (text, isHeld) => {
    expect(hits(text).includes('violence sure')).toBe(isHeld);
  });
  it('may ask for a not', () => expect(hits('live . not')).toEqual(['suicide sure', 'suicide maybe']));
  it('may ask for either of two', () => expect(hits('. beat')).toEqual(['suicide maybe']));
  it('must name classes that there are', () =>
    expect(() => createRules({ x: { sure: ['husband hit'], maybe: [] } }, classes)).toThrow('"hit"'));
});
