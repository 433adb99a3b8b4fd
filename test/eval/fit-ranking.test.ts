import { describe, expect, it } from 'vitest';
import { fitRanking, fitYesNo, type RankingExample } from '../../src/eval/fit-ranking.js';

const example = (brevity: number, ...candidates: [name: number, text: number, isRight: boolean][]): RankingExample => ({
  brevity,
  candidates: candidates.map(([name, text, isRight]) => ({ parts: { name, text }, isRight })),
});

describe('the fit of the ranking', () => {
  it('learns what tells in short questions, and what in long ones', () => {
    const many = Array.from({ length: 30 }, () => [
      example(1, [1, 0, true], [0, 1, false]),
      example(0, [1, 0, false], [0, 1, true]),
    ]).flat();
    const { short, long } = fitRanking(many);
    expect(short['name']).toBeGreaterThan(short['text']!);
    expect(long['text']).toBeGreaterThan(long['name']!);
  });
  it('learns nothing from questions without a right candidate', () =>
    expect(fitRanking([example(1, [1, 0, false], [0, 1, false])])).toMatchObject({
      short: { name: 0, text: 0 },
      long: { name: 0, text: 0 },
    }));
  it('does not learn that closed schemes are better', () => {
    const closed = Array.from({ length: 30 }, () => ({
      brevity: 1,
      candidates: [0, 1].map((value) => ({ parts: { closed: value }, isRight: value === 1 })),
    }));
    expect(fitRanking(closed).short['closed']).toBeLessThan(0);
  });
  it('gives a likelihood its sign', () => {
    const signals = fitYesNo([0, 1, 2, 3].map((value) => ({ signals: { name: value / 3 }, holds: value > 1 })));
    expect(signals['name']).toBeGreaterThan(0);
    expect(signals['base']).toBeLessThan(0);
  });
  it('counts a question as much as it is told to', () => {
    const heavy = { ...example(1, [1, 0, true], [0, 1, false]), weight: 20 };
    const { short } = fitRanking([heavy, example(1, [1, 0, false], [0, 1, true])]);
    expect(short['name']).toBeGreaterThan(short['text']!);
  });
});
