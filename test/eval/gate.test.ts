import { expect, it } from 'vitest';
import type { Judged } from '../../src/eval/figures.js';
import { brokenParts, leftBehind, shortfalls } from '../../src/eval/gate.js';

const judged = (language: string, right: number, of: number): Judged[] =>
  Array.from({ length: of }, (_, index) => ({
    question: { language, script: 'deva', facets: [], votes: [] } as unknown as Judged['question'],
    reading: { outcome: { kind: 'answer' } } as Judged['reading'],
    rank: index < right ? 1 : 0,
    isOffTopic: false,
    isAnswered: true,
  }));

it('names the languages that are surely answered worse than another', () => {
  expect(leftBehind([...judged('hi', 98, 100), ...judged('hne', 70, 100)])).toEqual(['hne/deva']);
  expect(leftBehind([...judged('hi', 98, 100), ...judged('hne', 93, 100)])).toEqual([]);
});
it('compares no language of few questions', () =>
  expect(leftBehind([...judged('hi', 98, 100), ...judged('en', 2, 20)])).toEqual([]));

it('names the parts of the search that bring less than they must', () => {
  const part = (points: number) => ({ part: 'endings', points, least: 0.5 });
  expect(brokenParts([part(0.6)])).toEqual([]);
  expect(brokenParts([part(0.4)])).toEqual(['endings: brings 0.4 points, below 0.5: mend or delete it']);
  expect(brokenParts([part(Number.NaN)])).toHaveLength(1);
});
it('bounds what is answered wrongly', () => {
  const all = judged('hi', 95, 100);
  expect(shortfalls(all).some((one) => one.startsWith('answered wrongly'))).toBe(true);
  expect(shortfalls(judged('hi', 98, 100)).some((one) => one.startsWith('answered wrongly'))).toBe(false);
});
