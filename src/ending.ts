import type { Log } from './log.js';
import { settled } from './settled.js';

/** Below the 10 s after which Docker kills; systemd and Kubernetes wait longer. */
const END_WITHIN_MS = 9_500;

/** How the process ends: once, in order, in bounded time. */
export interface Ending {
  /** Something was opened: it is closed at the end, the last opened first. */
  readonly opened: (what: string, close: () => Promise<void>) => void;
  /** aborted when the end has begun */
  readonly signal: AbortSignal;
  /**
   * Closes everything, then ends the process with this code; with 1 when something did not close in
   * time or at all. A second call changes nothing: npm and a terminal both hand Ctrl+C on.
   */
  readonly end: (code: number) => void;
}

/** @param exit ends the process; a parameter for tests */
export function createEnding(
  log: Pick<Log, 'info' | 'error'>,
  exit: (code: number) => void = (code) => process.exit(code),
  withinMs = END_WITHIN_MS,
): Ending {
  const ending = new AbortController();
  const open: { what: string; close: () => Promise<void> }[] = [];

  async function closeAll(): Promise<boolean> {
    let isClean = true;
    for (let last = open.pop(); last !== undefined; last = open.pop()) {
      const { what, close } = last;
      await close().catch((error: unknown) => {
        isClean = false;
        log.error({ error, what }, 'could not be closed well');
      });
    }
    return isClean;
  }

  return {
    signal: ending.signal,
    opened: (what, close) => void open.push({ what, close }),
    end: (code) => {
      if (ending.signal.aborted) return;
      ending.abort();
      let isClean: boolean | undefined;
      const closing = closeAll().then((result) => (isClean = result));
      void settled([closing], withinMs).then(() => {
        if (isClean === undefined) log.error({ withinMs }, 'did not end in time');
        else log.info('stopped');
        exit(isClean === true ? code : Math.max(code, 1));
      });
    },
  };
}
