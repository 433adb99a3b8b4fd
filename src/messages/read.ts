import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { LANGUAGES, type Language } from '../content/language.js';
import { createCatalogue, type Catalogue, type MessageTree } from './catalogue.js';

/** Reads `hi.yaml`, `hne.yaml` and `en.yaml` of a folder into a catalogue. */
export async function readCatalogue(localesDir: string): Promise<Catalogue> {
  const trees = await Promise.all(
    LANGUAGES.map(async (language) => {
      const text = await readFile(join(localesDir, `${language}.yaml`), 'utf8');
      return [language, parse(text) as MessageTree] as const;
    }),
  );
  return createCatalogue(Object.fromEntries(trees) as Record<Language, MessageTree>);
}
