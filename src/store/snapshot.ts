import { closeSync, fstatSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Collection, Entry } from './port.js';
import { withClient } from './postgres-client.js';
import { collectionsAmong, parseContent } from './file-form.js';
import { explainDatabase, StoreUnavailableError } from './unavailable.js';

/** What a backup is made of: a store, or what one held at one moment. */
export interface Source {
  readonly collections: () => Promise<readonly string[]>;
  readonly collection: (name: string) => Pick<Collection<object>, 'walk' | 'count'>;
}

/** A moment in which no file is replaced comes soon: a write to the disk takes far longer than a look. */
const MAX_LOOKS = 10_000;

/**
 * The files of the embedded store as they were at one moment, beside a process that writes them. A file
 * is never changed, only replaced by a new one, so whoever has it open keeps what was in it: all are
 * opened, and when each name still leads to the file that is open, all of them stood there together.
 * @throws {StoreUnavailableError} when a file is damaged: a backup must be whole
 */
export async function withFilesSnapshot<R>(dir: string, work: (source: Source) => Promise<R>): Promise<R> {
  const files = openTogether(dir);
  try {
    const read = (name: string): [string, object][] => {
      const file = files.get(name);
      const parsed = file === undefined ? undefined : parseContent(readFileSync(file, 'utf8'));
      if (parsed === undefined) return [];
      if ('damage' in parsed) throw new StoreUnavailableError(`${join(dir, `${name}.json`)} ${parsed.damage}`);
      return Object.entries(parsed.content.records as Record<string, object>).sort(([a], [b]) => (a < b ? -1 : 1));
    };
    // One at a time, read once: a descriptor has been read to its end then.
    const records = new Map([...files.keys()].map((name) => [name, read(name)]));
    return await work({
      collections: async () => [...records].flatMap(([name, { length }]) => (length > 0 ? [name] : [])),
      collection: (name) => ({
        count: async () => records.get(name)?.length ?? 0,
        walk: async function* walk() {
          for (const [id, value] of records.get(name) ?? []) yield { id, value };
        },
      }),
    });
  } finally {
    for (const file of files.values()) closeSync(file);
  }
}

/** @returns descriptors by collection, in order */
function openTogether(dir: string): Map<string, number> {
  for (let look = 0; look < MAX_LOOKS; look += 1) {
    const files = new Map<string, number>();
    let isTogether = false;
    try {
      for (const name of collectionsAmong(readdirSync(dir))) files.set(name, openSync(join(dir, `${name}.json`), 'r'));
      isTogether =
        collectionsAmong(readdirSync(dir)).length === files.size &&
        [...files].every(([name, file]) => statSync(join(dir, `${name}.json`)).ino === fstatSync(file).ino);
      if (isTogether) return files;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new StoreUnavailableError(`STATE_DIR: ${message}`, { cause: error });
    } finally {
      if (!isTogether) for (const file of files.values()) closeSync(file);
    }
  }
  throw new StoreUnavailableError(`${dir} changes too fast for a snapshot: stop the bot meanwhile`);
}

const PAGE = 1_000;

/** The records of the database as they were at one moment, beside processes that write them. */
export async function withDatabaseSnapshot<R>(url: string, work: (source: Source) => Promise<R>): Promise<R> {
  return withClient({ connectionString: url, connectionTimeoutMillis: 5_000 }, async (client) => {
    await client.query('begin isolation level repeatable read, read only');
    const { rows } = await client.query<{ name: string; count: string }>(
      'select collection as name, count(*) from record group by collection',
    );
    const counts = new Map(rows.map(({ name, count }) => [name, Number(count)]));
    return work({
      collections: async () => [...counts.keys()].sort(),
      collection: (name) => ({
        count: async () => counts.get(name) ?? 0,
        walk: async function* walk() {
          for (let after: string | undefined; ;) {
            const page = await client.query<Entry<object>>(
              'select id, value from record where collection = $1 and ($2::text is null or id > $2) order by id limit $3',
              [name, after, PAGE],
            );
            yield* page.rows;
            if (page.rows.length < PAGE) return;
            after = page.rows.at(-1)?.id;
          }
        },
      }),
    });
  }).catch((error: unknown) => {
    throw explainDatabase(error, url);
  });
}
