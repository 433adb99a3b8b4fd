import { expect, it } from 'vitest';
import { spellAcronyms } from '../../src/search/acronyms.js';

it('spells acronyms as people write them in Devanagari', () => {
  expect(spellAcronyms('PMEGP loan')).toEqual(['पीएमईजीपी']);
  expect(spellAcronyms('KCC and UDID')).toEqual(['केसीसी', 'यूडीआईडी']);
});
it('leaves words and single letters alone', () => expect(spellAcronyms('Pradhan Mantri B scheme')).toEqual([]));
