import { describe, expect, it } from 'vitest';
import { eraseEverywhere, showEverything, type Keeper } from '../../src/people/erasure.js';

const keeper = (name: string, kept: Map<number, string>, fails = false): Keeper => ({
  name,
  show: async (id) => kept.get(id),
  forget: async (id) => {
    if (fails) throw new Error('disk full');
    kept.delete(id);
  },
});

describe('whoever is to be forgotten', () => {
  it('is forgotten by every part, and nobody else is', async () => {
    const [first, second] = [
      new Map([
        [1, 'a'],
        [2, 'b'],
      ]),
      new Map([[1, 'c']]),
    ];
    const keepers = [keeper('first', first), keeper('second', second)];
    expect(await showEverything(keepers, 1)).toEqual({ first: 'a', second: 'c' });
    await eraseEverywhere(keepers, 1);
    expect(await showEverything(keepers, 1)).toEqual({});
    expect(await showEverything(keepers, 2)).toEqual({ first: 'b' });
  });

  it('is forgotten by the others when one part cannot, and that is told', async () => {
    const kept = new Map([[1, 'a']]);
    const keepers = [keeper('broken', new Map([[1, 'x']]), true), keeper('whole', kept)];
    await expect(eraseEverywhere(keepers, 1)).rejects.toThrow('1 parts did not forget');
    expect(kept.has(1)).toBe(false);
  });
});
