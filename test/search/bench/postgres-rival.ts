import pg from 'pg';
import { startPostgres } from '../../store/postgres.js';
import type { Rival, RivalRecord } from './rivals.js';

/**
 * PostgreSQL full text with the 'hindi' configuration, any word of the question, plus pg_trgm over
 * names and aliases. The database's locale is the builtin C.UTF-8: with C, trigrams of Devanagari
 * are empty.
 */
export async function createPostgresRival(records: readonly RivalRecord[]): Promise<Rival> {
  const server = await startPostgres();
  const client = new pg.Client({ connectionString: await server.create('bench') });
  await client.connect();
  await client.query(`
    create extension pg_trgm;
    create table record (id text primary key, names text not null, words tsvector not null);
    create index on record using gin (words);
    create index on record using gin (names gin_trgm_ops);`);
  for (const { id, name, aliases, text } of records) {
    await client.query(
      `insert into record values ($1, $2, setweight(to_tsvector('hindi', $2), 'A') || setweight(to_tsvector('hindi', $3), 'C'))`,
      [id, `${name} ${aliases}`, text],
    );
  }
  await client.query('analyze record');
  const sql = `
    with asked as (select replace(plainto_tsquery('hindi', $1)::text, '&', '|')::tsquery as query)
    select id from record, asked
    where words @@ query or $1 <% names
    order by ts_rank(words, query) + word_similarity($1, names) desc, id limit 5`;
  return {
    name: 'PostgreSQL hindi + pg_trgm',
    find: async (question) => (await client.query<{ id: string }>(sql, [question])).rows.map(({ id }) => id),
    close: async () => {
      await client.end();
      await server.stop();
    },
  };
}
