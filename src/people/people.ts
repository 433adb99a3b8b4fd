import type { Json, Store } from '../store/port.js';
import type { Keeper } from './erasure.js';
import type { Person } from './person.js';

type Settings = Omit<Person, 'id' | 'firstSeen'>;

/** What the bot remembers of people. */
export interface People {
  readonly get: (id: number) => Promise<Person | undefined>;
  /**
   * Changes what is kept of a person; a person not seen before begins here.
   * @param today day in India, `YYYY-MM-DD`
   * @throws {NotSavedError} when it could not be made durable
   */
  readonly change: (id: number, today: string, change: Partial<Settings>) => Promise<void>;
  /** Changes by the present value, atomically; `change` is pure and may run again. */
  readonly revise: (id: number, today: string, change: (present: Person) => Partial<Settings>) => Promise<void>;
  /** Takes settings back to 'not chosen'. */
  readonly unset: (id: number, ...fields: (keyof Settings)[]) => Promise<void>;
  /** Notes that a known person was here today and can be reached. Of an unknown one nothing is kept. */
  readonly seen: (person: Person, today: string) => Promise<void>;
  /** Notes that a person cannot be reached; no opt-out: they come back when they write again. */
  readonly unreachable: (id: number) => Promise<void>;
  readonly keeper: Keeper;
  /** Everybody, in the order of ids as text, after the cursor. */
  readonly all: (after?: string) => AsyncIterable<Person>;
  readonly count: () => Promise<number>;
}

export function createPeople(store: Store): People {
  const people = store.collection<Person>('people');
  const changeKnown = async (id: number, change: (present: Person) => Person): Promise<void> => {
    await people.update(String(id), (present) => (present === undefined ? undefined : change(present)));
  };
  const revise: People['revise'] = async (id, today, change) => {
    await people.update(String(id), (present) => {
      const person = present ?? { id, firstSeen: today };
      return { ...person, ...change(person) };
    });
  };
  return {
    get: (id) => people.get(String(id)),
    change: (id, today, change) => revise(id, today, () => change),
    revise,
    unset: (id, ...fields) => changeKnown(id, (present) => without(present, fields)),
    seen: async (person, today) => {
      if (person.lastSeen === today && person.unreachable === undefined) return;
      await changeKnown(person.id, (present) => ({ ...without(present, ['unreachable']), lastSeen: today }));
    },
    unreachable: (id) => changeKnown(id, (present) => ({ ...present, unreachable: true })),
    keeper: {
      name: 'person',
      show: async (id) => (await people.get(String(id))) as Json | undefined,
      forget: async (id) => {
        await people.update(String(id), () => undefined);
      },
    },
    all: async function* all(after) {
      for await (const { value } of people.walk(after === undefined ? {} : { after })) yield value;
    },
    count: () => people.count(),
  };
}

function without(person: Person, fields: readonly (keyof Settings)[]): Person {
  const rest = { ...person };
  for (const field of fields) delete rest[field];
  return rest;
}
