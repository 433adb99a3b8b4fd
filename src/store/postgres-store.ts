import { Pool, type PoolClient } from 'pg';
import { NotSavedError, type Collection, type Entry, type Query, type Store, type Where } from './port.js';
import { ensureFew, ensureIndexed, type PlainQuery } from './query.js';

export interface PostgresStoreOptions {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  /** connections at most. Default 8: one serving process needs few */
  readonly maxConnections?: number;
}

/** Changes of the schema, oldest first; each is applied once. Never edit one that has been released. */
const SCHEMA_VERSIONS = [
  `create table record (
     collection text not null,
     id text not null collate "C",
     value jsonb not null,
     primary key (collection, id)
   )`,
] as const;
/** Any number that nobody else takes: one process at a time changes the schema. */
const SCHEMA_LOCK = 7_110_041;
/**
 * A process that froze, or whose machine died, in the middle of an update would keep its record locked
 * for hours. Shorter than the lease, so that whoever takes over finds nothing locked.
 */
const MAX_IDLE_IN_TRANSACTION_MS = 5_000;
/** How often an insert may lose the race for an absent record before that is a fault. */
const MAX_ATTEMPTS = 10;
/** Records that a walk asks for at once: no request is long, and no memory is taken by a long list. */
const PAGE = 500;
const NAME = /^[a-z][a-zA-Z0-9]{0,30}$/;

/**
 * The store past one machine: one table, one row a record, an index for every declared one.
 * @throws {Error} when the database cannot be reached or the schema is newer than this program
 */
export async function openPostgresStore({ url, maxConnections = 8 }: PostgresStoreOptions): Promise<Store> {
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    idle_in_transaction_session_timeout: MAX_IDLE_IN_TRANSACTION_MS,
  });
  // A connection that breaks is replaced, and whoever was using it is told by its query. Without
  // listeners it would end the process: the pool's is for idle ones, each connection's for those in use.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  try {
    await inTransaction(pool, applySchema);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const collections = new Map<string, PostgresCollection<object>>();
  return {
    collection: <T extends object>(name: string, options?: { readonly indexes?: readonly (keyof T & string)[] }) => {
      const known = collections.get(name) ?? new PostgresCollection<object>(pool, name, options?.indexes ?? []);
      collections.set(name, known);
      return known as unknown as Collection<T>;
    },
    collections: async () => {
      const { rows } = await pool.query<{ collection: string }>(
        'select distinct collection from record order by collection',
      );
      return rows.map(({ collection }) => collection);
    },
    now: async () => {
      const sql = 'select extract(epoch from clock_timestamp())::float8 * 1000 as ms';
      const { rows } = await pool.query<{ ms: number }>(sql);
      if (rows[0] === undefined) throw new Error('the database does not tell the time');
      return rows[0].ms;
    },
    close: () => pool.end(),
  };
}

async function applySchema(client: PoolClient): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
  await client.query('create table if not exists schema_version (version int primary key)');
  const { rows } = await client.query<{ version: number }>(
    'select coalesce(max(version), 0) as version from schema_version',
  );
  const present = rows[0]?.version ?? 0;
  if (present > SCHEMA_VERSIONS.length) {
    throw new Error(
      `the database has schema version ${present}, this program knows ${SCHEMA_VERSIONS.length}: start the newer program`,
    );
  }
  for (const [index, sql] of SCHEMA_VERSIONS.entries()) {
    if (index < present) continue;
    await client.query(sql);
    await client.query('insert into schema_version values ($1)', [index + 1]);
  }
}

async function inTransaction<R>(pool: Pool, work: (client: PoolClient) => Promise<R>): Promise<R> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((reason: Error) => (broken = reason));
    throw error;
  } finally {
    client.release(broken);
  }
}

class PostgresCollection<T extends object> implements Collection<T> {
  readonly #pool: Pool;
  readonly #name: string;
  readonly #indexes: readonly string[];
  #ready: Promise<void> | undefined;

  constructor(pool: Pool, name: string, indexes: readonly string[]) {
    // Both stand in SQL, where no parameter can.
    for (const word of [name, ...indexes])
      if (!NAME.test(word)) throw new Error(`"${word}" is no name for a collection or an index`);
    this.#pool = pool;
    this.#name = name;
    this.#indexes = indexes;
  }

  async get(id: string): Promise<T | undefined> {
    const { rows } = await this.#pool.query<{ value: T }>(
      'select value from record where collection = $1 and id = $2',
      [this.#name, id],
    );
    return rows[0]?.value;
  }

  async insert(id: string, value: T): Promise<boolean> {
    const sql = 'insert into record values ($1, $2, $3) on conflict do nothing';
    const { rowCount } = await this.#saving(() => this.#pool.query(sql, [this.#name, id, toJson(value)]));
    return rowCount === 1;
  }

