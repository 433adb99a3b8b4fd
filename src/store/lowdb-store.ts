import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Low, type Adapter } from 'lowdb';
import { durableFile, type DurableFile } from './durable-file.js';
import { lockFolder } from './lock.js';
import {
  NotSavedError,
  type Collection,
  type Entry,
  type Query,
  type Records,
  type Store,
  type Where,
} from './port.js';
import { ensureFew, ensureIndexed, selected, type PlainQuery } from './query.js';

export interface LowdbStoreOptions {
  /** folder of the files, one a collection; made when it is not there */
  readonly dir: string;
  /** told when a file had to be set aside */
  readonly warn: (message: string) => void;
  /** files; a parameter so that tests can let a disk be full */
  readonly openFile?: (path: string) => DurableFile;
}

/** Form of the files. A file of a newer form is set aside, not overwritten. */
const FORM = 1;
interface FileContent {
  form: number;
  records: Record<string, unknown>;
}

/**
 * The embedded store: lowdb, everything in memory, one JSON file a collection. Updates that arrive
 * while a file is being written share the next write; each resolves when it is on the disk.
 * @throws {LockedError} when another process has the folder
 */
export async function openLowdbStore({ dir, warn, openFile = durableFile }: LowdbStoreOptions): Promise<Store> {
  await mkdir(dir, { recursive: true });
  const unlock = await lockFolder(join(dir, 'lock'));
  const collections = new Map<string, LowdbCollection<object>>();
  const records: Records = {
    collection: <T extends object>(
      name: string,
      options?: { readonly indexes?: readonly (keyof T & string)[] },
    ): Collection<T> => {
      const known =
        collections.get(name) ??
        new LowdbCollection<object>(join(dir, `${name}.json`), options?.indexes ?? [], openFile, warn);
      collections.set(name, known);
      return known as unknown as Collection<T>;
    },
    now: () => Promise.resolve(Date.now()),
  };
  return {
    ...records,
    reserved: records,
    collections: async () => {
      const files = (await readdir(dir)).filter((name) => name.endsWith('.json'));
      return files.map((name) => name.slice(0, -'.json'.length)).sort();
    },
    close: async () => {
      await Promise.all([...collections.values()].map((collection) => collection.settle()));
      await unlock();
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
  readonly #indexes: readonly string[];
  readonly #file: DurableFile;
  readonly #warn: (message: string) => void;
  readonly #db: Low<FileContent>;
  /** What is on the disk: values are frozen in by cloning, never handed out themselves. */
  #records: Map<string, T> = new Map();
  #ordered: readonly string[] | undefined;
  #loaded: Promise<void> | undefined;
  #waiting: Change<T>[] = [];
  #writing: Promise<void> | undefined;

  constructor(
    path: string,
    indexes: readonly string[],
    openFile: (path: string) => DurableFile,
    warn: (message: string) => void,
  ) {
    this.#path = path;
    this.#indexes = indexes;
    this.#file = openFile(path);
    this.#warn = warn;
    const adapter: Adapter<FileContent> = {
      read: async () => this.#parse(await this.#file.read()),
      write: (content) => this.#file.write(JSON.stringify(content)),
    };
    this.#db = new Low(adapter, { form: FORM, records: {} });
  }

  async get(id: string): Promise<T | undefined> {
    await this.#load();
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
    await this.#load();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, apply: change, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  async *walk(query: Query<T> = {}): AsyncIterable<Entry<T>> {
    await this.#load();
    for (const { id, value } of this.#select(query)) yield { id, value: structuredClone(value) };
  }

  async first(n: number, query: Query<T> = {}): Promise<readonly Entry<T>[]> {
    ensureFew(n);
    await this.#load();
    const found: Entry<T>[] = [];
    for (const { id, value } of this.#select(query)) {
      found.push({ id, value: structuredClone(value) });
      if (found.length === n) break;
    }
    return found;
  }

  async count(where: Where<T> = {}): Promise<number> {
    await this.#load();
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

  #load(): Promise<void> {
    this.#loaded ??= this.#read().catch((error: unknown) => {
      this.#loaded = undefined; // it failed this time; the next call tries again
      throw error;
    });
    return this.#loaded;
  }

  async #read(): Promise<void> {
    await this.#db.read();
    this.#records = new Map(Object.entries(this.#db.data.records as Record<string, T>));
    if (this.#unreadable !== undefined) await this.#setAside(this.#unreadable);
  }

  #unreadable: string | undefined;

  #parse(text: string | undefined): FileContent {
    const empty = { form: FORM, records: {} };
    if (text === undefined) return empty;
    try {
      const content = JSON.parse(text) as Partial<FileContent> | null;
      if (content?.form === FORM && typeof content.records === 'object' && content.records !== null)
        return content as FileContent;
      this.#unreadable =
        typeof content?.form === 'number' && content.form > FORM
          ? 'was written by a newer version'
          : 'is not a file of this store';
    } catch {
      this.#unreadable = 'is torn';
    }
    return empty;
  }

  async #setAside(reason: string): Promise<void> {
    const aside = `${this.#path}.aside-${Date.now()}`;
    await rename(this.#path, aside);
    this.#warn(`${this.#path} ${reason}; it was set aside as ${aside} and the collection begins empty`);
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
      this.#db.data = { form: FORM, records: Object.fromEntries(next) };
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
