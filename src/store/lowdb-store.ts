import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Low, type Adapter } from 'lowdb';
import { durableFile, type DurableFile } from './durable-file.js';
import { collectionsAmong, emptyContent, parseContent, type FileContent } from './file-form.js';
import { lockFolder, type FolderLock, type LockOptions } from './lock.js';
import {
  NotSavedError,
  type Collection,
  type Entry,
  type Query,
  type Records,
  type Store,
  type Where,
  ensureNames,
} from './port.js';
import { ensurePrivate } from './private-files.js';
import { ensureFew, ensureIndexed, selected, type PlainQuery } from './query.js';
import { StoreUnavailableError } from './unavailable.js';

export interface LowdbStoreOptions {
  /** folder of the files, one a collection; made when it is not there */
  readonly dir: string;
  /** told when other accounts can read what is kept */
  readonly warn: (message: string) => void;
  /** Another process has taken the folder: this one must end. Its writes are refused */
  readonly onLost?: LockOptions['onLost'];
  /** files; a parameter so that tests can let a disk be full */
  readonly openFile?: (path: string) => DurableFile;
}

/**
 * The embedded store: lowdb, everything in memory, one JSON file a collection. Updates that arrive
 * while a file is being written share the next write; each resolves when it is on the disk.
 * @throws {LockedError} when another process has the folder
 * @throws {StoreUnavailableError} when a file cannot be read: to go on without it could send everything
 * twice, or to nobody, so that is for a person to decide
 */
export async function openLowdbStore(options: LowdbStoreOptions): Promise<Store> {
  try {
    return await openFolder(options);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new StoreUnavailableError(`STATE_DIR: ${error.message}`, { cause: error });
  }
}

async function openFolder({ dir, warn, onLost, openFile = durableFile }: LowdbStoreOptions): Promise<Store> {
  await ensurePrivate(dir, warn);
  const lock = await lockFolder(dir, onLost === undefined ? {} : { onLost });
  const collections = new Map<string, LowdbCollection<object>>();
  const open = (name: string): LowdbCollection<object> => {
    const path = join(dir, `${name}.json`);
    const known = collections.get(name) ?? new LowdbCollection<object>(path, openFile(path), lock);
    collections.set(name, known);
    return known;
  };
  try {
    for (const name of collectionsAmong(await readdir(dir))) await open(name).load();
  } catch (error) {
    await lock.release();
    throw error;
  }
  const records: Records = {
    collection: <T extends object>(name: string, { indexes = [] }: { readonly indexes?: readonly string[] } = {}) => {
      ensureNames(name, ...indexes);
      const collection = open(name);
      collection.declare(indexes);
      return collection as unknown as Collection<T>;
    },
    now: () => Promise.resolve(Date.now()),
  };
  return {
    ...records,
    reserved: records,
    collections: async () => {
      const all = await Promise.all([...collections].map(async ([name, one]) => ({ name, count: await one.count() })));
      return all.flatMap(({ name, count }) => (count > 0 ? [name] : [])).sort();
    },
    close: async () => {
      await Promise.all([...collections.values()].map((collection) => collection.settle()));
      await lock.release();
    },
  };
}

interface Change<T> {
  readonly id: string;
  readonly apply: (present: T | undefined) => T | undefined;
  readonly resolve: (value: T | undefined) => void;
  readonly reject: (error: unknown) => void;
}

class LowdbCollection<T extends object> implements Collection<T> {
  readonly #path: string;
  readonly #lock: FolderLock;
  readonly #db: Low<FileContent>;
  readonly #indexes = new Set<string>();
  /** What is on the disk: values are frozen in by cloning, never handed out themselves. */
  #records: Map<string, T> = new Map();
  #ordered: readonly string[] | undefined;
  #loaded: Promise<void> | undefined;
  #waiting: Change<T>[] = [];
  #writing: Promise<void> | undefined;

