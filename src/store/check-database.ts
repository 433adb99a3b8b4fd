import { withClient } from './postgres-client.js';
import { explainDatabase } from './unavailable.js';

/**
 * Looks for damage in the database. @returns a sentence for each
 * @throws {StoreUnavailableError} when it cannot be reached
 */
export async function checkDatabase(url: string): Promise<string[]> {
  return withClient({ connectionString: url, connectionTimeoutMillis: 5_000 }, async (client) => {
    const odd = await client.query<{ collection: string; id: string }>(
      `select collection, id from record where jsonb_typeof(value) <> 'object' order by 1, 2 limit 100`,
    );
    // Left behind when an index was being made and the server went down.
    const invalid = await client.query<{ name: string }>(
      `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
       where c.relname like 'record%' and not (i.indisvalid and i.indisready)`,
    );
    return [
      ...odd.rows.map(({ collection, id }) => `${collection}/${id}: is no object`),
      ...invalid.rows.map(({ name }) => `index ${name}: is invalid; drop it, the next start makes it anew`),
    ];
  }).catch((error: unknown) => {
    throw explainDatabase(error, url);
  });
}
