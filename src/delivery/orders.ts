import type { Json, Store } from '../store/port.js';
import { toArray } from '../store/query.js';
import type { AudienceSpec, Broadcast, Counts, PassCounts } from './broadcast.js';
import type { Clock } from './clock.js';
import type { Ledger } from './ledger.js';
import type { SendAllProgress } from './send-all.js';
import { waitingAt, type Waiting } from './when.js';

/** What a feature hands in to tell many people something. */
export interface Order {
  /** makes the order repeatable: the same id is taken once. Absent: a new one */
  readonly id?: string;
  readonly by?: number;
  readonly topic: string;
  readonly audience: AudienceSpec;
  readonly message: Json;
  readonly title?: string;
  /** milliseconds since 1970. Default: now */
  readonly notBefore?: number;
  readonly urgent?: boolean;
  readonly progress?: Broadcast['progress'];
}

/** How far a broadcast is, for whoever watches. */
export interface Status {
  readonly broadcast: Broadcast;
  readonly counts: Counts;
  readonly perSecond: number;
  /** nothing goes out until then, and why */
  readonly waiting?: Waiting;
  readonly pass?: PassCounts;
}

export interface OrdersDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly heldTopics: readonly string[];
  readonly newId: () => string;
  readonly warn: (message: string, error?: unknown) => void;
}

/** The records of broadcasts: what was ordered, where it stands, when it may go. */
export interface Orders {
  /** @returns the broadcast's id */
  readonly take: (order: Order) => Promise<string>;
  readonly get: (id: string) => Promise<Broadcast | undefined>;
  /** the newest first */
  readonly latest: (n: number) => Promise<readonly Broadcast[]>;
  /** those with which the delivery has still to do */
  readonly open: () => Promise<readonly Broadcast[]>;
  /** those that ended before a time */
  readonly endedBefore: (time: number) => Promise<readonly string[]>;
  /** Changes a broadcast if it is as expected, and tells who watches. @returns it afterwards, when it was changed */
  readonly change: (
    id: string,
    revise: (present: Broadcast) => Partial<Broadcast> | undefined,
  ) => Promise<Broadcast | undefined>;
  /** Changes it without telling anybody. */
  readonly note: (id: string, revision: Partial<Broadcast>) => Promise<void>;
  /** Those that ended or stopped by themselves, of which nobody has been told. */
  readonly withNews: () => Promise<readonly Broadcast[]>;
  /** @returns the broadcast to the first who asks, who then has to tell; undefined: there is nothing to tell */
  readonly takeNews: (id: string) => Promise<Broadcast | undefined>;
  /** It could not be told: takes `takeNews` back, unless the state is another one by now. */
  readonly returnNews: (taken: Broadcast) => Promise<void>;
  readonly watch: (listener: (status: Status) => void) => void;
  readonly status: (broadcast: Broadcast) => Promise<Status>;
  /** Tells who watches how it stands now. Never rejects: what is told is not worth more than what is done. */
  readonly tell: (id: string, progress?: SendAllProgress) => Promise<void>;
  /** @returns what comes in the way of sending it now; undefined: nothing, or there is nothing to send */
  readonly waiting: (broadcast: Broadcast) => Promise<Waiting | undefined>;
  /** @returns when the last hold of a topic ends or has ended; undefined: it was never held */
  readonly lastHold: (topic: string) => Promise<number | undefined>;
  readonly hold: (until: number | undefined) => Promise<void>;
  /** @param topic undefined: of any that can be held */
  readonly heldUntil: (topic?: string) => Promise<number | undefined>;
  /** Takes a person out of what they ordered. */
  readonly forget: (person: number) => Promise<void>;
  /** @returns what the person ordered */
  readonly orderedBy: (person: number) => Promise<readonly string[]>;
}

