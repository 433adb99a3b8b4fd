import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../src/content/read-lexicon.js';
import { Analyser } from '../../src/search/analyse.js';
import { createKinshipOf } from '../../src/search/kinship.js';
import { collectWords } from '../../src/search/words.js';

const analyser = new Analyser(await readLexicon('data'));
const read = (question: string) => collectWords(analyser.read(question));
const kinshipOf = createKinshipOf(
  ['विधवा पेंशन बर फारम', 'राशन कार्ड म नाव जोड़ना'].map(read),
  ['गाय ला का खवाबो', 'टमाटर के भाव का हे', 'zqxv kab hai'].map(read),
);

describe('kinship of a question', () => {
  it('is with what is not ours, or with what is', () => {
    expect(kinshipOf(read('गाय ला का खवाबो')).foreign).toBeCloseTo(1);
    const pension = kinshipOf(read('विधवा पेंशन बर फारम'));
    expect(pension.ours).toBeCloseTo(1);
    expect(pension.foreign).toBeLessThan(0.3);
  });
  it('is told by single words too', () => {
    expect(kinshipOf(read('पेंशन')).odds).toBeGreaterThan(0);
    expect(kinshipOf(read('टमाटर')).odds).toBeLessThan(0);
  });
  it('counts words that nobody knows', () => expect(kinshipOf(read('zqxv')).foreign).toBeGreaterThan(0.5));
  it('is none for nothing', () => {
    expect(kinshipOf(read(''))).toEqual({ ours: 0, foreign: 0, odds: 0 });
    expect(createKinshipOf([], [])(read('गाय'))).toEqual({ ours: 0, foreign: 0, odds: 0 });
  });
});
