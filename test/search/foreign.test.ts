import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../src/content/read-lexicon.js';
import { Analyser } from '../../src/search/analyse.js';
import { createForeignTo } from '../../src/search/foreign.js';
import { collectWords } from '../../src/search/words.js';

const analyser = new Analyser(await readLexicon('data'));
const foreignTo = createForeignTo(['गाय ला का खवाबो', 'टमाटर के भाव का हे', 'zqxv kab hai'], analyser);
const how = (question: string): number => foreignTo(collectWords(analyser.read(question)));

describe('likeness to what is not ours', () => {
  it('is high for what was asked before, low for other things', () => {
    expect(how('गाय ला का खवाबो')).toBeCloseTo(1);
    expect(how('विधवा पेंशन बर फारम')).toBeLessThan(0.2);
  });
  it('counts words that nobody knows', () => expect(how('zqxv')).toBeGreaterThan(0.5));
  it('is none for nothing', () => {
    expect(how('')).toBe(0);
    expect(createForeignTo([], analyser)(collectWords(analyser.read('गाय')))).toBe(0);
  });
});
