import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseContent } from './file-form.js';

/** Looks at the files of the embedded store without opening it. @returns a sentence for each damage */
export async function checkFiles(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch(() => undefined);
  if (names === undefined) return [`${dir}: there is no such folder`];
  const found: string[] = [];
  for (const name of names.sort()) {
    const path = join(dir, name);
    if (name.endsWith('.tmp'))
      found.push(`${path}: a write that was cut short; nothing of it counts, it may be deleted`);
    if (name.endsWith('.json')) found.push(...checkText(path, await readFile(path, 'utf8')));
  }
  return found;
}

function checkText(path: string, text: string): string[] {
  const parsed = parseContent(text);
  if ('damage' in parsed) return [`${path}: ${parsed.damage}`];
  return Object.entries(parsed.content.records)
    .filter(([, value]) => typeof value !== 'object' || value === null || Array.isArray(value))
    .map(([id]) => `${path}: record "${id}" is no object`);
}
