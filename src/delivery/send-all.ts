import type { Broadcast, Counts } from './broadcast.js';
import type { Clock } from './clock.js';
import { createDesk } from './desk.js';
import type { Ledger, Row, Settlement } from './ledger.js';
import type { Outcome } from './outcome.js';
import type { Pace } from './pace.js';
import { createTroubles } from './troubles.js';

export interface SendAllDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly pace: Pace;
  /** Sends to one recipient. Throws only before anything has left: a fault of our own. */
  readonly send: (recipient: number, broadcast: Broadcast) => Promise<Outcome>;
  /** false: stopped the topic or left since the ledger was written */
  readonly mayReceive: (recipient: number, broadcast: Broadcast) => Promise<boolean>;
  readonly onUnreachable: (recipient: number) => Promise<void>;
  readonly onMoved: (from: number, to: number) => Promise<void>;
  readonly warn: (message: string, error?: unknown) => void;
}

/** Why the sending ended. */
export type SendAllEnd =
  /** no row is queued or claimed any more */
  | 'done'
  /** asked to stop; what was claimed and not sent is queued again */
  | 'stopped'
  /** so many failed that somebody should look */
  | 'failures'
  /** nothing goes out for a fault of our own: others may have more luck meanwhile */
  | 'fault';

export interface SendAllProgress {
  readonly counts: Counts;
  /** sends settled in the last seconds, a second */
  readonly perSecond: number;
}

export interface SendAllControl {
  /** asked before each send */
  readonly mustStop: () => boolean;
  /** aborted: stop at once */
  readonly signal: AbortSignal;
  /** true: the process ends; results that cannot be written now are lost */
  readonly isOver: () => boolean;
  readonly onProgress: (progress: SendAllProgress) => void;
}

/** Connections to Telegram at once; at 28 a second and 100 ms an answer three are busy. */
const MAX_IN_FLIGHT = 100;
/** How often it looks whether it must stop. */
const LOOK_EVERY_MS = 500;
const SOON_MS = 100;
/** In a pause of this length nothing stays claimed. */
const RELEASE_MS = 1_000;
/** Half a minute of our own faults, one trial after the other. */
const MAX_OWN_FAULTS = 5;
/** Of so many last sends this share failing is no bad luck: a broken link, a forbidden word. */
const JUDGED = 100;
const JUDGED_FROM = 30;
const UNUSUAL_SHARE = 0.3;
const PROGRESS_EVERY_MS = 3_000;
const RATE_OVER_MS = 5_000;

/**
 * Sends to every queued row of a broadcast, at its pace; what came of each is settled. A fault of one
 * recipient concerns that one; of the connection, of Telegram or of our store, all: they wait and try
 * again. What Telegram has answered is kept until it is written.
 * @throws when the store is away at the beginning, before anything is sent
 */
