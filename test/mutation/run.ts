import { spawnSync } from 'node:child_process';
import { access, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MUTANTS } from './mutants.js';

/**
 * Plants each fault of the list in a copy of the project and runs the tests that must notice it.
 * `npm run test:mutants -- WORD` plants those with the word. Exits with 1 when one is not noticed, or when a fault does not fit the code any more.
 */
/** only faults whose file or words have this; all when absent */
const [, , only = ''] = process.argv;
const mutants = MUTANTS.filter(({ file, fault }) => `${file} ${fault}`.includes(only));
const copy = await mkdtemp(join(tmpdir(), 'mutants-'));
let killed = 0;
try {
  for (const name of [
    'src',
    'test',
    'data',
    'locales',
    'lint',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    '.oxlintrc.json',
  ])
    await cp(name, join(copy, name), { recursive: true });
  await symlink(resolve('node_modules'), join(copy, 'node_modules'));
  const run = (tests: readonly string[]): boolean =>
    spawnSync('npx', ['vitest', 'run', '--bail=1', ...tests], { cwd: copy, stdio: 'ignore' }).status === 0;
  const all = [...new Set(mutants.flatMap(({ tests }) => tests))];
  for (const path of all) await access(join(copy, path));
  if (!run(all)) throw new Error('the tests fail without any fault');
  for (const { fault, file, from, to, tests } of mutants) {
    const path = join(copy, file);
    const text = await readFile(path, 'utf8');
    if (text.split(from).length !== 2) {
      console.log(`does not fit\t${file}: ${fault}`);
      continue;
    }
    await writeFile(
      path,
      text.replace(from, () => to),
    );
    const isNoticed = !run(tests);
    await writeFile(path, text);
    if (isNoticed) killed += 1;
    console.log(`${isNoticed ? 'noticed' : 'NOT NOTICED'}\t${file}: ${fault}`);
  }
} finally {
  await rm(copy, { recursive: true, force: true });
}
console.log(`${killed} of ${mutants.length} faults noticed`);
process.exitCode = killed === mutants.length ? 0 : 1;
