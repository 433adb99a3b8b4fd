import { describe, expect, it } from 'vitest';
import { createMatchNames, createMatchWritten, goodness } from '../../src/search/names.js';

const name = (schemeId: string, ...terms: string[]) => ({
  schemeId,
  text: terms.join(' '),
  keys: [],
  terms,
  official: true,
});
const weights: Readonly<Record<string, number>> = { योजना: 0.05, महतारी: 0.6, वंदन: 0.9, शक्ति: 0.9 };
const match = createMatchNames(
  [name('vandan', 'महतारी', 'वंदन', 'योजना'), name('shakti', 'महतारी', 'शक्ति', 'योजना')],
  (term) => weights[term] ?? 1,
);
const asked = (...terms: string[]): Map<string, number> => new Map(terms.map((term) => [term, 1]));
const order = (terms: Map<string, number>): string[] =>
  [...match(terms)].sort((a, b) => goodness(b[1]) - goodness(a[1])).map(([id]) => id);

describe('names as a whole', () => {
  it('beat names in part', () => {
    expect(order(asked('महतारी', 'शक्ति'))).toEqual(['shakti', 'vandan']);
    expect(order(asked('महतारी', 'वंदन'))).toEqual(['vandan', 'shakti']);
  });
  it('are covered although a word of every name is missing', () => {
    expect(match(asked('महतारी', 'वंदन')).get('vandan')?.coverage).toBeGreaterThan(0.95);
  });
  it('count a doubtful word for less', () => {
    const doubtful = match(
      new Map([
        ['महतारी', 1],
        ['वंदन', 0.5],
      ]),
    ).get('vandan')!;
    expect(goodness(doubtful)).toBeLessThan(goodness(match(asked('महतारी', 'वंदन')).get('vandan')!));
  });
  it('are none in a question without words', () => expect(match(new Map()).size).toBe(0));
});

it('are told apart by how they are written, where the words mean the same', () => {
  const written = (schemeId: string, ...keys: string[]) => ({ ...name(schemeId, 'किसान', 'न्याय'), keys });
  const matchWritten = createMatchWritten([written('unnati', 'krisak', 'unnati'), written('nyay', 'kisan', 'nyay')]);
  const found = matchWritten(asked('krisak', 'unnati', 'me', 'kitna'));
  expect(goodness(found.get('unnati')!)).toBeGreaterThan(0.9);
  expect(found.has('nyay')).toBe(false);
});
