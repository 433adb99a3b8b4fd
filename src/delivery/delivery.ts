import type { Json, Store } from '../store/port.js';
import { toArray } from '../store/query.js';
import {
  isUnfinished,
  type AudienceSpec,
  type Broadcast,
  type Counts,
  type Pass,
  type PassCounts,
} from './broadcast.js';
import type { Clock } from './clock.js';
import { createLedger, PAGE_ROWS, type LedgerRow } from './ledger.js';
import type { Pace } from './pace.js';
import { runPass, type Touch } from './run-pass.js';
import { sendAll, type SendAllDeps, type SendAllProgress } from './send-all.js';
import { isLate, waitingAt, type Waiting } from './when.js';

/** Recipients in a fixed order. @param after the last one that was taken, as text; absent: from the first */
export type Audience = (args: Json, after?: string) => AsyncIterable<number>;

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

export interface DeliveryDeps extends Omit<SendAllDeps, 'ledger'> {
  readonly store: Store;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly audiences: Readonly<Record<string, Audience>>;
  readonly touch: Touch;
  /** topics that `hold` stops: publicity, not what people have signed up for */
  readonly heldTopics: readonly string[];
  readonly newId: () => string;
  /** false: another process may be serving; asked before each send */
  readonly mayWork: () => boolean;
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

/** Pages written in one go: lowdb makes one write of them, and a crash repeats no more than these. */
const PAGES_A_WRITE = 50;
const IDLE_MS = 1_000;
const LONGEST_REST_MS = 30_000;

export function createDelivery(deps: DeliveryDeps): Delivery {
  const { store, clock, audiences, warn } = deps;
  const broadcasts = store.collection<Broadcast>('broadcasts', { indexes: ['open', 'news', 'createdAt'] });
  const settings = store.collection<{ readonly until: number }>('settings');
  const ledger = createLedger(store);
  /** what is being worked on, and how to stop it */
  let current: { readonly id: string; readonly stop: AbortController } | undefined;
  let wake = new AbortController();
  const listeners: ((status: Status) => void)[] = [];

  const stir = (): void => {
    wake.abort();
    wake = new AbortController();
  };

  /** Changes a broadcast if it is as expected. @returns it afterwards, when it was changed */
  async function change(
    id: string,
    revise: (present: Broadcast) => Partial<Broadcast> | undefined,
  ): Promise<Broadcast | undefined> {
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
    await tell(after);
    return after;
  }

  async function statusOf(broadcast: Broadcast, progress?: SendAllProgress): Promise<Status> {
    const counts = progress?.counts ?? broadcast.counts ?? (await ledger.counts(broadcast.id));
    const waiting = await waitingFor(broadcast);
    return {
      broadcast,
      counts,
      perSecond: progress?.perSecond ?? 0,
      ...(waiting === undefined ? {} : { waiting }),
      ...(broadcast.pass === undefined ? {} : { pass: await ledger.passCounts(broadcast.id, broadcast.pass.number) }),
    };
  }
  async function tell(broadcast: Broadcast, progress?: SendAllProgress): Promise<void> {
    const status = await statusOf(broadcast, progress);
    for (const listener of listeners) listener(status);
  }

  /** The state may have changed since the work began. */
  async function tellLatest(id: string, progress: SendAllProgress): Promise<void> {
    const broadcast = await broadcasts.get(id);
    if (broadcast !== undefined) await tell(broadcast, progress);
  }

  const heldUntil = async (topic?: string): Promise<number | undefined> => {
    if (topic !== undefined && !deps.heldTopics.includes(topic)) return undefined;
    const until = (await settings.get('hold'))?.until;
    return until !== undefined && until > clock.now() ? until : undefined;
  };
  /** of a topic; also when it is past */
  const lastHold = async (topic: string): Promise<number | undefined> =>
    deps.heldTopics.includes(topic) ? (await settings.get('hold'))?.until : undefined;
  async function waitingFor({ state, topic, urgent, notBefore }: Broadcast): Promise<Waiting | undefined> {
    if (state !== 'scheduled' && state !== 'filling' && state !== 'sending') return undefined;
    return waitingAt(clock.now(), { notBefore, urgent, heldUntil: await lastHold(topic) });
  }

  async function openOnes(): Promise<readonly Broadcast[]> {
    return (await toArray(broadcasts.walk({ where: { open: true } }))).map(({ value }) => value);
  }
  const isDue = async (broadcast: Broadcast): Promise<boolean> =>
    broadcast.pass?.state === 'running' ||
    broadcast.state === 'cancelled' ||
    (['scheduled', 'filling', 'sending'].includes(broadcast.state) && (await waitingFor(broadcast)) === undefined);

  /** Urgent first, then who came first. */
  async function next(): Promise<Broadcast | undefined> {
    const due: Broadcast[] = [];
    for (const broadcast of await openOnes()) if (await isDue(broadcast)) due.push(broadcast);
    return due.sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.createdAt - b.createdAt)[0];
  }

