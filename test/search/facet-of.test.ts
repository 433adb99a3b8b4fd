import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../src/content/read-lexicon.js';
import { Analyser } from '../../src/search/analyse.js';
import { createFacetOf } from '../../src/search/facet-of.js';

const lexicon = await readLexicon('data');
const facetOf = createFacetOf(lexicon, new Analyser(lexicon));

describe('the part that is asked for', () => {
  it.each([
    ['महतारी वंदन योजना क्या है', 'about'],
    ['महतारी वंदन म कतका पइसा मिलथे', 'benefit'],
    ['mahtari vandan me kitna paisa milta hai', 'benefit'],
    ['महतारी वंदन किसको मिलता है', 'eligibility'],
    ['मोला महतारी वंदन मिलही का', 'eligibility'],
    ['महतारी वंदन किसको नहीं मिलता', 'exclusions'],
    ['फारम भरे बर का-का कागज लागही', 'documents'],
    ['ayushman card documents', 'documents'],
    ['फॉर्म कैसे भरें', 'apply'],
    ['how to apply for pm kisan', 'apply'],
    ['फारम कहाँ भरबो', 'apply'],
    ['list me naam kaise dekhe', 'status'],
    ['पइसा कब आही', 'deadline'],
    ['आखिरी तारीख क्या है', 'deadline'],
    ['कोन दफ्तर जाय बर परही', 'office'],
    ['हेल्पलाइन नंबर क्या है', 'helpline'],
    ['दू महिना ले पइसा नइ आवत हे', 'trouble'],
    ['मेरा नाम कट गया है', 'trouble'],
  ])('%s: %s', (question, facet) => expect(facetOf([question]).facet).toBe(facet));

  it('is what the last sentence asks that asks something', () => {
    const asked = 'फारम भरे बर का-का कागज लागही?';
    expect(facetOf([asked, 'मैं बहुत परेसान हँव।']).facet).toBe('documents');
    expect(facetOf(['मैं बहुत परेसान हँव।', asked]).facet).toBe('documents');
  });

  it('is accompanied by a second one only where that may as well have been meant', () => {
    expect(facetOf(['ayushman card documents']).second).toBeUndefined();
    expect(facetOf(['महतारी वंदन म कतका पइसा अउ कब मिलथे'])).toMatchObject({ facet: 'benefit', second: 'deadline' });
  });
});