export function createOrders({ store, clock, ledger, heldTopics, newId, warn }: OrdersDeps): Orders {
  const broadcasts = store.collection<Broadcast>('broadcasts', { indexes: ['open', 'news', 'createdAt'] });
  const settings = store.collection<{ readonly until: number }>('settings');
  const listeners: ((status: Status) => void)[] = [];

  const lastHold = async (topic: string): Promise<number | undefined> =>
    heldTopics.includes(topic) ? (await settings.get('hold'))?.until : undefined;

  async function waiting({ state, topic, urgent, notBefore }: Broadcast): Promise<Waiting | undefined> {
    if (state !== 'scheduled' && state !== 'filling' && state !== 'sending') return undefined;
    const now = clock.now();
    // Its time has come once, even if somebody sets the clock back.
    const asked = state === 'scheduled' ? notBefore : now;
    return waitingAt(now, { notBefore: asked, urgent, heldUntil: await lastHold(topic) });
  }

  async function status(broadcast: Broadcast, progress?: SendAllProgress): Promise<Status> {
    const counts = progress?.counts ?? broadcast.counts ?? (await ledger.counts(broadcast.id));
    const why = await waiting(broadcast);
    return {
      broadcast,
      counts,
      perSecond: progress?.perSecond ?? 0,
      ...(why === undefined ? {} : { waiting: why }),
      ...(broadcast.pass === undefined ? {} : { pass: await ledger.passCounts(broadcast.id, broadcast.pass.number) }),
    };
  }

  async function tell(id: string, progress?: SendAllProgress): Promise<void> {
    try {
      const broadcast = await broadcasts.get(id);
      if (broadcast === undefined) return;
      const now = await status(broadcast, progress);
      for (const listener of listeners) listener(now);
    } catch (error) {
      warn('how far a broadcast is could not be told', error);
    }
  }

  return {
    take: async (order) => {
      const id = order.id ?? newId();
      const now = clock.now();
      const isNew = await broadcasts.insert(id, {
        id,
        by: order.by ?? 0,
        topic: order.topic,
        audience: order.audience,
        message: order.message,
        ...(order.title === undefined ? {} : { title: order.title }),
        createdAt: now,
        notBefore: order.notBefore ?? now,
        urgent: order.urgent === true,
        state: 'scheduled',
        open: true,
        pages: 0,
        total: 0,
        ...(order.progress === undefined ? {} : { progress: order.progress }),
      });
      if (isNew) await tell(id);
      return id;
    },
    get: (id) => broadcasts.get(id),
    latest: async (n) => (await broadcasts.first(n, { by: 'createdAt', descending: true })).map(({ value }) => value),
    open: async () => (await toArray(broadcasts.walk({ where: { open: true } }))).map(({ value }) => value),
    endedBefore: async (time) => {
      const ids: string[] = [];
      for await (const { id, value } of broadcasts.walk())
        if (!value.open && (value.endedAt ?? Infinity) < time) ids.push(id);
      return ids;
    },
    change: async (id, revise) => {
      let changed = false;
      const after = await broadcasts.update(id, (present) => {
        const revision = present === undefined ? undefined : revise(present);
        changed = revision !== undefined;
        if (present === undefined || revision === undefined) return present;
        // What was news of the state before is none of the one after.
        const { news: _news, ...rest } = present;
        return { ...(revision.state === undefined ? present : rest), ...revision };
      });
      if (!changed || after === undefined) return undefined;
      await tell(id);
      return after;
    },
    note: async (id, revision) => {
      await broadcasts.update(id, (present) => (present === undefined ? undefined : { ...present, ...revision }));
    },
    withNews: async () => (await toArray(broadcasts.walk({ where: { news: true } }))).map(({ value }) => value),
    takeNews: async (id) => {
      let taken: Broadcast | undefined;
      await broadcasts.update(id, (present) => {
        taken = present?.news === true ? present : undefined;
        if (present === undefined || taken === undefined) return present;
        const { news: _news, ...rest } = present;
        return rest;
      });
      return taken;
    },
    returnNews: async ({ id, state, pausedBy }) => {
      await broadcasts.update(id, (present) =>
        present?.state === state && present.pausedBy === pausedBy ? { ...present, news: true } : present,
      );
    },
    watch: (listener) => void listeners.push(listener),
    status,
    tell,
    waiting,
    lastHold,
    hold: async (until) => {
      // When it ended is kept: what waited for that is not late.
      await settings.update('hold', () => ({ until: until ?? clock.now() }));
    },
    heldUntil: async (topic) => {
      if (topic !== undefined && !heldTopics.includes(topic)) return undefined;
      const until = (await settings.get('hold'))?.until;
      return until !== undefined && until > clock.now() ? until : undefined;
    },
    forget: async (person) => {
      for await (const { id, value } of broadcasts.walk()) {
        if (value.by !== person && value.progress?.chatId !== person) continue;
        await broadcasts.update(id, (present) => {
          if (present === undefined) return undefined;
          const { progress, ...rest } = present;
          const isElsewhere = progress !== undefined && progress.chatId !== person;
          return { ...rest, by: present.by === person ? 0 : present.by, ...(isElsewhere ? { progress } : {}) };
        });
      }
    },
    orderedBy: async (person) => {
      const ids: string[] = [];
      for await (const { id, value } of broadcasts.walk()) if (value.by === person) ids.push(id);
      return ids;
    },
  };
}
