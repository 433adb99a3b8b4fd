import { expect, it } from 'vitest';
import { tellingWords } from '../../src/search/telling.js';
import type { QuestionWords } from '../../src/search/words.js';

const question = (...terms: string[]): QuestionWords => ({
  words: terms.map((term, at) => ({
    text: term,
    script: 'deva',
    key: term,
    at,
    senses: [{ term, kind: term === 'का' ? 'stop' : 'topic', weight: 1, how: 'written' }],
  })),
  byTerm: new Map(),
  unknown: [],
});

it('keeps the words that the questions of one record say, and drops what all say', () => {
  const others = Array.from({ length: 19 }, (_, index) => [question('गांव', 'का', `बात${index}`)]);
  const [own] = tellingWords([[question('गांव', 'तेंदूपत्ता', 'का'), question('तेंदूपत्ता')], ...others]);
  expect(own).toEqual(['तेंदूपत्ता']);
});
it('is nothing for a record that nobody asked about', () => expect(tellingWords([[], []])).toEqual([[], []]));
