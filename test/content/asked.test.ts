import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkAsked, readAsked, type Asked } from '../../src/content/asked.js';
import { parseQuestions } from '../../src/eval/questions.js';
import { tokenise } from '../../src/search/tokens.js';
import { normaliseUnicode } from '../../src/search/unicode.js';

async function read(text: string): Promise<Asked[]> {
  const dir = await mkdtemp(join(tmpdir(), 'asked-'));
  try {
    await writeFile(join(dir, 'asked.tsv'), text);
    return await readAsked(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}

describe('questions as people ask them', () => {
  it('are read with their schemes and parts', async () => {
    expect(
      await read('# a comment\n\nपइसा कब\thne\tshort\ta|b\tdeadline|status\nजोहार\thne\tofftopic\t-\t-\n'),
    ).toEqual([
      { question: 'पइसा कब', language: 'hne', style: 'short', schemes: ['a', 'b'], facets: ['deadline', 'status'] },
      { question: 'जोहार', language: 'hne', style: 'offtopic', schemes: [], facets: [] },
    ]);
  });
  it('name the line that does not fit', async () =>
    expect(read('# x\nपइसा कब\thne\tshort\ta\twhen\n')).rejects.toThrow('asked.tsv:2'));
  it('are about schemes that there are, and stand once', () => {
    const one: Asked = { question: 'क', language: 'hi', style: '', schemes: ['a'], facets: [] };
    expect(checkAsked([one], new Set(['a']))).toEqual([]);
    expect(checkAsked([one, one], new Set()).map(({ reason }) => reason)).toEqual([
      '"a" is no scheme',
      '"a" is no scheme',
      'stands twice',
    ]);
  });
  it('are not those that the evaluation asks', async () => {
    const key = (text: string): string =>
      tokenise(normaliseUnicode(text))
        .map((token) => token.text)
        .join(' ');
    const evaluated = new Set(
      parseQuestions(await readFile('test/search/questions.tsv', 'utf8')).map(({ question }) => key(question)),
    );
    const shared = (await readAsked('data')).filter(({ question }) => evaluated.has(key(question)));
    expect(shared.map(({ question }) => question)).toEqual([]);
  });
});
