import type { Json, Store } from '../store/port.js';
import { isUnfinished, type AudienceSpec, type Broadcast, type Pass } from './broadcast.js';
import { createDispatcher, type Audience, type DispatcherDeps } from './dispatcher.js';
import { createLedger, type LedgerRow } from './ledger.js';
import { createOrders, type Order, type Status } from './orders.js';

export type { Audience, Status };

export interface DeliveryDeps extends Omit<DispatcherDeps, 'ledger' | 'orders'> {
  readonly store: Store;
  /** topics that `hold` stops: publicity, not what people have signed up for */
  readonly heldTopics: readonly string[];
  readonly newId: () => string;
}

export interface Delivery {
  /** The one door for every feature that tells many people something. @returns the broadcast's id */
  readonly enqueue: (order: Order) => Promise<string>;
  readonly get: (id: string) => Promise<Broadcast | undefined>;
  /** The listener is told every few seconds while something moves, and at each change of state. */
  readonly watch: (listener: (status: Status) => void) => void;
  readonly status: (id: string) => Promise<Status | undefined>;
  /** the newest first. @param n how many, 1 to 100 */
  readonly latest: (n: number) => Promise<readonly Broadcast[]>;
  readonly rows: (id: string) => AsyncIterable<LedgerRow>;
  readonly pause: (id: string) => Promise<void>;
  readonly resume: (id: string) => Promise<void>;
  readonly cancel: (id: string) => Promise<void>;
  /** Gives what has not begun another time. @returns false when it has begun, or will never */
  readonly reschedule: (id: string, notBefore: number) => Promise<boolean>;
  /** Sends to rows of these states once more. @returns how many */
  readonly resend: (id: string, states: readonly ('failed' | 'doubt')[]) => Promise<number>;
  /** Leaves those in doubt as they are; the broadcast is finished. */
  readonly letBe: (id: string) => Promise<void>;
  /** Takes back or corrects what was sent. @returns false when nothing can be done now */
  readonly startPass: (id: string, pass: Pick<Pass, 'kind' | 'text' | 'entities'>) => Promise<boolean>;
  /** Those that ended or stopped by themselves, of which nobody has been told. */
  readonly withNews: () => Promise<readonly Broadcast[]>;
  /** @returns the broadcast to the first who asks, who then has to tell; undefined: there is nothing to tell */
  readonly takeNews: (id: string) => Promise<Broadcast | undefined>;
  /** It could not be told: takes `takeNews` back, unless the state is another one by now. */
  readonly returnNews: (taken: Broadcast) => Promise<void>;
  /** Where the message stands that shows how far it is; it is told at once how far. */
  readonly showIn: (id: string, progress: NonNullable<Broadcast['progress']>) => Promise<void>;
  /** No publicity until then; undefined: none is held. Milliseconds since 1970 */
  readonly hold: (until: number | undefined) => Promise<void>;
  /** @param topic undefined: of any that can be held */
  readonly heldUntil: (topic?: string) => Promise<number | undefined>;
  /** recipients of an audience, counted now */
  readonly countAudience: (audience: AudienceSpec) => Promise<number>;
  /** Does the work until the signal is aborted; resolves when nothing is in hand any more. */
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** Deletes the ledgers of what ended before; their counts stay. */
  readonly dropLedgersBefore: (time: number) => Promise<void>;
  readonly keeper: {
    readonly name: string;
    readonly show: (id: number) => Promise<Json | undefined>;
    readonly forget: (id: number) => Promise<void>;
  };
}

