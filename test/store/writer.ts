import { openLowdbStore } from '../../src/store/lowdb-store.js';

/** A process that writes without end and prints each update once it is acknowledged; killed by the test. */
const store = await openLowdbStore({ dir: process.argv[2] ?? '', warn: (message) => console.error(message) });
const things = store.collection<{ n: number }>('things');
const first = Number(process.argv[3]);
for (let n = first; ; n += 1) {
  const ids = [`a${n}`, `b${n}`, `c${n}`];
  await Promise.all(ids.map((id) => things.update(id, () => ({ n }))));
  process.stdout.write(`${n}\n`);
}
