import { expect, it } from 'vitest';
import { lintPlanted } from './plant.js';

const SLOW = String.raw;
/** [expression, what the linter says of it] */
const PLANTED: readonly (readonly [string, string])[] = [
  [SLOW`/(?<![\p{L}\p{M}])(?:\p{L}\p{M}*\p{L}?\p{M}*\.){2,}(?![\p{L}\p{M}])/gu`, 'no-super-linear-backtracking'],
  [SLOW`/^(a+)+$/u`, 'no-super-linear-backtracking'],
  ["new RegExp('^(?:a+)+$', 'u')", 'no-super-linear-backtracking'],
  [SLOW`/(?:hai)?\s*(?:ka)?\s*[?]*\s*$/u`, 'no-super-linear-backtracking'],
  [SLOW`/\s+$/u`, 'no-super-linear-move'],
  [SLOW`/[\p{L}\p{M}.]+/gu`, 'nothing'],
];

it('the linter refuses expressions that some text makes slow', async () => {
  const found = await lintPlanted(
    Object.fromEntries(PLANTED.map(([text], index) => [`src/search/${index}.ts`, `export const planted = ${text};`])),
  );
  const said = PLANTED.map(([text], index) => {
    const rules = found.filter(({ filename, code }) => filename.endsWith(`/${index}.ts`) && code.startsWith('regexp('));
    return [text, /\((.*)\)/u.exec(rules[0]?.code ?? '(nothing)')?.[1]];
  });
  expect(said).toEqual(PLANTED);
});
