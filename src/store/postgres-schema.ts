import type { ClientBase } from 'pg';
import { StoreUnavailableError } from './unavailable.js';

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
 * Brings the schema up to date, in a transaction.
 * @throws {StoreUnavailableError} when it is newer than this program, or the role may not write
 */
export async function applySchema(client: ClientBase): Promise<void> {
  await lockSchema(client);
  await client.query('create table if not exists schema_version (version int primary key)');
  const { rows } = await client.query<{ version: number }>(
    'select coalesce(max(version), 0) as version from schema_version',
  );
  const present = rows[0]?.version ?? 0;
  if (present > SCHEMA_VERSIONS.length) {
    throw new StoreUnavailableError(
      `the database has schema version ${present}, this program knows ${SCHEMA_VERSIONS.length}: start the newer program`,
    );
  }
  for (const [index, sql] of SCHEMA_VERSIONS.entries()) {
    if (index < present) continue;
    await client.query(sql);
    await client.query('insert into schema_version values ($1)', [index + 1]);
  }
  const rights = await client.query<{ may: boolean; role: string }>(
    `select current_user as role, bool_and(has_table_privilege('record', needed)) as may
     from unnest(array['select', 'insert', 'update', 'delete']) as needed`,
  );
  // Told at the start, not by the first person whose choice is lost.
  if (rights.rows[0]?.may === false)
    throw new StoreUnavailableError(
      `DATABASE_URL: the role ${rights.rows[0].role} may read but not write: grant it the rights of the table's owner`,
    );
}

/** Held until the end of the transaction. */
export async function lockSchema(client: ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
}

export async function inTransaction<R>(client: ClientBase, work: () => Promise<R>): Promise<R> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that broke has no transaction any more.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
