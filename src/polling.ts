import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises';
import { GrammyError, type Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { ALLOWED_UPDATES } from './bot.js';
import type { AlreadyHandled } from './already-handled.js';
import { createIntake, type Intake } from './intake.js';
import type { Log } from './log.js';
import { settled } from './settled.js';
import { createLoneTerm } from './store/term.js';
import type { BotContext } from './telegram/context.js';
import type { NotBefore } from './telegram/not-before.js';
import { untilAnswered } from './telegram/until-answered.js';

/** What polling must know of the term in which it runs. */
interface PollingTerm {
  /** whether an update may be begun */
  readonly isServing: () => boolean;
  /** aborted when no more updates may be asked for */
  readonly signal: AbortSignal;
}

/** What else is used; tests need none of it. */
export interface PollingWays {
  readonly intake?: Intake;
  /** until then nothing is fetched, since nobody could be answered */
  readonly notBefore?: Pick<NotBefore, 'waitForAllMs'>;
  readonly alreadyHandled?: AlreadyHandled;
}

const LONG_POLL_SECONDS = 30;
/** A connection that died without a word would otherwise be waited for until grammY's 500 s. */
const POLL_DEADLINE_MS = (LONG_POLL_SECONDS + 10) * 1000;
/** Updates a call (Bot API, getUpdates.limit). */
const BATCH = 100;
/** Updates handled side by side, but for the slow ones; those of one chat queue inside the bot. */
const MAX_HANDLING = 100;
/** … and with the slow ones: those that wait for Telegram, who is slow for one chat, keep nobody else waiting. */
const MAX_HANDLING_SLOWLY = 500;
const SLOW_MS = 3_000;
/** The last drain must be through before the process is killed. */
const DRAIN_DEADLINE_MS = 6_000;
/** The last confirmation: without it the updates come again, which is no reason to be killed. */
const CONFIRM_DEADLINE_MS = 1_500;
/** Most handlers are done by then, so that a long poll may follow. */
const PATIENCE_MS = 100;
/** Between two short polls while something is in hand. */
const SHORT_POLL_MS = 50;
/** For so long an update in hand is not confirmed: if the process is killed, it comes again. */
const HELD_MS = 10_000;
/** After a fault of the network, and after another process was found to poll. */
const RETRY_MS = 1_000;

interface InHand {
  readonly begun: number;
  readonly handled: Promise<void>;
}

/**
 * Fetches updates: those of one chat in order, different chats side by side.
 *
 * Asking with an offset confirms all updates before it, and a killed process loses what was confirmed
 * and not handled. So the offset stays at the oldest update in hand: Telegram sends that one and all
 * after it again, at once, and what is known is left out. That is a poll each 50 ms instead of one that
 * waits, so it is not kept up for more than ten seconds, nor beyond what one call can bring.
 * @returns what stops fetching, then waits for the handlers that still run
 */
export async function startPolling(
  bot: Bot<BotContext>,
  log: Log,
  term: PollingTerm = createLoneTerm(),
  { intake = createIntake({ bot, log }), notBefore, alreadyHandled }: PollingWays = {},
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const ended = stopping.signal;
  term.signal.addEventListener('abort', () => stopping.abort(), { once: true });
  if (term.signal.aborted) stopping.abort();
  const waitMs = (): number => notBefore?.waitForAllMs() ?? 0;
  const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal: ended }).catch(() => undefined);

  const inHand = new Map<number, InHand>();
  /** fetched, and for whoever serves next: this term has ended */
  const left = new Set<number>();
  /** handled and not yet confirmed, since an older one is in hand */
  const done = new Set<number>();
  /** all before it are confirmed, or will be by the next call */
  let offset = 0;
  /** after the newest that was fetched */
  let next = 0;

  async function poll(): Promise<void> {
    while (!ended.aborted) {
      // Nobody could be answered meanwhile.
      for (let wait = waitMs(); wait > 0 && !ended.aborted; wait = waitMs()) await pause(wait);
      while (isFull() && !ended.aborted)
        await settled([Promise.race([...inHand.values()].map((one) => one.handled))], SLOW_MS);
      moveOn();
      const isCaughtUp = offset === next;
      const fetched = await fetchUpdates(isCaughtUp ? LONG_POLL_SECONDS : 0);
      const fresh = fetched.filter(isNew);
      next = Math.max(next, ...fetched.map(({ update_id }) => update_id + 1));
      for (const update of fresh) {
        begin(update);
        // A handler computes until it calls Telegram: a hundred in a row would block the loop for seconds.
        await immediate();
      }
      if (fresh.length > 0)
        await settled(
          fresh.map(({ update_id: id }) => inHand.get(id)?.handled ?? Promise.resolve()),
          PATIENCE_MS,
        );
      else if (!isCaughtUp) await pause(SHORT_POLL_MS);
    }
  }

  const isNew = ({ update_id: id }: Update): boolean => !inHand.has(id) && !done.has(id) && !left.has(id);

  function isFull(): boolean {
    if (inHand.size < MAX_HANDLING) return false;
    if (inHand.size >= MAX_HANDLING_SLOWLY) return true;
    const quickSince = performance.now() - SLOW_MS;
    return [...inHand.values()].filter(({ begun }) => begun > quickSince).length >= MAX_HANDLING;
  }

  /** Sets the offset as far on as what is in hand allows. */
  function moveOn(): void {
    const heldSince = performance.now() - HELD_MS;
    offset = next;
    for (const [id, { begun }] of inHand) if (begun > heldSince && next - id < BATCH) offset = Math.min(offset, id);
    for (const id of left) offset = Math.min(offset, id);
    for (const id of done) if (id < offset) done.delete(id);
  }

  async function fetchUpdates(timeout: number): Promise<Update[]> {
    const call = new AbortController();
    const cut = (): void => call.abort();
    const timer = setTimeout(cut, POLL_DEADLINE_MS);
    ended.addEventListener('abort', cut);
    try {
      return await bot.api.getUpdates(
        { offset, limit: BATCH, timeout, allowed_updates: ALLOWED_UPDATES },
        asSignal(call.signal),
      );
    } catch (error) {
      if (ended.aborted) return [];
      const code = error instanceof GrammyError ? error.error_code : undefined;
      const retryAfter = error instanceof GrammyError ? error.parameters.retry_after : undefined;
      if (code === 401) stopping.abort(); // whoever runs it is told by the fetch
      if (code === 409) log.warn({ error }, 'another process polls with this token');
      if (code === 429) log.warn({ retryAfter }, 'Telegram wants to be asked less often');
      await pause(Math.max(RETRY_MS, (retryAfter ?? 0) * 1_000));
      return [];
    } finally {
      ended.removeEventListener('abort', cut);
      clearTimeout(timer);
    }
  }

  function begin(update: Update): void {
    const id = update.update_id;
    if (!term.isServing()) {
      left.add(id); // another process gets it
      return;
    }
    const handled = intake(update).then((isDone) => {
      inHand.delete(id);
      (isDone ? done : left).add(id);
    });
    inHand.set(id, { begun: performance.now(), handled });
  }

  /** Tells Telegram what is done, so that it does not send it again to whoever serves next. */
  async function confirm(): Promise<void> {
    const open = [...inHand.keys(), ...left].filter((id) => id >= offset);
    const upTo = Math.min(next, ...open);
    if (upTo === 0) return;
    await alreadyHandled
      ?.leave([...done].filter((id) => id > upTo))
      .catch((error: unknown) => log.warn({ error }, 'what was handled could not be noted: it may be answered twice'));
    await bot.api
      .getUpdates({ offset: upTo, limit: 1, timeout: 0 }, asSignal(AbortSignal.timeout(CONFIRM_DEADLINE_MS)))
      .catch((error: unknown) => log.warn({ error }, 'could not confirm the last updates: they may come again'));
  }

  // getUpdates is refused while a webhook is set
  await untilAnswered('deleteWebhook', () => bot.api.deleteWebhook(), log, term.signal);
  for (const id of (await alreadyHandled?.take()) ?? []) done.add(id);
  const polling = poll();
  return async () => {
    stopping.abort();
    await settled([polling, ...[...inHand.values()].map(({ handled }) => handled)], DRAIN_DEADLINE_MS);
    if (inHand.size > 0) log.warn({ running: inHand.size }, 'stopped before all handlers were done');
    await confirm();
  };
}

/** The same, in the types of grammY's polyfill. */
const asSignal = (signal: AbortSignal): Parameters<Bot['api']['getUpdates']>[1] =>
  signal as unknown as Parameters<Bot['api']['getUpdates']>[1];
