import { readdir, readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lintPlanted } from './plant.js';

/** [what is planted, its file, its text, what the linter says] */
const PLANTED: readonly (readonly [string, string, string, string])[] = [
  ['a feature that imports another', 'features/ask/a.ts', `import '../browse/browse.js';`, 'ask imports browse'],
  ['the same from a deeper folder', 'features/ask/deep/b.ts', `import '../../team/team.js';`, 'ask imports team'],
  ['a feature that imports a lone file of features/', 'features/ask/c.ts', `import '../lone.js';`, 'imports (top)'],
  ['search that imports answers', 'search/a.ts', `export { x } from '../answers/x.js';`, 'below answers'],
  ['content that imports search', 'content/a.ts', `import type { X } from '../search/x.js';`, 'below search'],
  ['the store that imports people', 'store/a.ts', `import '../people/x.js';`, 'below people'],
  ['delivery that imports telegram', 'delivery/a.ts', `await import('../telegram/x.js');`, 'below telegram'],
  ['a type import written inline', 'people/a.ts', `export type X = import('../telegram/x.js').X;`, 'below telegram'],
  ['polling imported by a feature', 'features/ask/d.ts', `export * from '../../polling.js';`, 'below polling.ts'],
  ['main imported by anybody', 'bot.ts', `import './main.js';`, 'main.ts is not for bot.ts'],
  ['settings read below the doors', 'features/ask/e.ts', `import '../../config.js';`, 'config.ts is not for features'],
  ['the playground imported by the bot', 'parts.ts', `import './playground/index.js';`, 'not for parts.ts'],
  ['the bot imported by the playground', 'playground/a.ts', `import '../store/port.js';`, 'no other room'],
  ['the evaluation imported by the product', 'answers/a.ts', `import '../eval/x.js';`, 'eval is not for answers'],
  ['files read in search', 'search/b.ts', `import { readFile } from 'node:fs/promises';`, 'search/ is pure'],
  ['a room that is not on the list', 'cellar/a.ts', `export const x = 1;`, 'cellar is no room'],
  ['a lone file that is not on the list', 'attic.ts', `export const x = 1;`, 'attic.ts is no room'],
  ['an import of such a room', 'webhook.ts', `import './cellar/a.js';`, 'cellar is no room'],
  ['a way out of src', 'answers/b.ts', `import '../../test/x.js';`, 'leads out of src/'],
  ['a computed import', 'answers/c.ts', `const x = 'y'; await import(x);`, 'cannot be checked'],
];
/** [what is right and stays so, its file, its text] */
const ALLOWED: readonly (readonly [string, string, string])[] = [
  [
    'a feature that imports telegram and its own folder',
    'features/ask/ok.ts',
    `import '../../telegram/x.js'; import './y.js';`,
  ],
  ['a deeper folder of a feature that imports its feature', 'features/ask/deep/ok.ts', `import '../x.js';`],
  ['a file on top that imports features', 'serve-term.ts', `import './features/ask/ask.js';`],
  ['the terminal that imports the evaluation', 'cli/ok.ts', `import '../eval/x.js';`],
  ['search that imports content', 'search/ok.ts', `import '../content/x.js';`],
];

describe('the linter with the rooms of lint/rooms.json', () => {
  let refusals: ReadonlyMap<string, string>;
  beforeAll(async () => {
    refusals = await lint([...PLANTED, ...ALLOWED]);
  });

  it.each(PLANTED)('refuses %s', (_what, file, _text, why) => {
    expect(refusals.get(file)).toContain(why);
  });
  it.each(ALLOWED)('lets pass %s', (_what, file) => {
    expect(refusals.get(file)).toBeUndefined();
  });
});

describe('the list of rooms', () => {
  it('names every file and folder of src, and nothing else', async () => {
    const rooms = JSON.parse(await readFile('lint/rooms.json', 'utf8')) as readonly { name: string }[];
    expect(rooms.map(({ name }) => name).toSorted()).toEqual((await readdir('src')).toSorted());
  });
});

/** @returns what the rule says, by file below src */
async function lint(files: readonly (readonly [what: string, file: string, text: string, ...rest: unknown[]])[]) {
  const found = await lintPlanted(Object.fromEntries(files.map(([, file, text]) => [`src/${file}`, text])));
  return new Map(
    found
      .filter(({ code }) => code === 'rooms(downward)')
      .map(({ filename, message }) => [relative('src', filename), message]),
  );
}
