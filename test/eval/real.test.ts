import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { loadContent } from '../../src/content/load.js';
import { parseReal, realFigures } from '../../src/eval/real.js';
import type { Reading } from '../../src/search/index.js';

const HEAD = 'id\tlang\texpect\tfacet\tsource\tquestion';
const line = (expected: string, facets: string, question: string): string =>
  `r1\thi\t${expected}\t${facets}\tsomebody\t${question}`;
const reading = (kind: 'answer' | 'none', id: string, facet: string): Reading =>
  ({
    facet,
    outcome: kind === 'answer' ? { kind, id, also: [] } : { kind },
    hits: kind === 'answer' ? [{ id, score: 1 }] : [],
  }) as unknown as Reading;

it('counts scheme and part, what is unanswered, and what a neighbour answers', () => {
  const messages = parseReal(
    [
      HEAD,
      line('a|b', 'trouble', 'one'),
      line('a', 'apply', 'two'),
      line('a', '', 'three'),
      line('no-record|a', '', 'four'),
      line('no-record', '', 'five'),
      line('off-topic', '', 'six'),
    ].join('\n'),
  );
  const answers: Record<string, Reading> = {
    one: reading('answer', 'b', 'trouble'),
    two: reading('answer', 'a', 'benefit'),
    three: reading('none', '', 'about'),
    four: reading('answer', 'a', 'about'),
    five: reading('answer', 'z', 'about'),
    six: reading('none', '', 'about'),
  };
  const figures = realFigures(messages, (question) => answers[question]!);
  expect(figures.hit1.n).toBe(3);
  expect(figures.hit1.percent).toBeCloseTo((100 * 2) / 3);
  expect(figures.both.percent).toBeCloseTo(100 / 3);
  expect(figures.unanswered.percent).toBeCloseTo(100 / 3);
  expect(figures.neighbours).toMatchObject({ n: 2, percent: 50 });
  expect(figures.offTopicAnswered).toMatchObject({ n: 1, percent: 0 });
});
it('names the line of a message that is not there', () =>
  expect(() => parseReal(`${HEAD}\nr1\thi\ta\t\tx\t`)).toThrow('real.tsv:2'));
it('expects only records and parts that there are', async () => {
  const { schemes } = await loadContent('data');
  const ids = new Set(schemes.map(({ id }) => id));
  const messages = parseReal(await readFile('test/search/real.tsv', 'utf8'));
  expect(messages.flatMap((message) => message.schemes).filter((id) => !ids.has(id))).toEqual([]);
});
