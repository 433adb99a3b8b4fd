import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from 'pg';
import { openPostgresStore } from '../../src/store/postgres-store.js';
import { StoreUnavailableError } from '../../src/store/unavailable.js';
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

let contractUrl: string | undefined;
storeContract('PostgreSQL', async () => ({
  // One for all: making a database takes long on a busy machine.
  store: await openPostgresStore({ url: (contractUrl ??= await create('contract')) }),
  dispose: async () => database?.run('contract', 'drop table record, schema_version'),
}));

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
    const client = new Client(url);
    await client.connect();
    await client.query('insert into schema_version values (99)');
    await client.end();
    await expect(openPostgresStore({ url })).rejects.toThrow(/schema version 99/);
  });

  it('a burst does not stand in the way of the lease, and each of it gets its turn', async () => {
    const url = await create('burst');
    const store = await openPostgresStore({ url, maxConnections: 2 });
    const things = store.collection<{ n: number }>('things');
    for (let n = 0; n < 60; n += 1) await things.insert(String(n), { n });
    const client = new Client(url);
    await client.connect();
    await client.query('begin');
    await client.query("select * from record where collection = 'things' for update"); // all wait for these
    const burst = Array.from({ length: 60 }, (_, n) => things.update(String(n), () => ({ n: n + 1 })));
    const lease = store.reserved.collection<{ holder: string }>('lease');
    expect(await lease.update('serving', () => ({ holder: 'me' }))).toEqual({ holder: 'me' });
    expect(await store.reserved.now()).toBeGreaterThan(0);
    await client.query('commit');
    await client.end();
    await Promise.all(burst);
    expect(await things.get('59')).toEqual({ n: 60 });
    expect(await store.collection('lease').get('serving')).toEqual({ holder: 'me' });
    await store.close();
  });

  it('asks again when the first question of a collection failed', async () => {
    const url = await create('again');
    const store = await openPostgresStore({ url, maxConnections: 1 });
    await store.collection<{ n: number }>('things').insert('a', { n: 1 });
    const things = store.collection<{ n: number }>('numbered', { indexes: ['n'] });
    await database?.run('again', 'alter table record rename to elsewhere');
    await expect(things.count({ n: 1 })).rejects.toThrow(/does not exist/);
    await database?.run('again', 'alter table elsewhere rename to record');
    expect(await things.count({ n: 1 })).toBe(0);
    await store.close();
  });

  it('says in one line what is wrong with the database, without the password', async () => {
    const url = await create('wrong');
    const change = (part: Partial<URL>): string => Object.assign(new URL(url), part).href;
    await database?.run(
      'wrong',
      "create role reader login password 'test'; create role writer login password 'test' in role pg_read_all_data",
    );
    const refusal = async (wrong: string): Promise<string> => {
      const error: unknown = await openPostgresStore({ url: wrong }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StoreUnavailableError);
      const { message } = error as Error;
      expect(message).not.toMatch(/\n|hunter2/);
      return message;
    };
    expect(await refusal(change({ password: 'hunter2' }))).toMatch(/password of the role postgres is wrong/);
    expect(await refusal(change({ pathname: '/nowhere' }))).toMatch(/no database "nowhere" at 127\.0\.0\.1:\d+/);
    expect(await refusal('postgres://postgres:hunter2@localhost:1/x')).toMatch(/nobody listens at localhost:1/);
    expect(await refusal('postgres://postgres:hunter2@nowhere.invalid/x')).toMatch(/not known|does not answer/);
    expect(await refusal(change({ username: 'reader' }))).toMatch(/role reader may not make tables/);
    expect(await refusal(`${url}?sslmode=verify-full`)).toMatch(/speaks no TLS/);

    await (await openPostgresStore({ url })).close();
    await database?.run('wrong', 'grant create on schema public to writer; grant all on schema_version to writer');
    expect(await refusal(change({ username: 'writer' }))).toMatch(/role writer may read but not write/);
    await database?.run('wrong', 'alter database wrong set default_transaction_read_only = on');
    expect(await refusal(url)).toMatch(/only reads/);
  });

  it('says what to set when the certificate is signed by nobody known', async () => {
    const pem = await readFile(new URL('self-signed.pem', import.meta.url));
    // A server as far as pg asks it: may we speak TLS? Yes, and here is the certificate.
    const server = createServer((socket) => {
      socket.once('data', () => {
        socket.write('S');
        new TLSSocket(socket, { isServer: true, key: pem, cert: pem }).on('error', () => socket.destroy());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(
      openPostgresStore({ url: `postgres://x:hunter2@localhost:${port}/x?sslmode=verify-full` }),
    ).rejects.toThrow(
      /^DATABASE_URL: the certificate of localhost:\d+ is signed by nobody known: add sslmode=.*no-verify/,
    );
    await new Promise((resolve) => server.close(resolve));
  });

  it('drops U+0000, which jsonb cannot hold, and keeps the rest', async () => {
    const store = await open();
    await store.collection<{ text: string }>('things').insert('a', { text: 'a\u0000b' });
    expect(await store.collection('things').get('a')).toEqual({ text: 'ab' });
    await store.close();
  });
});
