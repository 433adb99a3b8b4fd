import type { Store } from '../store/port.js';
import { toArray } from '../store/query.js';

/** A group or channel to which announcements go. */
export interface Place {
  readonly id: number;
  readonly title: string;
  readonly kind: 'group' | 'channel';
  /** the administrator who added the bot or registered the place */
  readonly by: number;
  /** false: the bot is there, but nobody has asked for announcements yet */
  readonly announce: boolean;
  /** the topic of a forum in which it was asked for (Bot API, message_thread_id); absent: no forum, or its general topic */
  readonly thread?: number;
}

export interface Places {
  readonly get: (id: number) => Promise<Place | undefined>;
  readonly put: (place: Place) => Promise<void>;
  readonly remove: (id: number) => Promise<void>;
  /** A group became a supergroup and has another id. */
  readonly move: (from: number, to: number) => Promise<void>;
  /** those that get announcements, in the order of ids as text */
  readonly announced: () => Promise<readonly Place[]>;
}

export function createPlaces(store: Store): Places {
  const places = store.collection<Place>('places', { indexes: ['announce'] });
  const put = async (place: Place): Promise<void> => {
    await places.update(String(place.id), () => place);
  };
  const remove = async (id: number): Promise<void> => {
    await places.update(String(id), () => undefined);
  };
  return {
    get: (id) => places.get(String(id)),
    put,
    remove,
    move: async (from, to) => {
      const place = await places.get(String(from));
      if (place === undefined) return;
      await put({ ...place, id: to });
      await remove(from);
    },
    announced: async () => (await toArray(places.walk({ where: { announce: true } }))).map(({ value }) => value),
  };
}
