import { expect, it } from 'vitest';
import { createAwaiting } from '../../src/telegram/awaiting.js';
import { memoryStore } from '../store/memory-store.js';

it('the sweep finds what is old behind 1,200 others that are awaited', async () => {
  const store = memoryStore();
  const now = 1_764_000_000_000;
  const awaiting = createAwaiting(store, () => now);
  const kept = store.collection<{ version: number; at: number; state: string }>('conversations');
  const half = 30 * 60_000;
  for (let id = 1_000; id < 2_200; id += 1) await kept.insert(String(id), { version: 1, at: now - half, state: '{}' });
  await kept.insert('9001', { version: 1, at: now - half - 1, state: '{}' });
  await awaiting.sweep();
  expect(await kept.get('9001')).toBeUndefined();
  expect(await kept.count()).toBe(1_200);
});