/** The one door for whoever tells many people something: the orders, and the one who does them. */
export function createDelivery(deps: DeliveryDeps): Delivery {
  const { store, clock, audiences, warn, heldTopics, newId } = deps;
  const ledger = createLedger(store);
  const orders = createOrders({ store, clock, ledger, heldTopics, newId, warn });
  const dispatcher = createDispatcher({ ...deps, ledger, orders });

  return {
    enqueue: async (order) => {
      const id = await orders.take(order);
      dispatcher.stir();
      return id;
    },
    watch: orders.watch,
    get: orders.get,
    status: async (id) => {
      const broadcast = await orders.get(id);
      return broadcast === undefined ? undefined : orders.status(broadcast);
    },
    latest: orders.latest,
    rows: (id) => ledger.rows(id),
    pause: async (id) => {
      await orders.change(id, ({ state }) =>
        state === 'sending' || state === 'filling' || state === 'scheduled'
          ? { state: 'paused', pausedBy: 'administrator' }
          : undefined,
      );
      dispatcher.interrupt(id);
    },
    resume: async (id) => {
      await orders.change(id, ({ state, startedAt, filled, notBefore }) => {
        if (state !== 'paused') return undefined;
        // Whoever says 'go on' knows the time: it is not late again.
        if (startedAt === undefined) return { state: 'scheduled', notBefore: Math.max(notBefore, clock.now()) };
        // The ledger may be half written: then filling goes on where it stands.
        return { state: filled === true ? 'sending' : 'filling' };
      });
      dispatcher.stir();
    },
    cancel: async (id) => {
      await orders.change(id, (present) =>
        isUnfinished(present) ? { state: 'cancelled', endedAt: clock.now() } : undefined,
      );
      dispatcher.interrupt(id);
    },
    reschedule: async (id, notBefore) => {
      const changed = await orders.change(id, ({ state, startedAt }) =>
        startedAt === undefined && (state === 'scheduled' || state === 'paused')
          ? { state: 'scheduled', notBefore }
          : undefined,
      );
      dispatcher.stir();
      return changed !== undefined;
    },
    resend: async (id, states) => {
      const before = await orders.get(id);
      // A cancelled one still has queued rows: opening it again would send to them too.
      const isOver = before?.state === 'finished' || before?.state === 'undecided';
      if (!isOver || before.pass?.state === 'running') return 0;
      await ledger.turn(id, states, 'queued');
      // Counted, not taken from `turn`: the store may have gone away just here when it was asked before.
      const { queued } = await ledger.counts(id);
      if (queued > 0) await orders.change(id, () => ({ state: 'sending', open: true }));
      dispatcher.stir();
      return queued;
    },
    letBe: async (id) => {
      const before = await orders.get(id);
      if (before?.state !== 'undecided') return;
      await ledger.turn(id, ['doubt'], 'letBe');
      const counts = await ledger.counts(id);
      await orders.change(id, ({ state }) => (state === 'undecided' ? { state: 'finished', counts } : undefined));
    },
    startPass: async (id, { kind, text, entities }) => {
      const started = await orders.change(id, (present) =>
        present.pass?.state === 'running' ||
        (isUnfinished(present) && present.state !== 'paused') ||
        (present.state === 'takenBack' && kind !== 'recall')
          ? undefined
          : {
              open: true,
              pass: {
                number: (present.pass?.number ?? 0) + 1,
                kind,
                ...(text === undefined ? {} : { text }),
                ...(entities === undefined ? {} : { entities }),
                state: 'running',
              },
            },
      );
      dispatcher.stir();
      return started !== undefined;
    },
    withNews: orders.withNews,
    takeNews: orders.takeNews,
    returnNews: orders.returnNews,
    showIn: async (id, progress) => {
      await orders.change(id, () => ({ progress }));
    },
    hold: async (until) => {
      await orders.hold(until);
      dispatcher.stir();
    },
    heldUntil: orders.heldUntil,
    countAudience: async ({ name, args }) => {
      let count = 0;
      const audience = audiences[name];
      if (audience === undefined) return 0;
      const recipients = audience(args)[Symbol.asyncIterator]();
      while ((await recipients.next()).done !== true) count += 1;
      return count;
    },
    run: dispatcher.run,
    dropLedgersBefore: async (time) => {
      for (const id of await orders.endedBefore(time)) await ledger.drop(id);
    },
    keeper: {
      name: 'broadcasts',
      show: async (person) => {
        const got = await ledger.show(person);
        const ordered = await orders.orderedBy(person);
        return got.length + ordered.length === 0 ? undefined : [...got, ...ordered.map((id) => ({ ordered: id }))];
      },
      forget: async (person) => {
        await ledger.forget(person);
        await orders.forget(person);
      },
    },
  };
}
