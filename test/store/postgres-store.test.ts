import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../src/store/postgres-store.js';
import { storeContract } from './contract.js';
import { startPostgres, type TestDatabase } from './postgres.js';

let database: TestDatabase | undefined;
let next = 0;
beforeAll(async () => {
  database = await startPostgres();
}, 60_000);
afterAll(() => database?.stop());

const create = (name: string): Promise<string> => database?.create(name) ?? Promise.reject(new Error('no database'));
const open = async () => openPostgresStore({ url: await create(`d${(next += 1)}`) });

storeContract('PostgreSQL', async () => ({ store: await open(), dispose: async () => undefined }));

describe('the PostgreSQL store', () => {
  it('loses no update of two processes that write one record', async () => {
    const url = await create('two');
    const [a, b] = await Promise.all([openPostgresStore({ url }), openPostgresStore({ url })]);
    const add = (store: typeof a) =>
      store.collection<{ n: number }>('things').update('x', (present) => ({ n: (present?.n ?? 0) + 1 }));
    await Promise.all(Array.from({ length: 40 }, (_, index) => add(index % 2 === 0 ? a : b)));
    expect(await a.collection('things').get('x')).toEqual({ n: 40 });
    await Promise.all([a.close(), b.close()]);
  });

  it('refuses a database of a newer program', async () => {
    const url = await create('newer');
    const store = await openPostgresStore({ url });
    await store.close();
    const { Client } = await import('pg');
    const client = new Client(url);
    await client.connect();
    await client.query('insert into schema_version values (99)');
    await client.end();
    await expect(openPostgresStore({ url })).rejects.toThrow(/schema version 99/);
  });

  it('says in one error that the database is away', async () => {
    await expect(openPostgresStore({ url: 'postgres://postgres@127.0.0.1:1/x' })).rejects.toThrow(/ECONNREFUSED/);
  });

  it('drops U+0000, which jsonb cannot hold, and keeps the rest', async () => {
    const store = await open();
    await store.collection<{ text: string }>('things').insert('a', { text: 'a\u0000b' });
    expect(await store.collection('things').get('a')).toEqual({ text: 'ab' });
    await store.close();
  });
});
