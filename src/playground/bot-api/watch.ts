import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity } from './activity.js';
import type { StoredMessage } from './types.js';
import type { Updates } from './updates.js';
import type { World } from './world.js';

const LOOK_EVERY_MS = 5;

/** The next new or edited message of a chat that fits. @throws {Error} when none comes in time */
export function waitForMessage(
  world: World,
  chatId: number,
  fits: (message: StoredMessage) => boolean,
  timeoutMs: number,
): Promise<StoredMessage> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`no message that fits came to chat ${chatId} in ${timeoutMs} ms`));
    }, timeoutMs);
    const stop = world.onChat(chatId, (event) => {
      if ((event.type !== 'message' && event.type !== 'edit') || !fits(event.message)) return;
      clearTimeout(timer);
      stop();
      resolve(event.message);
    });
  });
}

/**
 * Waits until the bot has taken every update and no call of it is under way, for `quietMs` on end.
 * What a bot computes between two calls is not seen from here: `quietMs` must be longer than that.
 * @throws {Error} when it is not quiet in time
 */
export async function waitForQuiet(
  updates: Updates,
  activity: Activity,
  { quietMs, timeoutMs }: { quietMs: number; timeoutMs: number },
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  let seen = activity.changes;
  let quietSince = performance.now();
  for (;;) {
    const isBusy = updates.pending > 0 || activity.underWay > 0 || activity.changes !== seen;
    if (isBusy) quietSince = performance.now();
    seen = activity.changes;
    if (performance.now() - quietSince >= quietMs) return;
    if (performance.now() > deadline)
      throw new Error(`the bot is busy: ${updates.pending} updates not taken, ${activity.underWay} calls under way`);
    await sleep(LOOK_EVERY_MS);
  }
}