  /** Until something becomes due. New orders wake the sleeper. */
  async function restMs(): Promise<number> {
    const now = clock.now();
    const times = await Promise.all((await openOnes()).map(async (one) => (await waitingFor(one))?.until ?? Infinity));
    return Math.max(IDLE_MS, Math.min(LONGEST_REST_MS, ...times.map((time) => time - now)));
  }

  async function work(broadcast: Broadcast, signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const onAbort = (): void => stop.abort();
    signal.addEventListener('abort', onAbort, { once: true });
    current = { id: broadcast.id, stop };
    try {
      if (broadcast.pass?.state === 'running') await doPass(broadcast, broadcast.pass, stop.signal);
      else if (broadcast.state === 'cancelled') await close(broadcast.id);
      else await doSend(broadcast, stop.signal);
    } finally {
      current = undefined;
      signal.removeEventListener('abort', onAbort);
    }
  }

  async function doSend(first: Broadcast, signal: AbortSignal): Promise<void> {
    let broadcast = first;
    if (broadcast.state === 'scheduled') {
      if (isLate(clock.now(), broadcast, await lastHold(broadcast.topic))) {
        await change(broadcast.id, ({ state }) =>
          state === 'scheduled' ? { state: 'paused', pausedBy: 'late', news: true } : undefined,
        );
        return;
      }
      const started = await change(broadcast.id, ({ state }) =>
        state === 'scheduled' ? { state: 'filling', startedAt: clock.now() } : undefined,
      );
      if (started === undefined) return;
      broadcast = started;
    }
    if (broadcast.state === 'filling') {
      await fill(broadcast, signal);
      if (signal.aborted) return;
      const filled = await change(broadcast.id, ({ state }) =>
        // The cursor is somebody's id: it is kept no longer than it is needed.
        state === 'filling' ? { state: 'sending', filled: true, cursor: undefined } : undefined,
      );
      if (filled === undefined) return;
      broadcast = filled;
    }
    let lookedAt = clock.now();
    let mustYield = false;
    const end = await sendAll(
      { ...deps, ledger },
      broadcast,
      () => {
        // Once a second: has night come, was publicity held, is something urgent there?
        if (clock.now() - lookedAt >= IDLE_MS) {
          lookedAt = clock.now();
          void next().then(
            (best) => {
              mustYield = best?.id !== broadcast.id;
            },
            (error: unknown) => warn('looking for other broadcasts failed', error),
          );
        }
        return mustYield || !deps.mayWork();
      },
      signal,
      (progress) =>
        void tellLatest(broadcast.id, progress).catch((error: unknown) => warn('progress was not shown', error)),
    );
    if (end === 'failures')
      await change(broadcast.id, ({ state }) =>
        state === 'sending' ? { state: 'paused', pausedBy: 'failures', news: true } : undefined,
      );
    if (end === 'done') await finish(broadcast.id);
    if (end === 'stopped' && !signal.aborted) await tell((await broadcasts.get(broadcast.id)) ?? broadcast);
  }

  async function finish(id: string): Promise<void> {
    const counts = await ledger.counts(id);
    await change(id, ({ state }) => {
      if (state !== 'sending') return undefined;
      return counts.doubt > 0
        ? { state: 'undecided', open: false, endedAt: clock.now(), counts, news: true }
        : { state: 'finished', open: false, endedAt: clock.now(), counts, news: true };
    });
  }

  /** Nothing is in flight any more: counts what came of a cancelled one. */
  async function close(id: string): Promise<void> {
    await ledger.doubtClaimed(id);
    const counts = await ledger.counts(id);
    await change(id, ({ state }) => (state === 'cancelled' ? { open: false, counts } : undefined));
  }

