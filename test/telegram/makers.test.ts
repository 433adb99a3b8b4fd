import { describe, expect, it } from 'vitest';
import type { Broadcast } from '../../src/delivery/broadcast.js';
import { createMakers } from '../../src/telegram/makers.js';
import { memoryStore } from '../store/memory-store.js';

const MAKER = 1001;
const OTHER = 1002;
const copy = (chatId: number) => ({ kind: 'copy', chatId, messageId: 5, words: 'text' });
const broadcast = (id: string, fields: object): Broadcast =>
  ({
    id,
    by: MAKER,
    createdAt: 1,
    title: 'शिविर',
    open: false,
    progress: { chatId: MAKER, messageId: 6 },
    message: copy(MAKER),
    ...fields,
  }) as unknown as Broadcast;

async function world(...made: readonly Broadcast[]) {
  const store = memoryStore();
  const broadcasts = store.collection<Broadcast>('broadcasts');
  for (const one of made) await broadcasts.insert(one.id, one);
  const places = store.collection<{ by: number; title: string }>('places');
  await places.insert('-5', { by: MAKER, title: 'x' });
  const kept = async (): Promise<string> =>
    JSON.stringify([await broadcasts.get('one'), await broadcasts.get('two'), await places.get('-5')]);
  return { ...createMakers(store), broadcasts, kept };
}

describe('who made a broadcast', () => {
  it('is in no record any more when they are forgotten; the broadcast stays', async () => {
    const { keeper, broadcasts, kept } = await world(
      broadcast('one', {}),
      broadcast('two', { by: OTHER, message: copy(-9), progress: undefined }),
    );
    await keeper.forget(MAKER);
    await keeper.forget(MAKER);
    expect(await kept()).not.toContain(String(MAKER));
    expect(await broadcasts.get('one')).toMatchObject({ by: 0, title: 'शिविर', message: { kind: 'copy', chatId: 0 } });
    expect(await broadcasts.get('two')).toMatchObject({ by: OTHER, message: { chatId: -9 } });
  });

  it('goes on being the chat of what still goes out, and is taken out of it afterwards', async () => {
    const { keeper, tidy, broadcasts, kept } = await world(broadcast('one', { open: true }));
    await keeper.forget(MAKER);
    await tidy();
    expect(await broadcasts.get('one')).toMatchObject({ by: 0, message: { chatId: MAKER } });
    await broadcasts.update('one', (present) => (present === undefined ? undefined : { ...present, open: false }));
    await tidy();
    expect(await kept()).not.toContain(String(MAKER));
  });

  it('sees what they made', async () => {
    const { keeper } = await world(broadcast('one', {}));
    expect(await keeper.show(MAKER)).toEqual([{ id: 'one', createdAt: 1, title: 'शिविर' }]);
    expect(await keeper.show(OTHER)).toBeUndefined();
  });
});
