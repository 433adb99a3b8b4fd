import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../src/content/read-lexicon.js';
import { Analyser } from '../../src/search/analyse.js';

const analyser = new Analyser(await readLexicon('data'));
const terms = (text: string): string[] => analyser.read(text).words.map(({ senses }) => senses[0]?.term ?? '?');

describe('reading words', () => {
  it.each([
    ['बिहाव', 'विवाह'],
    ['शादी', 'विवाह'],
    ['marriage', 'विवाह'],
    ['shaadi', 'विवाह'],
    ['कागद', 'कागज'],
    ['documents', 'कागज'],
    ['रकम', 'पैसा'],
    ['गोसइया', 'पति'],
    ['mehtari', 'महतारी'],
    ['चाउर', 'चावल'],
  ])('%s is read as %s', (word, term) => expect(terms(word)).toEqual([term]));

  it.each([
    ['मिलही', 'मिलना'],
    ['मिलेगा', 'मिलना'],
    ['milthe', 'मिलना'],
    ['लइकामन', 'बच्चा'],
    ['किसानों', 'किसान'],
  ])('%s loses its ending: %s', (word, term) => expect(terms(word)).toEqual([term]));

  it.each([
    ['पेन्शण', 'पेंशन'],
    ['skolarship', 'छात्रवृत्ति'],
    ['bimma', 'बीमा'],
    ['सिलेन्डर', 'गैस'],
  ])('%s is corrected to %s', (word, term) => expect(terms(word)).toEqual([term]));

  it('reads a set phrase as one', () => expect(terms('बहू के पाँव भारी हे')).toContain('गर्भवती'));
  it.each(['10 हजार', 'दस हजार', '₹10,000', '10 hajar', '10000'])('reads %s as one amount', (text) =>
    expect(terms(text)).toEqual(['#10000']),
  );
  it('adds up an amount of two parts', () => expect(terms('1 लाख 20 हजार')).toEqual(['#120000']));
  it('keeps two amounts apart', () => expect(terms('दस हजार 20 हजार')).toEqual(['#10000', '#20000']));
  it('takes no two guesses for a word written as one', () => expect(terms('शाकम्भरी')).toHaveLength(1));
  it.each([
    ['ओला कार्ड चाही', 'ओलावृष्टि'],
    ['किस्त जमा होगे', 'बचत'],
    ['पति ला लकवा मारे हे', 'लाख'],
  ])('an everyday word is not taken for a like one of the field: %s', (text, term) =>
    expect(terms(text)).not.toContain(term),
  );
  it('leaves an unknown word unknown', () => expect(terms('xqzvw')).toEqual(['?']));
});

it.each([
  ['paisa ny mila mje', 'paisa nahi mila mujhe'],
  ['aushman card kse bnega', 'ayushman card kaise banega'],
  ['list me naam nhi h', 'list me naam nahi hai'],
])('short spellings of messages are read in full: %s', (short, full) => {
  const keys = (text: string): readonly string[] => analyser.split(text).keys;
  expect(keys(short)).toEqual(keys(full));
});
