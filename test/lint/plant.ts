import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** What the linter says. */
export interface Finding {
  /** `plugin(rule)` */
  readonly code: string;
  readonly message: string;
  /** below the project's folder: `src/search/a.ts` */
  readonly filename: string;
}

/**
 * Lints a project of these files with the repository's own settings.
 * @param files path below the project's folder -> text
 */
export async function lintPlanted(files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const project = await mkdtemp(join(tmpdir(), 'lint-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      const path = join(project, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, `${text}\n`);
    }
    await writeFile(join(project, 'package.json'), '{ "type": "module" }');
    await cp('.oxlintrc.json', join(project, '.oxlintrc.json'));
    await cp('lint', join(project, 'lint'), { recursive: true });
    await symlink(resolve('node_modules'), join(project, 'node_modules'));
    const said = await new Promise<string>((done) => {
      const args = [resolve('node_modules/oxlint/bin/oxlint'), '-f', 'json', 'src'];
      // its exit code is 1 when it finds something
      execFile(process.execPath, args, { cwd: project, maxBuffer: 2 ** 24 }, (_error, stdout) => done(stdout));
    });
    return (JSON.parse(said) as { diagnostics: readonly Finding[] }).diagnostics;
  } finally {
    await rm(project, { recursive: true, force: true });
  }
}
