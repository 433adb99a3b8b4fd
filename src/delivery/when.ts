import type { Broadcast } from './broadcast.js';
import { quietUntil } from './quiet.js';

/** What tells when a message may go out. Times in milliseconds since 1970. */
export interface Timing {
  /** the time that was asked for */
  readonly notBefore: number;
  /** goes in quiet hours too */
  readonly urgent: boolean;
  /** no message of this topic goes out before; undefined: it is not held */
  readonly heldUntil: number | undefined;
}

/** Nothing goes out until then, and what comes in the way; of several the one that lasts longest. */
export interface Waiting {
  readonly until: number;
  readonly why: 'time' | 'hold' | 'quiet';
}

/**
 * The one truth about when a message goes out, for what is sent and for what is said of it: not before
 * its time, not while its topic is held, and not in the night in which either of them may end.
 * @returns undefined: it may go now
 */
export function waitingAt(now: number, { notBefore, urgent, heldUntil = now }: Timing): Waiting | undefined {
  const asked = Math.max(now, notBefore, heldUntil);
  const until = (urgent ? undefined : quietUntil(asked)) ?? asked;
  if (until <= now) return undefined;
  return { until, why: heldUntil > Math.max(now, notBefore) ? 'hold' : notBefore > now ? 'time' : 'quiet' };
}

/** A message that comes so long after its time may say what is no longer true. */
const LATE_MS = 3_600_000;

/**
 * @param heldUntil when the last hold of its topic ended, also when that is past
 * @returns true when nobody was there to send it in time: whoever ordered it has to be asked
 */
export function isLate(now: number, { notBefore, urgent }: Pick<Broadcast, 'notBefore' | 'urgent'>, heldUntil = 0) {
  const due = waitingAt(notBefore, { notBefore, urgent, heldUntil })?.until ?? notBefore;
  return now - due > LATE_MS;
}
