import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'lint-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the linter says of one expression, with the rules of this repository. */
function lint(expression: string): string {
  const file = join(folder, 'planted.ts');
  writeFileSync(file, `export const planted = ${expression};\n`);
  try {
    return execFileSync(process.execPath, ['node_modules/oxlint/bin/oxlint', '-c', '.oxlintrc.json', file], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout);
  }
}

describe('the linter', () => {
  it.each([
    [
      String.raw`/(?<![\p{L}\p{M}])(?:\p{L}\p{M}*\p{L}?\p{M}*\.){2,}(?![\p{L}\p{M}])/gu`,
      'no-super-linear-backtracking',
    ],
    [String.raw`/^(a+)+$/u`, 'no-super-linear-backtracking'],
    ["new RegExp('^(?:a+)+$', 'u')", 'no-super-linear-backtracking'],
    [String.raw`/(?:hai)?\s*(?:ka)?\s*[?]*\s*$/u`, 'no-super-linear-backtracking'],
    [String.raw`/\s+$/u`, 'no-super-linear-move'],
  ])('refuses %s, which some text makes slow', (expression, rule) => {
    expect(lint(expression)).toContain(rule);
  });
  it('accepts an expression with one way through every text', () =>
    expect(lint(String.raw`/[\p{L}\p{M}.]+/gu`)).not.toContain('regexp'));
});
