import type { Broadcast, Counts, RowState } from './broadcast.js';
import type { Clock } from './clock.js';
import type { Claim, Ledger, Settlement } from './ledger.js';
import type { Outcome } from './outcome.js';
import type { Pace } from './pace.js';
import { createSettler } from './settler.js';

export interface SendAllDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly pace: Pace;
  /** Sends to one recipient. Never throws. */
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
  | 'failures';

export interface SendAllProgress {
  readonly counts: Counts;
  /** sends settled in the last seconds, a second */
  readonly perSecond: number;
}

/** Connections to Telegram at once; at 28 a second and 100 ms an answer three are busy. */
const MAX_IN_FLIGHT = 100;
const MAX_SLEEP_MS = 100;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 60_000;
/** Telegram's own faults (5xx) of one recipient; of the connection itself there is no limit. */
const MAX_ATTEMPTS = 8;
/** Of so many last sends this share failing is no bad luck: a broken link, a forbidden word. */
const JUDGED = 100;
const JUDGED_FROM = 30;
const UNUSUAL_SHARE = 0.3;
const PROGRESS_EVERY_MS = 3_000;
const RATE_OVER_MS = 5_000;

/**
 * Sends to every queued row of a broadcast: claims up to a second's sends in one durable write before
 * they go out, lets them go at their pace, settles what came of them.
 */