  constructor(path: string, file: DurableFile, lock: FolderLock) {
    this.#path = path;
    this.#lock = lock;
    const adapter: Adapter<FileContent> = {
      read: async () => contentOf(path, await file.read()),
      write: (content) => file.write(JSON.stringify(content)),
    };
    this.#db = new Low(adapter, emptyContent());
  }

  declare(indexes: readonly string[]): void {
    for (const index of indexes) this.#indexes.add(index);
  }

  async get(id: string): Promise<T | undefined> {
    await this.load();
    return structuredClone(this.#records.get(id));
  }

  async insert(id: string, value: T): Promise<boolean> {
    let inserted = false;
    await this.update(id, (present) => {
      inserted = present === undefined;
      return present ?? value;
    });
    return inserted;
  }

  async update(id: string, change: (present: T | undefined) => T | undefined): Promise<T | undefined> {
    await this.load();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, apply: change, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  async *walk(query: Query<T> = {}): AsyncIterable<Entry<T>> {
    await this.load();
    for (const { id, value } of this.#select(query)) yield { id, value: structuredClone(value) };
  }

  async first(n: number, query: Query<T> = {}): Promise<readonly Entry<T>[]> {
    ensureFew(n);
    await this.load();
    const found: Entry<T>[] = [];
    for (const { id, value } of this.#select(query)) {
      found.push({ id, value: structuredClone(value) });
      if (found.length === n) break;
    }
    return found;
  }

  async count(where: Where<T> = {}): Promise<number> {
    await this.load();
    let count = 0;
    for (const _ of this.#select({ where })) count += 1;
    return count;
  }

  /** Waits until nothing is being written. */
  async settle(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  #select(query: PlainQuery): Iterable<Entry<T>> {
    ensureIndexed(this.#path, query, this.#indexes);
    return selected(() => this.#records, this.#orderedIds(), query);
  }

  /** Sorted once for many walks: it is made anew only after an id has come or gone. */
  #orderedIds(): readonly string[] {
    this.#ordered ??= [...this.#records.keys()].sort();
    return this.#ordered;
  }

  /** @throws {StoreUnavailableError} when the file is not one of this store */
  load(): Promise<void> {
    this.#loaded ??= this.#read().catch((error: unknown) => {
      this.#loaded = undefined; // it failed this time; the next call tries again
      throw error;
    });
    return this.#loaded;
  }

  async #read(): Promise<void> {
    await this.#db.read();
    this.#records = new Map(Object.entries(this.#db.data.records as Record<string, T>));
  }

  /** Writes until nobody waits. Never throws: each change is told its own outcome. */
  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const changes = this.#waiting;
      this.#waiting = [];
      await this.#writeOnce(changes);
    }
    this.#writing = undefined;
  }

  async #writeOnce(changes: readonly Change<T>[]): Promise<void> {
    const next = new Map(this.#records);
    const done: (() => void)[] = [];
    let hasOtherIds = false;
    for (const { id, apply, resolve, reject } of changes) {
      try {
        const value = structuredClone(apply(structuredClone(next.get(id))));
        hasOtherIds ||= next.has(id) !== (value !== undefined);
        if (value === undefined) next.delete(id);
        else next.set(id, value);
        done.push(() => resolve(structuredClone(value)));
      } catch (error) {
        reject(error);
      }
    }
    try {
      await this.#lock.ensure();
      this.#db.data = { ...emptyContent(), records: Object.fromEntries(next) };
      await this.#db.write();
    } catch (error) {
      for (const { reject } of changes) reject(new NotSavedError(`${this.#path}: not saved`, { cause: error }));
      return;
    }
    if (hasOtherIds) this.#ordered = undefined;
    this.#records = next;
    for (const tell of done) tell();
  }
}

/** @param text undefined: there is no file yet */
function contentOf(path: string, text: string | undefined): FileContent {
  if (text === undefined) return emptyContent();
  const parsed = parseContent(text);
  if ('content' in parsed) return parsed.content;
  throw new StoreUnavailableError(
    `${path} ${parsed.damage}. Nothing was changed. Put a backup in its place, or move the file away to begin without what is in it`,
  );
}
