import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Form of the files that lowdb-store.ts writes. */
const FORM = 1;

/** Looks at the files of the embedded store without opening it. @returns a sentence for each damage */
export async function checkFiles(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch(() => undefined);
  if (names === undefined) return [`${dir}: there is no such folder`];
  const found: string[] = [];
  for (const name of names.sort()) {
    const path = join(dir, name);
    if (name.includes('.aside-'))
      found.push(`${path}: was set aside because it could not be read; look into it, then move it away`);
    if (name.endsWith('.tmp'))
      found.push(`${path}: a write that was cut short; nothing of it counts, it may be deleted`);
    if (name.endsWith('.json')) found.push(...checkText(path, await readFile(path, 'utf8')));
  }
  return found;
}

function checkText(path: string, text: string): string[] {
  let content: { form?: unknown; records?: unknown } | null;
  try {
    content = JSON.parse(text) as typeof content;
  } catch {
    return [`${path}: is torn`];
  }
  if (typeof content?.form === 'number' && content.form > FORM) return [`${path}: was written by a newer program`];
  if (content?.form !== FORM || typeof content.records !== 'object' || content.records === null)
    return [`${path}: is not a file of this store`];
  return Object.entries(content.records)
    .filter(([, value]) => typeof value !== 'object' || value === null || Array.isArray(value))
    .map(([id]) => `${path}: record "${id}" is no object`);
}