export async function sendAll(deps: SendAllDeps, broadcast: Broadcast, control: SendAllControl): Promise<SendAllEnd> {
  const { ledger, clock, pace, warn } = deps;
  const now = clock.monotonic;
  // Whatever is claimed was left behind by a process that is gone, or by a store that was away at the end.
  const doubtful = await ledger.doubtClaimed(broadcast.id);
  if (doubtful > 0) warn(`broadcast ${broadcast.id}: ${doubtful} sends are in doubt after a stop in the middle`);
  let nap: AbortController | undefined;
  const wake = (): void => nap?.abort();
  const desk = createDesk(
    { ledger, clock, warn, rate: pace.rate, waitMs: pace.chatWaitMs, onChange: wake },
    broadcast.id,
    await ledger.counts(broadcast.id),
  );
  const troubles = createTroubles(now);
  const inFlight = new Set<Promise<void>>();
  const judged: boolean[] = [];
  const settledAt: number[] = [];
  let ownFaults = 0;
  let progressAt = now();
  let shown = '';
  let end: SendAllEnd | undefined;

  const rest = async (ms: number): Promise<void> => {
    nap = new AbortController();
    await clock.sleep(Math.min(ms, LOOK_EVERY_MS), nap.signal);
    nap = undefined;
  };

  function settle(one: Row, settlement: Omit<Settlement, 'row'>): void {
    desk.settle(one, settlement);
    if (settlement.state === 'queued' || settlement.state === 'left') return;
    settledAt.push(now());
    if (settlement.state === 'blocked') return;
    judged.push(settlement.state !== 'sent');
    if (judged.length > JUDGED) judged.shift();
    const failed = judged.filter(Boolean).length;
    if (judged.length >= JUDGED_FROM && failed >= judged.length * UNUSUAL_SHARE) end ??= 'failures';
  }

  async function sendOne(one: Row): Promise<void> {
    // The place is taken before anything is awaited: else several would pass through one gap.
    const begun = pace.begin(one.id);
    let outcome: Outcome;
    try {
      if (!(await deps.mayReceive(one.id, broadcast))) {
        begun.cancel();
        return settle(one, { state: 'left' });
      }
      outcome = await deps.send(one.id, broadcast);
    } catch (error) {
      begun.cancel();
      return ownFault(one, error);
    }
    ownFaults = 0;
    if (outcome.kind === 'tooMany') begun.refused(outcome.retryAfterMs);
    else begun.answered(outcome.kind === 'sent');
    switch (outcome.kind) {
      case 'sent':
        troubles.passed(one.id);
        return settle(one, { state: 'sent', messageId: outcome.messageId });
      case 'blocked':
        troubles.passed(one.id);
        await deps.onUnreachable(one.id).catch((error: unknown) => warn('who blocked could not be noted', error));
        return settle(one, { state: 'blocked', why: outcome.why });
      case 'failed':
        troubles.passed(one.id);
        return settle(one, { state: 'failed', why: outcome.why });
      case 'doubt':
        // It is not tried again; but if it befalls several in a row, the others wait.
        troubles.ofOne(one.id);
        return settle(one, { state: 'doubt', why: outcome.why });
      case 'tooMany':
        return desk.putBack(one, outcome.retryAfterMs);
      case 'moved':
        troubles.passed(one.id);
        await deps.onMoved(one.id, outcome.to).catch((error: unknown) => warn('a new id could not be noted', error));
        return settle(one, { state: 'queued', movedTo: outcome.to });
      case 'again': {
        if (outcome.isConnection) {
          troubles.ofAll();
          return desk.putBack(one, 0);
        }
        const waitMs = troubles.ofOne(one.id);
        return waitMs === undefined ? settle(one, { state: 'failed', why: outcome.why }) : desk.putBack(one, waitMs);
      }
    }
  }

  /** Nothing has left: our store is away, or we have a bug. */
  function ownFault(one: Row, error: unknown): void {
    desk.putBack(one, 0);
    if (troubles.waitMs() > 0) return;
    warn('a message could not be made ready; trying again', error);
    troubles.ofAll();
    ownFaults += 1;
    if (ownFaults > MAX_OWN_FAULTS) end ??= 'fault';
  }

  function status(): SendAllProgress {
    while (settledAt.length > 0 && (settledAt[0] ?? 0) < now() - RATE_OVER_MS) settledAt.shift();
    return { counts: desk.counts(), perSecond: (settledAt.length * 1_000) / RATE_OVER_MS };
  }

  /** @returns false when there is nothing left to do */
  async function step(): Promise<boolean> {
    if (now() - progressAt >= PROGRESS_EVERY_MS) {
      progressAt = now();
      const latest = status();
      // While nothing moves there is nothing to tell.
      if (JSON.stringify(latest) !== shown) control.onProgress(latest);
      shown = JSON.stringify(latest);
    }
    const pauseMs = Math.max(troubles.waitMs(), pace.waitMs());
    if (pauseMs >= RELEASE_MS) desk.release();
    desk.tick(pauseMs < RELEASE_MS);
    // After a fault of all one goes ahead and tries.
    const most = troubles.inARow() > 0 ? 1 : MAX_IN_FLIGHT;
    const one = pauseMs > 0 || inFlight.size >= most ? undefined : desk.take();
    if (one === undefined) {
      if (inFlight.size === 0 && desk.isEmpty()) return false;
      // What changes meanwhile wakes it: an answer, a round that is written.
      await rest(pauseMs > 0 ? Math.min(pauseMs, desk.dueMs() || SOON_MS) : desk.dueMs() || SOON_MS);
      return true;
    }
    const sending = sendOne(one).finally(() => {
      inFlight.delete(sending);
      wake();
    });
    inFlight.add(sending);
    return true;
  }

  control.signal.addEventListener('abort', wake);
  while (end === undefined) {
    if (control.signal.aborted || control.mustStop()) end = 'stopped';
    else if (!(await step())) end = 'done';
  }
  while (inFlight.size > 0) {
    desk.release();
    desk.tick(false);
    await rest(SOON_MS);
  }
  control.signal.removeEventListener('abort', wake);
  if (!(await desk.flush(control.isOver))) warn(`broadcast ${broadcast.id}: its last results could not be written`);
  control.onProgress(status());
  return end;
}
