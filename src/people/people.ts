import type { Store } from '../store/port.js';
import type { Person } from './person.js';

/** What the bot remembers of people. */
export interface People {
  readonly get: (id: number) => Promise<Person | undefined>;
  /**
   * Changes what is kept of a person; a person not seen before begins here.
   * @param today day in India, `YYYY-MM-DD`
   * @throws {NotSavedError} when it could not be made durable
   */
  readonly change: (id: number, today: string, change: Partial<Omit<Person, 'id' | 'firstSeen'>>) => Promise<void>;
  /** Takes a setting back to 'not chosen'. */
  readonly unset: (id: number, field: 'language' | 'news') => Promise<void>;
}

export function createPeople(store: Store): People {
  const people = store.collection<Person>('people');
  return {
    get: (id) => people.get(String(id)),
    change: async (id, today, change) => {
      await people.update(String(id), (present) => ({ ...(present ?? { id, firstSeen: today }), ...change }));
    },
    unset: async (id, field) => {
      await people.update(String(id), (present) => {
        if (present === undefined) return undefined;
        const { [field]: _dropped, ...rest } = present;
        return rest;
      });
    },
  };
}
