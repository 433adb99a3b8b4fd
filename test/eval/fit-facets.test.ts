import { describe, expect, it } from 'vitest';
import { FACETS, type Facet } from '../../src/content/facet.js';
import { crossValidate, fitFacets, renderWeights, type FacetExample } from '../../src/eval/fit-facets.js';

const example = (facet: Facet, ...features: string[]): FacetExample => ({
  explanation: {
    facet: Object.fromEntries(FACETS.map((one) => [one, 0])) as Record<Facet, number>,
    facetFeatures: Object.fromEntries(features.map((name) => [name, 1])),
  },
  facets: [facet],
});
const twenty = Array.from({ length: 20 }, (_, index) =>
  index % 2 === 0 ? example('deadline', 't:कब') : example('benefit', 't:कितना'),
);

describe('the fit of the facet model', () => {
  it('answers questions that were left out', () =>
    expect(crossValidate(twenty, 5, { pull: 0.1, least: 1 })).toEqual(twenty.map(() => true)));
  it('is written as a table that the lexicon reads', () => {
    const [comment, ...lines] = renderWeights(fitFacets(twenty, { pull: 0.1, least: 1 }))
      .trim()
      .split('\n');
    expect(comment).toMatch(/^# Generated/);
    expect(lines.map((line) => line.split('\t')[0])).toEqual(['t:कब', 't:कितना']);
    const [, ...weights] = lines[0]!.split('\t').map(Number);
    expect(weights).toHaveLength(FACETS.length);
    expect(FACETS[weights.indexOf(Math.max(...weights))]).toBe('deadline');
  });
});
