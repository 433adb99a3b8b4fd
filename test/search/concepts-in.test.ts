import { describe, expect, it } from 'vitest';
import { loadContent } from '../../src/content/load.js';
import { Analyser } from '../../src/search/analyse.js';
import { createConceptsIn } from '../../src/search/concepts-in.js';
import { collectWords } from '../../src/search/words.js';

const { concepts, lexicon } = await loadContent('data');
const analyser = new Analyser(lexicon);
const conceptsIn = createConceptsIn(concepts, analyser);
const read = (question: string): string[] => [...conceptsIn(collectWords(analyser.read(question))).keys()];

describe('a situation', () => {
  it.each([
    ['मोर गोसइया ला गुजरे तीन बछर होगे', 'widow'],
    ['mere pati nahi rahe', 'widow'],
    ['my husband died last year', 'widow'],
    ['बहू के पाँव भारी हे', 'mother-to-be'],
    ['मोर छानी चूहत हे', 'houseless'],
    ['पानी नइ गिरिस, फसल सुखागे', 'crop-loss'],
    ['गोसइया दारू पी के मारथे', 'violence-victim'],
    ['बेटी की शादी है', 'marriage'],
    ['घर म कमइया मरगे', 'death-of-earner'],
    ['दूसर जात म बिहाव करे हन', 'inter-caste'],
  ])('%s: %s', (question, concept) => expect(read(question)).toContain(concept));

  it.each([
    ['घर म चार झन हन', 'house'],
    ['मोर पत्नी के कार्ड', 'identity-card'],
    ['साइकिल ले बजार गेंव', 'vehicle'],
  ])('a word by itself is no need: %s', (question, concept) => expect(read(question)).not.toContain(concept));

  it('leads to what follows from it', () => expect(read('विधवा')).toContain('woman'));
  it('is not read into grammar', () => expect(read('का हे, कइसे होही, नइ मिलिस')).toEqual([]));
});
