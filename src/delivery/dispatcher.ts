import type { Json } from '../store/port.js';
import { isUnfinished, type Broadcast, type Pass } from './broadcast.js';
import { PAGE_ROWS } from './ledger.js';
import type { Orders } from './orders.js';
import { runPass, type RunPassDeps } from './run-pass.js';
import { sendAll, type SendAllDeps } from './send-all.js';
import { isLate } from './when.js';

/** Recipients in a fixed order. @param after the last one that was taken, as text; absent: from the first */
export type Audience = (args: Json, after?: string) => AsyncIterable<number>;

export interface DispatcherDeps extends SendAllDeps, RunPassDeps {
  readonly orders: Orders;
  readonly audiences: Readonly<Record<string, Audience>>;
  /** false: another process may be serving; asked before each send */
  readonly mayWork: () => boolean;
}

/** Does one broadcast after the other: the most urgent that is due, then the oldest. */
export interface Dispatcher {
  /** There is something new: looks at once. */
  readonly stir: () => void;
  /** Stops the work on one, so that a change of its state is seen. */
  readonly interrupt: (id: string) => void;
  /** Works until the signal is aborted; resolves when nothing is in hand any more. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** Pages written in one go: lowdb makes one write of them, and a crash repeats no more than these. */
const PAGES_A_WRITE = 50;
const IDLE_MS = 1_000;
const LONGEST_REST_MS = 30_000;
/** A broadcast that failed is tried again after a second, two, four … meanwhile the others have their turn. */
const LONGEST_RETRY_MS = 60_000;

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { orders, ledger, clock, audiences, warn } = deps;
  /** what is being worked on, and how to stop it */
  let current: { readonly id: string; readonly stop: AbortController } | undefined;
  let wake = new AbortController();
  /** those that failed, and when they are tried again, by the monotonic clock */
  const failing = new Map<string, { readonly failures: number; readonly until: number }>();

  const stir = (): void => {
    wake.abort();
    wake = new AbortController();
  };
  const retryMs = (id: string): number => Math.max(0, (failing.get(id)?.until ?? 0) - clock.monotonic());

  const isDue = async (broadcast: Broadcast): Promise<boolean> =>
    broadcast.pass?.state === 'running' ||
    broadcast.state === 'cancelled' ||
    (['scheduled', 'filling', 'sending'].includes(broadcast.state) && (await orders.waiting(broadcast)) === undefined);

