/** Form of the files of the embedded store. A file of a newer form is left alone. */
const FORM = 1;

export interface FileContent {
  form: number;
  records: Record<string, unknown>;
}

export const emptyContent = (): FileContent => ({ form: FORM, records: {} });

/** @returns what the file holds, or what is wrong with it, as what follows its name */
export function parseContent(text: string): { content: FileContent } | { damage: string } {
  let content: Partial<FileContent> | null;
  try {
    // Some editors put a byte order mark before what they save.
    content = JSON.parse(text.replace(/^\uFEFF/, '')) as Partial<FileContent> | null;
  } catch {
    return { damage: 'is torn' };
  }
  if (typeof content?.form === 'number' && content.form > FORM) return { damage: 'was written by a newer program' };
  if (content?.form !== FORM || typeof content.records !== 'object' || content.records === null)
    return { damage: 'is not a file of this store' };
  return { content: content as FileContent };
}

const NAME = /^(.+)\.json$/;

/** @returns the collections whose files are among these names, in order */
export const collectionsAmong = (names: readonly string[]): string[] =>
  names.flatMap((name) => NAME.exec(name)?.[1] ?? []).sort();
