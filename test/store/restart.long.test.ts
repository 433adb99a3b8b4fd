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
    const postgres = await startPostgres();
    const store = await openPostgresStore({ url: await postgres.create('restart') });
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
    await postgres.restart(1_000);
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
    await postgres.stop();
  });
});
