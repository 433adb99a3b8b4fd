import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('the linter', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'lint-'));
    await copyFile('.oxlintrc.json', join(dir, '.oxlintrc.json'));
    await cp('lint', join(dir, 'lint'), { recursive: true });
    await writeFile(join(dir, 'package.json'), '{ "type": "module" }');
    await mkdir(join(dir, 'src/features/new'), { recursive: true });
  });
  afterAll(() => rm(dir, { recursive: true }));

  it.each(['ctx.answerCallbackQuery()', "ctx.api.answerCallbackQuery('1')", "bot['api'].answerCallbackQuery('1')"])(
    'refuses a tap acknowledged by hand: %s',
    async (call) => {
      await writeFile(join(dir, 'src/features/new/new.ts'), `export const handle = (ctx, bot) => ${call};\n`);
      const said = await new Promise<string>((done) => {
        execFile(process.execPath, [resolve('node_modules/oxlint/bin/oxlint'), 'src'], { cwd: dir }, (_error, out) =>
          done(out),
        );
      });
      expect(said).toContain('acknowledge()');
    },
  );
});