  async update(id: string, change: (present: T | undefined) => T | undefined): Promise<T | undefined> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      let thrown: { error: unknown } | undefined;
      const outcome = await this.#saving(() =>
        inTransaction(this.#pool, async (client) => {
          const key = [this.#name, id];
          const { rows } = await client.query<{ value: T }>(
            'select value from record where collection = $1 and id = $2 for update',
            key,
          );
          const present = rows[0]?.value;
          let next: T | undefined;
          try {
            next = change(structuredClone(present));
          } catch (error) {
            thrown = { error };
            return { done: true, value: undefined };
          }
          if (next === undefined) {
            await client.query('delete from record where collection = $1 and id = $2', key);
            return { done: true, value: undefined };
          }
          const json = toJson(next);
          if (present !== undefined) {
            await client.query('update record set value = $3 where collection = $1 and id = $2', [...key, json]);
            return { done: true, value: JSON.parse(json) as T };
          }
          // Nothing was there to lock: another writer may have been faster.
          const { rowCount } = await client.query('insert into record values ($1, $2, $3) on conflict do nothing', [
            ...key,
            json,
          ]);
          return { done: rowCount === 1, value: JSON.parse(json) as T };
        }),
      );
      if (thrown !== undefined) throw thrown.error;
      if (outcome.done) return outcome.value;
    }
    throw new NotSavedError(`${this.#name}/${id}: lost ${MAX_ATTEMPTS} races for one record`);
  }

  async *walk(query: Query<T> = {}): AsyncIterable<Entry<T>> {
    for (let cursor: Cursor | undefined; ;) {
      const page = await this.#page(query, PAGE, cursor);
      const last = page.at(-1);
      // Before the records are handed out: they are the caller's then.
      if (last !== undefined) cursor = cursorAt(last, query);
      yield* page;
      if (page.length < PAGE) return;
    }
  }

  async first(n: number, query: Query<T> = {}): Promise<readonly Entry<T>[]> {
    ensureFew(n);
    return this.#page(query, n);
  }

  async count(where: Where<T> = {}): Promise<number> {
    await this.#index();
    const { sql, values } = this.#conditions({ where });
    const { rows } = await this.#pool.query<{ count: string }>(`select count(*) from record where ${sql}`, values);
    return Number(rows[0]?.count);
  }

  async #page(query: PlainQuery, limit: number, cursor?: Cursor): Promise<readonly Entry<T>[]> {
    await this.#index();
    const { sql, values } = this.#conditions(query, cursor);
    const direction = query.descending === true ? ' desc' : '';
    const order = query.by === undefined ? `id${direction}` : `value->'${query.by}'${direction}, id${direction}`;
    const { rows } = await this.#pool.query<{ id: string; value: T }>(
      `select id, value from record where ${sql} order by ${order} limit $${values.push(limit)}`,
      values,
    );
    return rows;
  }

  #conditions(query: PlainQuery, cursor?: Cursor): { sql: string; values: unknown[] } {
    ensureIndexed(this.#name, query, this.#indexes);
    const { where = {}, by, upTo, descending, after } = query;
    const values: unknown[] = [];
    const json = (value: unknown): string => `$${values.push(JSON.stringify(value))}::jsonb`;
    // The collection is no parameter, so that the planner can use the partial indexes.
    const parts = [`collection = '${this.#name}'`];
    for (const [field, expected] of Object.entries(where)) parts.push(`value->'${field}' = ${json(expected)}`);
    const beyond = descending === true ? '<' : '>';
    if (by === undefined) {
      const from = cursor?.id ?? after;
      if (from !== undefined) parts.push(`id ${beyond} $${values.push(from)}`);
    } else {
      parts.push(`jsonb_typeof(value->'${by}') = 'number'`);
      if (upTo !== undefined) parts.push(`value->'${by}' <= ${json(upTo)}`);
      if (cursor !== undefined)
        parts.push(`(value->'${by}', id) ${beyond} (${json(cursor.number)}, $${values.push(cursor.id)})`);
    }
    return { sql: parts.join(' and '), values };
  }

  #index(): Promise<void> {
    this.#ready ??= inTransaction(this.#pool, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
      for (const field of this.#indexes) {
        await client.query(
          `create index if not exists "record_${this.#name}_${field}" on record ((value->'${field}'), id) where collection = '${this.#name}'`,
        );
      }
    });
    return this.#ready;
  }

  async #saving<R>(work: () => Promise<R>): Promise<R> {
    try {
      return await work();
    } catch (error) {
      throw new NotSavedError(`${this.#name}: not saved`, { cause: error });
    }
  }
}

/** Where a walk goes on: after the record with this id and, in the order of an index, this number. */
interface Cursor {
  readonly id: string;
  readonly number: unknown;
}

const cursorAt = ({ id, value }: Entry<object>, { by }: PlainQuery): Cursor => ({
  id,
  number: by === undefined ? undefined : Reflect.get(value, by),
});

/** As JSON text; jsonb cannot hold U+0000, which no person types and no text of ours needs. */
const toJson = (value: object): string => JSON.stringify(value).replaceAll(String.raw`\u0000`, '');