  /** Writes the ledger from where it stands; a crash repeats at most the last write. */
  async function fill(broadcast: Broadcast, signal: AbortSignal): Promise<void> {
    const audience = audiences[broadcast.audience.name];
    if (audience === undefined) throw new Error(`no audience "${broadcast.audience.name}"`);
    let { pages, total, cursor } = broadcast;
    let chunk: number[] = [];
    const write = async (): Promise<void> => {
      const written = Array.from({ length: Math.ceil(chunk.length / PAGE_ROWS) }, (_, page) =>
        chunk.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS),
      );
      await ledger.write(broadcast.id, pages, written);
      pages += written.length;
      total += chunk.length;
      cursor = String(chunk.at(-1) ?? cursor);
      chunk = [];
      await broadcasts.update(broadcast.id, (present) =>
        present === undefined ? undefined : { ...present, pages, total, ...(cursor === undefined ? {} : { cursor }) },
      );
    };
    for await (const id of audience(broadcast.audience.args, cursor)) {
      if (signal.aborted) return;
      chunk.push(id);
      if (chunk.length === PAGES_A_WRITE * PAGE_ROWS) await write();
    }
    if (chunk.length > 0 && !signal.aborted) await write();
  }

  async function doPass(broadcast: Broadcast, pass: Pass, signal: AbortSignal): Promise<void> {
    const isThrough = await runPass({ ...deps, ledger }, broadcast, pass, signal);
    if (!isThrough) return;
    await change(broadcast.id, (present) =>
      present.pass?.number === pass.number
        ? {
            pass: { ...pass, state: 'done' },
            // What was taken back must not reach the others either.
            ...(pass.kind === 'recall' ? { state: 'takenBack', open: false } : { open: isUnfinished(present) }),
          }
        : undefined,
    );
  }

  /** Stops the work on it, so that a change of state is seen. */
  const interrupt = (id: string): void => {
    if (current?.id === id) current.stop.abort();
    stir();
  };

  async function recover(): Promise<void> {
    for (const { id } of await openOnes()) {
      const doubtful = await ledger.doubtClaimed(id);
      if (doubtful > 0) warn(`broadcast ${id}: ${doubtful} sends are in doubt after a stop in the middle`);
    }
  }

  return {
    enqueue: async (order) => {
      const id = order.id ?? deps.newId();
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
      const kept = isNew ? await broadcasts.get(id) : undefined;
      if (kept !== undefined) await tell(kept);
      stir();
      return id;
    },
    watch: (listener) => void listeners.push(listener),
    get: (id) => broadcasts.get(id),
    status: async (id) => {
      const broadcast = await broadcasts.get(id);
      return broadcast === undefined ? undefined : statusOf(broadcast);
    },
    latest: async (n) => (await broadcasts.first(n, { by: 'createdAt', descending: true })).map(({ value }) => value),
    rows: (id) => ledger.rows(id),
    pause: async (id) => {
      await change(id, ({ state }) =>
        state === 'sending' || state === 'filling' || state === 'scheduled'
          ? { state: 'paused', pausedBy: 'administrator' }
          : undefined,
      );
      interrupt(id);
    },
    resume: async (id) => {
      await change(id, ({ state, startedAt, filled, notBefore }) => {
        if (state !== 'paused') return undefined;
        // Whoever says 'go on' knows the time: it is not late again.
        if (startedAt === undefined) return { state: 'scheduled', notBefore: Math.max(notBefore, clock.now()) };
        // The ledger may be half written: then filling goes on where it stands.
        return { state: filled === true ? 'sending' : 'filling' };
      });
      stir();
    },
    cancel: async (id) => {
      await change(id, (present) => (isUnfinished(present) ? { state: 'cancelled', endedAt: clock.now() } : undefined));
      interrupt(id);
    },
    reschedule: async (id, notBefore) => {
      const changed = await change(id, ({ state, startedAt }) =>
        startedAt === undefined && (state === 'scheduled' || state === 'paused')
          ? { state: 'scheduled', notBefore }
          : undefined,
      );
      stir();
      return changed !== undefined;
    },
    resend: async (id, states) => {
      const before = await broadcasts.get(id);
      // A cancelled one still has queued rows: opening it again would send to them too.
      const isOver = before?.state === 'finished' || before?.state === 'undecided';
      if (!isOver || before.pass?.state === 'running') return 0;
      const turned = await ledger.turn(id, states, 'queued');
      if (turned > 0) await change(id, () => ({ state: 'sending', open: true }));
      stir();
      return turned;
    },
    letBe: async (id) => {
      const before = await broadcasts.get(id);
      if (before?.state !== 'undecided') return;
      await ledger.turn(id, ['doubt'], 'letBe');
      const counts = await ledger.counts(id);
      await change(id, ({ state }) => (state === 'undecided' ? { state: 'finished', counts } : undefined));
    },
    startPass: async (id, { kind, text, entities }) => {
      const started = await change(id, (present) =>
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
      stir();
      return started !== undefined;
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
    showIn: async (id, progress) => {
      await change(id, () => ({ progress }));
    },
    hold: async (until) => {
      // When it ended is kept: what waited for that is not late.
      await settings.update('hold', () => ({ until: until ?? clock.now() }));
      stir();
    },
    heldUntil,
    countAudience: async ({ name, args }) => {
      let count = 0;
      const audience = audiences[name];
      if (audience === undefined) return 0;
      const recipients = audience(args)[Symbol.asyncIterator]();
      while ((await recipients.next()).done !== true) count += 1;
      return count;
    },
    run: async (signal) => {
      await recover();
      while (!signal.aborted) {
        try {
          const best = await next();
          if (best === undefined) await clock.sleep(await restMs(), AbortSignal.any([signal, wake.signal]));
          else await work(best, signal);
        } catch (error) {
          warn('the delivery stumbled; it goes on', error);
          await clock.sleep(IDLE_MS, signal);
        }
      }
    },
    dropLedgersBefore: async (time) => {
      for await (const { id, value } of broadcasts.walk())
        if (!value.open && (value.endedAt ?? Infinity) < time) await ledger.drop(id);
    },
    keeper: { name: 'broadcasts', show: ledger.show, forget: ledger.forget },
  };
}
