import { Pool, type PoolConfig, type QueryResult } from 'pg';
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
import { withClient } from './postgres-client.js';
import { applySchema, inTransaction, lockSchema } from './postgres-schema.js';
import { ensureFew, ensureIndexed, type PlainQuery } from './query.js';
import { explainDatabase } from './unavailable.js';

export interface PostgresStoreOptions {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  /** connections at most. Default 8: one serving process needs few */
  readonly maxConnections?: number;
}

/** How often an update may lose the race against another process before that is a fault. */
const MAX_ATTEMPTS = 50;
/** Records that a walk asks for at once: no request is long, and no memory is taken by a long list. */
const PAGE = 500;

/**
 * A request waits for a free connection so long: through a slow way hundreds wait at once, and each gets
 * its turn. Whoever waits longer is told.
 */
const TURN_MS = 20_000;
/** At the start nobody else waits: a database that does not answer by then is away. */
const REACH_MS = 5_000;
/** A connection that died without a word would otherwise be waited for for hours. */
const QUERY_MS = 30_000;
/** A program that froze while it made an index must not keep the others from theirs. */
const MAX_IDLE_IN_TRANSACTION_MS = 5_000;
/** What holds the lease must be there within the lease's patience; the second stands in for one that died. */
const RESERVED = { max: 2, connectionTimeoutMillis: 2_000, query_timeout: 2_000, idleTimeoutMillis: 0 };

/**
 * The store past one machine: one table, one row a record, an index for every declared one.
 * @throws {StoreUnavailableError} when the database cannot be used as it is set up
 */
export async function openPostgresStore({ url, maxConnections = 8 }: PostgresStoreOptions): Promise<Store> {
  try {
    const config = {
      connectionString: url,
      connectionTimeoutMillis: REACH_MS,
      idle_in_transaction_session_timeout: MAX_IDLE_IN_TRANSACTION_MS,
    };
    await withClient(config, (client) => inTransaction(client, () => applySchema(client)));
  } catch (error) {
    throw explainDatabase(error, url);
  }
  const common: PoolConfig = { connectionString: url, keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
  const pool = openPool({
    ...common,
    max: maxConnections,
    connectionTimeoutMillis: TURN_MS,
    query_timeout: QUERY_MS,
    idle_in_transaction_session_timeout: MAX_IDLE_IN_TRANSACTION_MS,
  });
  const reserved = openPool({ ...common, ...RESERVED });
  return {
    ...recordsOf(pool),
    reserved: recordsOf(reserved),
    collections: async () => {
      const { rows } = await pool.query<{ collection: string }>(
        'select distinct collection from record order by collection',
      );
      return rows.map(({ collection }) => collection);
    },
    close: async () => {
      await Promise.all([pool.end(), reserved.end()]);
    },
  };
}

function recordsOf(pool: Pool): Records {
  const collections = new Map<string, PostgresCollection<object>>();
  return {
    collection: <T extends object>(name: string, options?: { readonly indexes?: readonly (keyof T & string)[] }) => {
      const known = collections.get(name) ?? new PostgresCollection<object>(pool, name, options?.indexes ?? []);
      collections.set(name, known);
      return known as unknown as Collection<T>;
    },
    now: async () => {
      const sql = 'select extract(epoch from clock_timestamp())::float8 * 1000 as ms';
      const { rows } = await pool.query<{ ms: number }>(sql);
      if (rows[0] === undefined) throw new Error('the database does not tell the time');
      return rows[0].ms;
    },
  };
}

function openPool(config: PoolConfig): Pool {
  const pool = new Pool(config);
  // A connection that breaks is replaced, and whoever was using it is told by its query. Without
  // listeners it would end the process: the pool's is for idle ones, each connection's for those in use.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

class PostgresCollection<T extends object> implements Collection<T> {
  readonly #pool: Pool;
  readonly #name: string;
  readonly #indexes: ReadonlySet<string>;
  readonly #turns = new Map<string, Promise<unknown>>();
  #ready: Promise<void> | undefined;

  constructor(pool: Pool, name: string, indexes: readonly string[]) {
    ensureNames(name, ...indexes);
    this.#pool = pool;
    this.#name = name;
    this.#indexes = new Set(indexes);
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
    return (await this.#saving(sql, [this.#name, id, toJson(value)])).rowCount === 1;
  }

  /** By version instead of a lock: two requests instead of four, and a process that freezes holds nothing up. */
  async update(id: string, change: (present: T | undefined) => T | undefined): Promise<T | undefined> {
    return this.#inTurn(id, async () => {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const key = [this.#name, id];
        const { rows } = await this.#saving<{ value: T; version: string }>(
          'select value, xmin::text as version from record where collection = $1 and id = $2',
          key,
        );
        const [present] = rows;
        const next = change(structuredClone(present?.value));
        if (next === undefined && present === undefined) return undefined;
        const json = next === undefined ? undefined : toJson(next);
        const { rowCount } = await (present === undefined
          ? this.#saving('insert into record values ($1, $2, $3) on conflict do nothing', [...key, json])
          : json === undefined
            ? this.#saving('delete from record where collection = $1 and id = $2 and xmin = $3::xid', [
                ...key,
                present.version,
              ])
            : this.#saving('update record set value = $4 where collection = $1 and id = $2 and xmin = $3::xid', [
                ...key,
                present.version,
                json,
              ]));
        if (rowCount === 1) return json === undefined ? undefined : (JSON.parse(json) as T);
      }
      throw new NotSavedError(`${this.#name}/${id}: lost ${MAX_ATTEMPTS} races for one record`);
    });
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
    this.#ready ??= this.#makeIndexes().catch((error: unknown) => {
      this.#ready = undefined; // it failed this time; the next call tries again
      throw error;
    });
    return this.#ready;
  }

  async #makeIndexes(): Promise<void> {
    if (this.#indexes.size === 0) return;
    const client = await this.#pool.connect();
    let broken: boolean | undefined;
    try {
      await inTransaction(client, async () => {
        await lockSchema(client);
        for (const field of this.#indexes) {
          await client.query(
            `create index if not exists "record_${this.#name}_${field}" on record ((value->'${field}'), id) where collection = '${this.#name}'`,
          );
        }
      });
    } catch (error) {
      broken = true;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async #saving<R extends object>(sql: string, values: unknown[]): Promise<QueryResult<R>> {
    try {
      return await this.#pool.query<R>(sql, values);
    } catch (error) {
      throw new NotSavedError(`${this.#name}: not saved`, { cause: error });
    }
  }

  /** Those of this process change a record one after the other: races are left to other processes. */
  async #inTurn<R>(id: string, work: () => Promise<R>): Promise<R> {
    const before = this.#turns.get(id);
    const mine = (async () => {
      await before?.catch(() => undefined);
      return work();
    })();
    this.#turns.set(id, mine);
    try {
      return await mine;
    } finally {
      if (this.#turns.get(id) === mine) this.#turns.delete(id);
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
