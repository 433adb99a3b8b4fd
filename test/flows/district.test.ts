import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseQuestions } from '../../src/eval/questions.js';
import { readDistrictReply } from '../../src/flows/district.js';
import { loadKnowledge } from '../../src/knowledge.js';

const knowledge = await loadKnowledge('data');
const read = (text: string) => readDistrictReply(text, knowledge);

describe('what came when the district was asked for', () => {
  it.each(knowledge.districts.flatMap(({ id, hi, en, also }) => [hi, en, ...also].map((name) => [name, id])))(
    '%s alone is %s',
    (name, id) => {
      for (const text of [name, `${name} जिला`, `${name} se hun`, `मैं ${name} ले हंव`])
        expect([text, read(text)]).toEqual([text, { kind: 'district', id }]);
    },
  );

  it.each([
    ['raajnandgaw', 'rajnandgaon'],
    ['रइपुर', 'raipur'],
    ['mera ghar bilashpur me hai', 'bilaspur'],
    ['jila mahasamund', 'mahasamund'],
  ])('%s is heard as %s', (text, id) => {
    expect(read(text)).toEqual({ kind: 'district', id });
  });

  it.each(['रायपुर के तीर आरंग', 'सारंगढ़ तीर'])('%s is confirmed, since it says something besides', (text) => {
    expect(read(text).kind).toBe('confirm');
  });

  it.each(['भोपाल', 'खरोरा', 'xyz', '', 'पता नहीं'])('"%s" is none of ours', (text) => {
    expect(read(text)).toEqual({ kind: 'unknown' });
  });

  it.each(['महतारी शक्ति लोन', 'पीएम किसान के किस्त कब आही', 'राशन कार्ड', 'raipur?', 'नमस्ते'])(
    '%s is a question',
    (text) => {
      expect(read(text)).toEqual({ kind: 'question' });
    },
  );

  it('no question of our own is taken for a district; hardly one is turned away', async () => {
    const asked = (await readFile('data/asked.tsv', 'utf8')).split('\n').filter((line) => !line.startsWith('#'));
    const tried = parseQuestions(await readFile('test/search/questions.tsv', 'utf8'));
    const questions = [
      ...asked.map((line) => line.split('\t')[0] ?? ''),
      ...tried.filter(({ part }) => part === 'dev').map(({ question }) => question),
    ].filter((text) => text.length > 0 && text.length <= 40);
    expect(questions.length).toBeGreaterThan(1_000);
    expect(questions.filter((text) => read(text).kind === 'district')).toEqual([]);
    expect(questions.filter((text) => read(text).kind !== 'question').length / questions.length).toBeLessThan(0.05);
  });
});