  /** Urgent first, then who came first. */
  async function next(): Promise<Broadcast | undefined> {
    const due: Broadcast[] = [];
    for (const broadcast of await orders.open())
      if (retryMs(broadcast.id) === 0 && (await isDue(broadcast))) due.push(broadcast);
    return due.sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.createdAt - b.createdAt)[0];
  }

  /** Until something becomes due. New orders wake the sleeper. */
  async function restMs(): Promise<number> {
    const now = clock.now();
    const times = await Promise.all(
      (await orders.open()).map(async (one) =>
        retryMs(one.id) > 0 ? retryMs(one.id) : ((await orders.waiting(one))?.until ?? Infinity) - now,
      ),
    );
    return Math.max(IDLE_MS, Math.min(LONGEST_REST_MS, ...times));
  }

  async function work(broadcast: Broadcast, signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const onAbort = (): void => stop.abort();
    signal.addEventListener('abort', onAbort, { once: true });
    current = { id: broadcast.id, stop };
    try {
      if (broadcast.pass?.state === 'running') await doPass(broadcast, broadcast.pass, stop.signal);
      else if (broadcast.state === 'cancelled') await close(broadcast.id);
      else await send(broadcast, stop.signal, signal);
      failing.delete(broadcast.id);
    } catch (error) {
      const failures = (failing.get(broadcast.id)?.failures ?? 0) + 1;
      const waitMs = Math.min(IDLE_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);
      failing.set(broadcast.id, { failures, until: clock.monotonic() + waitMs });
      warn(`broadcast ${broadcast.id} stumbled; it is tried again`, error);
    } finally {
      current = undefined;
      signal.removeEventListener('abort', onAbort);
    }
  }

  async function send(first: Broadcast, signal: AbortSignal, term: AbortSignal): Promise<void> {
    const { id } = first;
    let broadcast: Broadcast | undefined = first;
    if (broadcast.state === 'scheduled') broadcast = await start(broadcast);
    if (broadcast?.state === 'filling') {
      if (!(await fill(broadcast, signal))) return;
      // The cursor is somebody's id: it is kept no longer than it is needed.
      broadcast = await orders.change(id, ({ state }) =>
        state === 'filling' ? { state: 'sending', filled: true, cursor: undefined } : undefined,
      );
    }
    if (broadcast?.state !== 'sending') return;

    let lookedAt = clock.monotonic();
    let mustYield = false;
    const end = await sendAll(deps, broadcast, {
      signal,
      isOver: () => term.aborted,
      mustStop: () => {
        // Once a second: has night come, was publicity held, is something urgent there?
        if (clock.monotonic() - lookedAt >= IDLE_MS) {
          lookedAt = clock.monotonic();
          void next().then(
            (best) => {
              mustYield = best?.id !== id;
            },
            (error: unknown) => {
              lookedAt += LONGEST_REST_MS;
              warn('looking for other broadcasts failed', error);
            },
          );
        }
        return mustYield || !deps.mayWork();
      },
      onProgress: (progress) => void orders.tell(id, progress),
    });
    switch (end) {
      case 'done':
        return finish(id);
      case 'failures':
        await orders.change(id, ({ state }) =>
          state === 'sending' ? { state: 'paused', pausedBy: 'failures', news: true } : undefined,
        );
        return;
      case 'fault':
        throw new Error('nothing could be made ready for so long that others go first');
      case 'stopped':
        if (!signal.aborted) await orders.tell(id);
    }
  }

  /** @returns undefined: not now */
  async function start(broadcast: Broadcast): Promise<Broadcast | undefined> {
    const late = isLate(clock.now(), broadcast, await orders.lastHold(broadcast.topic));
    return orders.change(broadcast.id, ({ state }) => {
      if (state !== 'scheduled') return undefined;
      return late ? { state: 'paused', pausedBy: 'late', news: true } : { state: 'filling', startedAt: clock.now() };
    });
  }

  /** Writes the ledger from where it stands; a crash repeats at most the last write. @returns true: to its end */
  async function fill(broadcast: Broadcast, signal: AbortSignal): Promise<boolean> {
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
      await orders.note(broadcast.id, { pages, total, ...(cursor === undefined ? {} : { cursor }) });
    };
    for await (const id of audience(broadcast.audience.args, cursor)) {
      if (signal.aborted) return false;
      chunk.push(id);
      if (chunk.length === PAGES_A_WRITE * PAGE_ROWS) await write();
    }
    if (signal.aborted) return false;
    if (chunk.length > 0) await write();
    // Pages of an attempt that was cut off, when the audience was larger: their people stand on others now.
    await ledger.drop(broadcast.id, pages);
    return true;
  }

  async function finish(id: string): Promise<void> {
    const counts = await ledger.counts(id);
    if (counts.queued + counts.claimed > 0) throw new Error(`${counts.queued} rows are left`);
    await orders.change(id, ({ state }) =>
      state === 'sending'
        ? { state: counts.doubt > 0 ? 'undecided' : 'finished', open: false, endedAt: clock.now(), counts, news: true }
        : undefined,
    );
  }

  /** Nothing is in flight any more: counts what came of a cancelled one. */
  async function close(id: string): Promise<void> {
    await ledger.doubtClaimed(id);
    const counts = await ledger.counts(id);
    await orders.change(id, ({ state }) => (state === 'cancelled' ? { open: false, counts } : undefined));
  }

  async function doPass(broadcast: Broadcast, pass: Pass, signal: AbortSignal): Promise<void> {
    const isThrough = await runPass(deps, broadcast, pass, signal);
    if (!isThrough) return;
    await orders.change(broadcast.id, (present) =>
      present.pass?.number === pass.number
        ? {
            pass: { ...pass, state: 'done' },
            // What was taken back must not reach the others either.
            ...(pass.kind === 'recall' ? { state: 'takenBack', open: false } : { open: isUnfinished(present) }),
          }
        : undefined,
    );
  }

  return {
    stir,
    interrupt: (id) => {
      if (current?.id === id) current.stop.abort();
      stir();
    },
    run: async (signal) => {
      while (!signal.aborted) {
        // Taken before it looks: what comes while it looks wakes it too.
        const woken = AbortSignal.any([signal, wake.signal]);
        try {
          const best = await next();
          if (best === undefined) await clock.sleep(await restMs(), woken);
          else await work(best, signal);
        } catch (error) {
          warn('looking for broadcasts failed; it goes on', error);
          await clock.sleep(IDLE_MS, signal);
        }
      }
    },
  };
}
