import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFindNeighbours } from '../../src/search/neighbours.js';

const terms = (...words: string[]): Map<string, number> => new Map(words.map((word) => [word, 1]));
const weightOf = (term: string): number => (term === 'पैसा' ? 0.1 : 1);

describe('likeness to questions that people have asked', () => {
  const find = createFindNeighbours(
    [
      { at: 0, terms: terms('पति', 'मृत्यु', 'पैसा') },
      { at: 0, terms: terms('विधवा', 'पेंशन') },
      { at: 1, terms: terms('पति', 'बीमा') },
    ],
    weightOf,
  );
  it('is 1 for the same words and 0 for none in common', () => {
    expect(find(terms('विधवा', 'पेंशन')).get(0)).toBeCloseTo(1);
    expect(find(terms('विधवा', 'पेंशन')).has(1)).toBe(false);
    expect(find(terms('अनजान')).size).toBe(0);
    expect(find(new Map()).size).toBe(0);
  });
  it('is greatest where the words were said together', () => {
    const near = find(terms('पति', 'मृत्यु'));
    expect(near.get(0)!).toBeGreaterThan(near.get(1)!);
  });
  it('hardly counts what is said of everything', () =>
    expect(find(terms('पैसा', 'विधवा')).get(0)!).toBeCloseTo(find(terms('विधवा')).get(0)!, 1));
  it('is the cosine of the nearest', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 8 }), list, (asked, question) => {
        const cosine = (one: string[], other: string[]): number => {
          const [left, right] = [new Set(one), new Set(other)];
          return [...left].filter((word) => right.has(word)).length / Math.sqrt(left.size * right.size);
        };
        const nearest = Math.max(...asked.map((one) => cosine(one, question)));
        const found = createFindNeighbours(
          asked.map((words) => ({ at: 0, terms: terms(...words) })),
          () => 1,
        )(terms(...question)).get(0);
        expect(found ?? 0).toBeCloseTo(nearest);
      }),
    );
  });
});
