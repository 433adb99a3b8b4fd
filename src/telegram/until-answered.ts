import { setTimeout as sleep } from 'node:timers/promises';
import { GrammyError } from 'grammy';
import type { Log } from '../log.js';

const SLOW_MS = 5_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Asks Telegram until it answers, for what must be known before anything else can be done. A fault of
 * the network or of Telegram is logged and tried again with growing waits; so is an answer that does
 * not come, because a start that hangs without a word cannot be mended by anybody.
 * @returns what Telegram answered, or undefined once the signal is aborted
 * @throws {GrammyError} when Telegram refuses (4xx but 429): asking again would not help
 */
export async function untilAnswered<R>(
  method: string,
  call: () => Promise<R>,
  log: Pick<Log, 'warn'>,
  signal?: AbortSignal,
): Promise<R | undefined> {
  const isOver = (): boolean => signal?.aborted === true;
  for (let waitMs = FIRST_WAIT_MS; !isOver(); waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    const slow = setTimeout(() => log.warn({ method }, 'Telegram has not answered yet'), SLOW_MS);
    try {
      return await call();
    } catch (error) {
      const code = error instanceof GrammyError ? error.error_code : undefined;
      if (code !== undefined && code >= 400 && code < 500 && code !== 429) throw error;
      if (isOver()) return undefined;
      const retryAfter = error instanceof GrammyError ? error.parameters.retry_after : undefined;
      waitMs = Math.max(waitMs, (retryAfter ?? 0) * 1_000);
      log.warn({ error, method, waitMs }, 'Telegram cannot be reached; it is asked again');
    } finally {
      clearTimeout(slow);
    }
    await sleep(waitMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
  return undefined;
}