export async function sendAll(
  deps: SendAllDeps,
  broadcast: Broadcast,
  mustStop: () => boolean,
  signal: AbortSignal,
  onProgress: (progress: SendAllProgress) => void,
): Promise<SendAllEnd> {
  const { ledger, clock, pace, warn } = deps;
  const settler = createSettler(ledger, clock, warn);
  const counts: Record<RowState, number> = { ...(await ledger.counts(broadcast.id)) };
  const inFlight = new Set<Promise<void>>();
  const attempts = new Map<number, number>();
  const judged: boolean[] = [];
  const settledAt: number[] = [];
  let ready: Claim[] = [];
  let claiming: Promise<Claim[]> | undefined;
  let cursor: string | undefined;
  let faults = 0;
  let backoffUntil = 0;
  let progressAt = clock.now();
  let end: SendAllEnd | undefined;

  /** @returns [] when no page has a queued row any more */
  async function claim(): Promise<Claim[]> {
    const max = Math.max(1, Math.ceil(pace.rate(clock.now())));
    for (;;) {
      const got = await ledger.claim(broadcast.id, max, cursor);
      if (got === undefined) return [];
      if (got.claims.length > 0) return [...got.claims];
      cursor = got.page;
    }
  }

  function settle({ page, row, id }: Claim, settlement: Omit<Settlement, 'row'>): void {
    settler.add(page, { row, ...settlement });
    counts.claimed -= 1;
    counts[settlement.state] += 1;
    if (settlement.state === 'queued' || settlement.state === 'left') return;
    attempts.delete(id);
    settledAt.push(clock.now());
    if (settlement.state === 'blocked') return;
    judged.push(settlement.state !== 'sent');
    if (judged.length > JUDGED) judged.shift();
    const failed = judged.filter(Boolean).length;
    if (judged.length >= JUDGED_FROM && failed >= judged.length * UNUSUAL_SHARE) end ??= 'failures';
  }

  async function sendOne(one: Claim): Promise<void> {
    // The place is taken before anything is awaited: else several would pass through one gap.
    const begun = pace.begin(one.id, clock.now());
    if (!(await deps.mayReceive(one.id, broadcast))) {
      begun.cancel();
      return settle(one, { state: 'left' });
    }
    const outcome = await deps.send(one.id, broadcast);
    begun.answered(clock.now());
    if (outcome.kind !== 'again') faults = 0;
    switch (outcome.kind) {
      case 'sent':
        return settle(one, { state: 'sent', messageId: outcome.messageId });
      case 'blocked':
        await deps.onUnreachable(one.id).catch((error: unknown) => warn('who blocked could not be noted', error));
        return settle(one, { state: 'blocked', why: outcome.why });
      case 'failed':
      case 'doubt':
        return settle(one, { state: outcome.kind, why: outcome.why });
      case 'tooMany':
        pace.noteTooMany(outcome.retryAfterMs, clock.now());
        ready.unshift(one);
        return undefined;
      case 'moved':
        await deps.onMoved(one.id, outcome.to).catch((error: unknown) => warn('a new id could not be noted', error));
        return settle(one, { state: 'queued', movedTo: outcome.to });
      case 'again': {
        const attempt = (attempts.get(one.id) ?? 0) + 1;
        attempts.set(one.id, attempt);
        if (!outcome.isConnection && attempt >= MAX_ATTEMPTS) return settle(one, { state: 'failed', why: outcome.why });
        ready.unshift(one);
        if (clock.now() < backoffUntil) return undefined;
        backoffUntil = clock.now() + Math.min(FIRST_BACKOFF_MS * 2 ** faults, LONGEST_BACKOFF_MS);
        faults += 1;
        return undefined;
      }
    }
  }

  function progress(): void {
    const now = clock.now();
    if (now - progressAt < PROGRESS_EVERY_MS) return;
    progressAt = now;
    onProgress(status());
  }
  function status(): SendAllProgress {
    const now = clock.now();
    while (settledAt.length > 0 && (settledAt[0] ?? now) < now - RATE_OVER_MS) settledAt.shift();
    return { counts: { ...counts }, perSecond: (settledAt.length * 1_000) / RATE_OVER_MS };
  }

  /** @returns false when there is nothing left to do */
  async function step(): Promise<boolean> {
    settler.tick();
    progress();
    const now = clock.now();
    // Results that cannot be written must not pile up behind a store that is away.
    const isClogged = settler.pending() > 4 * Math.max(28, pace.rate(now));
    // After a fault of the connection one goes ahead and tries.
    const most = faults > 0 ? 1 : MAX_IN_FLIGHT;
    if (isClogged || now < backoffUntil || inFlight.size >= most) {
      const waitMs = Math.min(MAX_SLEEP_MS, Math.max(1, isClogged ? MAX_SLEEP_MS : backoffUntil - now));
      await (inFlight.size >= most && !isClogged
        ? Promise.race([...inFlight, clock.sleep(waitMs === 1 ? MAX_SLEEP_MS : waitMs, signal)])
        : clock.sleep(waitMs, signal));
      return true;
    }
    // The next second is claimed while this one is being sent.
    if (claiming === undefined && ready.length * 2 <= pace.rate(now)) {
      claiming = claim();
      // Rejections are handled where it is awaited.
      claiming.catch(() => undefined);
    }
    const one = ready.shift();
    if (one === undefined) return refill();
    const waitMs = pace.waitMs(one.id, now);
    if (waitMs > 0) {
      ready.unshift(one);
      await clock.sleep(Math.min(waitMs, MAX_SLEEP_MS), signal);
      return true;
    }
    const sending = sendOne(one)
      .catch((error: unknown) => {
        warn('a send went wrong', error);
        settle(one, { state: 'doubt', why: 'internal' });
      })
      .finally(() => inFlight.delete(sending));
    inFlight.add(sending);
    return true;
  }

  async function refill(): Promise<boolean> {
    try {
      const claims = (await claiming) ?? [];
      claiming = undefined;
      counts.queued -= claims.length;
      counts.claimed += claims.length;
      ready.push(...claims);
      if (claims.length > 0) return true;
    } catch (error) {
      claiming = undefined;
      warn('rows could not be claimed; trying again', error);
      await clock.sleep(FIRST_BACKOFF_MS, signal);
      return true;
    }
    if (inFlight.size > 0) {
      await Promise.race([...inFlight, clock.sleep(MAX_SLEEP_MS, signal)]);
      return true;
    }
    if (ready.length > 0) return true;
    await settler.flush();
    // From the first page again: a row that moved is queued anew on a page that was passed.
    if (cursor === undefined) return false;
    cursor = undefined;
    return true;
  }

  while (end === undefined) {
    if (signal.aborted || mustStop()) end = 'stopped';
    else if (!(await step())) end = 'done';
  }
  // What was claimed and surely not sent waits again.
  for (const one of [...ready, ...((await claiming?.catch(() => [])) ?? [])]) {
    counts.claimed += ready.includes(one) ? 0 : 1;
    counts.queued -= ready.includes(one) ? 0 : 1;
    settle(one, { state: 'queued' });
  }
  ready = [];
  await Promise.all(inFlight);
  // A send that was refused for a while after the end had been decided.
  for (const one of ready) settle(one, { state: 'queued' });
  await settler.flush();
  onProgress(status());
  return end;
}
