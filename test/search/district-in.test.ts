import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../src/content/load.js';
import { createDistrictSearch } from '../../src/search/district-in.js';

const { districts } = await loadContent('data');
const find = createDistrictSearch(districts);
const ids = (text: string): string[] => find(text).districts.map(({ id }) => id);

describe('districts', () => {
  it('are 33, each found by its names in both scripts', () => {
    expect(districts).toHaveLength(33);
    for (const { id, hi, en, also } of districts)
      for (const name of [hi, en, ...also]) expect([name, ids(name)[0]]).toEqual([name, id]);
  });

  it.each([
    ['raypur', 'raipur'],
    ['रइपुर', 'raipur'],
    ['जिला बिलासपूर', 'bilaspur'],
    ['bilashpur', 'bilaspur'],
    ['kavardha', 'kabirdham'],
    ['कवर्धा जिला', 'kabirdham'],
    ['rajnandgao', 'rajnandgaon'],
    ['ambikapur', 'surguja'],
    ['सरगूजा', 'surguja'],
    ['mai dhamtari le hanv', 'dhamtari'],
    ['जांजगिर चाम्पा', 'janjgir-champa'],
    ['balodabazar', 'baloda-bazar'],
    ['मोहला मानपुर', 'mohla-manpur'],
    ['GPM', 'gaurela-pendra-marwahi'],
    ['दन्तेवाडा', 'dantewada'],
    ['kondagaanv', 'kondagaon'],
    ['jashpoor', 'jashpur'],
    ['गरियाबन्द', 'gariaband'],
    ['महासमुन्द', 'mahasamund'],
  ])('%s is %s', (text, id) => {
    expect(ids(text)[0]).toBe(id);
  });

  it.each(['', 'भोपाल', 'दिल्ली', '12345', 'नहीं बताना', 'xyz'])('"%s" is none of them', (text) => {
    expect(ids(text)).toEqual([]);
  });

  it.each([
    ['जिला रायपुर', 0],
    ['मैं धमतरी ले हँव', 0],
    ['raipur se hun', 0],
    ['मोहला मानपुर अंबागढ़ चौकी', 0],
    ['baloda bazar', 0],
    ['महतारी शक्ति लोन', 2],
    ['raipur 2', 1],
    ['', 0],
  ])('of "%s" %d words say something else', (text, rest) => {
    expect(find(text).rest).toBe(rest);
  });

  it('never throws and never invents one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const district of find(text).districts) expect(districts).toContain(district);
      }),
    );
  });
});
