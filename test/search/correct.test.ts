import { describe, expect, it } from 'vitest';
import { createCorrect } from '../../src/search/correct.js';

const correct = createCorrect(['mhtri', 'pensn', 'kisn', 'kisnkredit', 'rasn', 'bim', 'yojna']);

describe('correcting a sound key', () => {
  it.each([
    ['mhtr', 'mhtri'],
    ['pensin', 'pensn'],
    ['kesn', 'kisn'],
    ['yojn', 'yojna'],
  ])('%s is %s', (wrong, right) => expect(correct(wrong)[0]?.key).toBe(right));
  it('leaves a key alone that is far from all', () => expect(correct('zzgdt')).toEqual([]));
  it('leaves a key of two sounds alone', () => expect(correct('kb')).toEqual([]));
  it('does not change a word into one that begins otherwise', () => expect(correct('tisn')).toEqual([]));
});
