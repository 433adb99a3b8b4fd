import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFindLikely, type Saying } from '../../src/search/bayes.js';

const terms = (...words: string[]): Map<string, number> => new Map(words.map((word) => [word, 1]));
const saying = (at: number, ...words: string[]): Saying => ({ at, terms: terms(...words), weight: 1 });
const many = (count: number, at: number, ...words: string[]): Saying[] =>
  Array.from({ length: count }, () => saying(at, ...words));

describe('which record a question is likely about', () => {
  const sayings = [...many(20, 0, 'विधवा', 'पेंशन'), ...many(20, 1, 'बीमा', 'पेंशन'), ...many(20, 2, 'गाय', 'बीमा')];
  const find = createFindLikely(sayings, 3);

  it('is the one of which its words are said more often than of others', () => {
    const likely = find(terms('विधवा', 'पेंशन'), 3);
    expect([...likely.keys()][0]).toBe(0);
    expect(likely.get(0)).toBeGreaterThan(likely.get(1)!);
  });
  it('is none of which no word is said', () => {
    expect(find(terms('विधवा'), 3).has(2)).toBe(false);
    expect(find(terms('अनजान'), 3).size).toBe(0);
    expect(find(new Map(), 3).size).toBe(0);
    expect(createFindLikely([], 0)(terms('विधवा'), 3).size).toBe(0);
  });
  it('gives no more than were asked for, the likeliest first', () => {
    const likely = [...find(terms('पेंशन', 'विधवा', 'बीमा'), 2)];
    expect(likely).toHaveLength(2);
    expect(likely[0]![1]).toBeGreaterThanOrEqual(likely[1]![1]);
  });
  it('knows a record that is added by a single saying', () => {
    const likely = createFindLikely([...sayings, saying(3, 'ड्रोन', 'दीदी')], 4)(terms('ड्रोन', 'पेंशन'), 4);
    expect([...likely.keys()][0]).toBe(3);
  });
  it('does not favour a record of which more is said', () => {
    const uneven = createFindLikely([...many(200, 0, 'पेंशन', 'विधवा'), ...many(20, 1, 'पेंशन', 'वृद्ध')], 2);
    expect(uneven(terms('पेंशन', 'वृद्ध'), 2).get(1)).toBeGreaterThan(uneven(terms('पेंशन', 'वृद्ध'), 2).get(0)!);
    expect(Math.abs(uneven(terms('पेंशन'), 2).get(0)! - uneven(terms('पेंशन'), 2).get(1)!)).toBeLessThan(0.6);
  });
  it('counts a weight as so many sayings, and a half-read word half', () => {
    const heavy = createFindLikely([{ ...saying(0, 'गाय'), weight: 3 }, saying(1, 'गाय', 'बकरी')], 2);
    const thrice = createFindLikely([...many(3, 0, 'गाय'), saying(1, 'गाय', 'बकरी')], 2);
    expect(heavy(terms('गाय'), 2)).toEqual(thrice(terms('गाय'), 2));
  });

  it('is what the formula says, worked out the plain way over all records', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const made = fc.record({ at: fc.nat(3), words: fc.uniqueArray(word, { minLength: 1 }) });
    fc.assert(
      fc.property(
        fc.array(made, { minLength: 1, maxLength: 30 }),
        fc.uniqueArray(word, { minLength: 1 }),
        (all, asked) => {
          const found = createFindLikely(
            all.map(({ at, words }) => saying(at, ...words)),
            4,
          )(terms(...asked), 4);
          const known = asked.filter((one) => all.some(({ words }) => words.includes(one)));
          for (const [at, score] of found) {
            const own = all.filter((one) => one.at === at);
            const plain = known.map((one) => {
              const share = all.filter(({ words }) => words.includes(one)).length / all.length;
              const said = own.filter(({ words }) => words.includes(one)).length;
              return Math.max(-1, Math.log((said + 15 * share) / (own.length + 15) / share));
            });
            expect(score).toBeCloseTo(plain.reduce((sum, one) => sum + one, 0) / Math.sqrt(known.length));
          }
        },
      ),
    );
  });
});
