import type { Broadcast } from '../delivery/broadcast.js';
import type { Place } from '../delivery/places.js';
import type { Keeper } from '../people/erasure.js';
import type { Json, Store } from '../store/port.js';
import { sourceOf } from './outgoing.js';

/** Nobody: what stands for the bot itself where a person was. */
const NOBODY = 0;

export interface Makers {
  readonly keeper: Keeper;
  /** Takes forgotten makers also out of what was still going out when they were forgotten. */
  readonly tidy: () => Promise<void>;
}

/**
 * Who made a broadcast or a place of announcements. The broadcast stays, since people have it; its maker is
 * taken out of it. As long as it goes out, the chat stays in it where its message lies.
 */
export function createMakers(store: Store): Makers {
  const broadcasts = store.collection<Broadcast>('broadcasts');
  const places = store.collection<Place>('places');

  return {
    keeper: {
      name: 'broadcasts made',
      show: async (id) => {
        const made: Json[] = [];
        for await (const { value } of broadcasts.walk()) {
          const { title, createdAt } = value;
          if (isOf(value, id)) made.push({ id: value.id, createdAt, ...(title === undefined ? {} : { title }) });
        }
        return made.length === 0 ? undefined : made;
      },
      forget: async (id) => {
        for await (const entry of broadcasts.walk())
          if (isOf(entry.value, id)) await change(entry.id, (present) => withoutMaker(present, id));
        for await (const entry of places.walk())
          if (entry.value.by === id)
            await places.update(entry.id, (present) =>
              present === undefined ? undefined : { ...present, by: NOBODY },
            );
      },
    },
    tidy: async () => {
      for await (const { id, value } of broadcasts.walk()) {
        const chatId = sourceOf(value.message)?.chatId ?? NOBODY;
        // A channel, whose id is negative, is nobody's.
        if (value.by === NOBODY && !value.open && chatId > 0) await change(id, withoutChat);
      }
    },
  };

  async function change(id: string, revise: (present: Broadcast) => Broadcast): Promise<void> {
    await broadcasts.update(id, (present) => (present === undefined ? undefined : revise(present)));
  }
}

const isOf = ({ by, progress, message }: Broadcast, id: number): boolean =>
  by === id || progress?.chatId === id || sourceOf(message)?.chatId === id;

function withoutMaker(broadcast: Broadcast, id: number): Broadcast {
  const { progress, ...rest } = broadcast;
  const anonymous: Broadcast = {
    ...rest,
    by: broadcast.by === id ? NOBODY : broadcast.by,
    ...(progress === undefined || progress.chatId === id ? {} : { progress }),
  };
  return anonymous.open || sourceOf(anonymous.message)?.chatId !== id ? anonymous : withoutChat(anonymous);
}

function withoutChat(broadcast: Broadcast): Broadcast {
  const source = sourceOf(broadcast.message);
  return source === undefined ? broadcast : { ...broadcast, message: { ...source, chatId: NOBODY } };
}
