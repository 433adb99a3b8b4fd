import { describe, expect, it } from 'vitest';
import { createHearWords } from '../../src/danger/words.js';
import { readLexicon } from '../../src/content/read-lexicon.js';
import { Analyser } from '../../src/search/analyse.js';

const hear = createHearWords(
  { beat: { verbs: ['मार'] }, die: { verbs: ['मर'], words: ['mrna'] }, husband: { terms: ['पति'] } },
  new Analyser(await readLexicon('data')),
);
const classesOf = (text: string): string[][] => hear(text).map(({ classes }) => [...classes]);

describe('words of danger', () => {
  it.each(['मारथे', 'मारता', 'मारिस', 'मारत', 'maarthe', 'marta'])('are heard in every form: %s', (word) =>
    expect(classesOf(word)[0]).toContain('beat'),
  );
  it('are kept apart where Devanagari keeps them apart', () => {
    expect(classesOf('मरथे')).toEqual([['die']]);
    expect(classesOf('मारथे')).toEqual([['beat']]);
  });
  it('are heard without vowels', () => expect(classesOf('mrna')).toEqual([['die']]));
  it('take what the lexicon knows', () => expect(classesOf('गोसइया husband')).toEqual([['husband'], ['husband']]));
  it('stand apart in two sentences', () => {
    const [first, second] = hear('पति। मारथे');
    expect(second!.at - first!.at).toBeGreaterThan(3);
  });
  it('must be single words', () =>
    expect(() => createHearWords({ x: { words: ['दो शब्द'] } }, undefined as never)).toThrow('not one word'));
});
