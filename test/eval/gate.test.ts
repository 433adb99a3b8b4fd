import { expect, it } from 'vitest';
import type { Judged } from '../../src/eval/figures.js';
import { leftBehind } from '../../src/eval/gate.js';

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
