import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, type Field } from '../../src/search/documents.js';
import { createInvertedIndex } from '../../src/search/inverted-index.js';

const boosts = Object.fromEntries(FIELDS.map((field) => [field, field === 'name' ? 3 : 1])) as Record<Field, number>;
const document = (fields: Partial<Record<Field, readonly string[]>>) => ({
  fields: {
    ...(Object.fromEntries(FIELDS.map((field) => [field, []])) as unknown as Record<Field, string[]>),
    ...fields,
  },
});
const query = (...terms: string[]): Map<string, number> => new Map(terms.map((term) => [term, 1]));

describe('the inverted index', () => {
  const index = createInvertedIndex(
    [
      document({ name: ['विधवा', 'पेंशन'], rules: ['उम्र'] }),
      document({ name: ['वृद्धा', 'पेंशन'], rules: ['उम्र', 'विधवा'] }),
      document({ summary: ['साइकिल', 'राशन कार्ड'] }),
    ],
    boosts,
  );
  const order = (terms: ReadonlyMap<string, number>, limit = 9): number[] =>
    index.search(terms, limit).map(({ at }) => at);

  it('puts the field that weighs more first, and the rare word before the common one', () => {
    expect(order(query('विधवा', 'पेंशन'))).toEqual([0, 1]);
    expect(order(query('वृद्धा', 'पेंशन'))).toEqual([1, 0]);
  });
  it('follows the weights of the terms', () =>
    expect(
      order(
        new Map([
          ['विधवा', 0.01],
          ['साइकिल', 1],
        ]),
      )[0],
    ).toBe(2));
  it('finds terms of several words', () => expect(order(query('राशन कार्ड'))).toEqual([2]));
  it('says in which fields a document has a term', () => {
    expect(index.fieldsWith('विधवा', 0)).toEqual(['name']);
    expect(index.fieldsWith('विधवा', 1)).toEqual(['rules']);
    expect(index.fieldsWith('विधवा', 2)).toEqual([]);
    expect(index.fieldsWith('चाँद', 0)).toEqual([]);
    expect([index.mentions('विधवा'), index.mentions('चाँद')]).toEqual([2, 0]);
  });
  it('forgets one question before the next', () => {
    const first = index.search(query('विधवा', 'पेंशन'), 9);
    index.search(query('साइकिल', 'पेंशन'), 9);
    expect(index.search(query('विधवा', 'पेंशन'), 9)).toEqual(first);
  });
  it('gives the beginning of the whole list, whatever the limit', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const words = fc.uniqueArray(word, { maxLength: 5 });
    fc.assert(
      fc.property(fc.array(fc.record({ name: words, rules: words }), { maxLength: 30 }), words, (records, asked) => {
        const many = createInvertedIndex(records.map(document), boosts);
        const all = many.search(query(...asked), 1000);
        expect(all).toHaveLength(
          records.filter(({ name, rules }) => [...name, ...rules].some((one) => asked.includes(one))).length,
        );
        expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).toSorted((a, b) => b - a));
        expect(many.search(query(...asked), 3)).toEqual(all.slice(0, 3));
      }),
    );
  });
  it('finds nothing in nothing', () => expect(createInvertedIndex([], boosts).search(query('a'), 3)).toEqual([]));
});
