import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

/** A file of `data/` as parsed YAML, not yet checked. */
export interface RawRecord {
  /** path relative to the data folder, for messages about faults */
  readonly path: string;
  /** file name without `.yaml`: the id that the record must have */
  readonly stem: string;
  readonly value: unknown;
  /** why the file is no YAML; then `value` is undefined */
  readonly syntaxError?: string;
}

/** What is read from `data/`, unchecked. */
export interface RawContent {
  readonly schemes: readonly RawRecord[];
  readonly categories: RawRecord;
  readonly concepts: RawRecord;
  readonly emergencies: RawRecord;
  readonly smallTalk: RawRecord;
  readonly outside: RawRecord;
  readonly districts: RawRecord;
}

/** Reads one YAML file. A file that is no YAML is reported, not thrown: all faults are shown together. */
async function readYaml(dataDir: string, path: string): Promise<RawRecord> {
  const stem = basename(path, '.yaml');
  const text = await readFile(join(dataDir, path), 'utf8');
  try {
    return { path, stem, value: parse(text) as unknown };
  } catch (error) {
    return { path, stem, value: undefined, syntaxError: (error as Error).message.split('\n')[0] ?? '' };
  }
}

/**
 * Reads the knowledge files.
 * @param dataDir folder that holds `schemes/` and the single files
 * @throws {Error} of the file system when the folder or a file cannot be read
 */
export async function readContent(dataDir: string): Promise<RawContent> {
  const names = (await readdir(join(dataDir, 'schemes'))).filter((name) => name.endsWith('.yaml')).sort();
  const single = (path: string): Promise<RawRecord> => readYaml(dataDir, path);
  const [categories, concepts, emergencies, smallTalk, outside, districts, schemes] = await Promise.all([
    single('categories.yaml'),
    single('concepts.yaml'),
    single('emergencies.yaml'),
    single('smalltalk.yaml'),
    single('outside.yaml'),
    single('districts.yaml'),
    Promise.all(names.map((name) => readYaml(dataDir, join('schemes', name)))),
  ]);
  return { schemes, categories, concepts, emergencies, smallTalk, outside, districts };
}
