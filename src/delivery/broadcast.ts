import type { Json } from '../store/port.js';

/**
 * Words of this room. A *broadcast* is one message to many recipients; its *ledger* has a row for
 * each of them; a *pass* goes over what was sent once more, to take it back or to correct it.
 */

/** Who gets it: the name of an audience and what narrows it. */
export interface AudienceSpec {
  readonly name: string;
  readonly args: Json;
}

/**
 * Where a broadcast stands.
 * - `scheduled`: waits for its time
 * - `filling`: the ledger is being written
 * - `sending`
 * - `paused`: by an administrator, or by itself, and why (`pausedBy`)
 * - `undecided`: all is settled but rows in doubt, on which an administrator has to decide
 * - `finished`, `cancelled`: nothing will be sent any more
 * - `takenBack`: a recall went over all that was sent; nothing will be sent any more
 */
export type BroadcastState =
  | 'scheduled'
  | 'filling'
  | 'sending'
  | 'paused'
  | 'undecided'
  | 'finished'
  | 'cancelled'
  | 'takenBack';

/**
 * Who or what paused it.
 * - `failures`: an unusual share failed
 * - `late`: nobody was there to send it at its time, and over an hour has passed: does it still hold?
 */
export type PausedBy = 'administrator' | 'failures' | 'late';

/** Goes over what was sent once more. */
export interface Pass {
  /** 1 for the first pass of a broadcast */
  readonly number: number;
  readonly kind: 'recall' | 'correct';
  /** what stands in the message afterwards. Absent of a recall: there the bot has its own words, in each one's language */
  readonly text?: string;
  readonly entities?: Json;
  readonly state: 'running' | 'done';
}

/** One message to many, as it is kept. @template M the message: JSON that the composer understands */
export interface Broadcast<M = Json> {
  readonly id: string;
  /** who started it; 0: the bot itself */
  readonly by: number;
  readonly topic: string;
  readonly audience: AudienceSpec;
  readonly message: M;
  /** its first words, by which people know it; absent: it has none */
  readonly title?: string;
  /** milliseconds since 1970 */
  readonly createdAt: number;
  readonly notBefore: number;
  /** goes before the others, also in quiet hours */
  readonly urgent: boolean;
  readonly state: BroadcastState;
  readonly pausedBy?: PausedBy;
  /** true while the delivery has still to do with it: sending, or a pass */
  readonly open: boolean;
  /** pages of the ledger that are written */
  readonly pages: number;
  /** recipients written so far */
  readonly total: number;
  /** true: every recipient of the audience is written */
  readonly filled?: boolean;
  /** the last recipient that is written, as the audience orders them; absent as soon as all are */
  readonly cursor?: string | undefined;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly pass?: Pass;
  /** it ended or stopped by itself, and whoever started it has not been told. An index */
  readonly news?: true;
  /** the message that shows how far it is */
  readonly progress?: { readonly chatId: number; readonly messageId: number };
  /** counts at the end, kept when the ledger is not any more */
  readonly counts?: Counts;
}

/** An order on which something may still be sent. */
export const isUnfinished = ({ state }: Broadcast): boolean =>
  state === 'scheduled' || state === 'filling' || state === 'sending' || state === 'paused';

/** What happened to a recipient, by the letter in the ledger. */
export const ROW_STATES = {
  queued: 'q',
  claimed: 'c',
  sent: 's',
  blocked: 'b',
  failed: 'f',
  doubt: 'd',
  /** stopped the topic, left, or was forgotten before their turn */
  left: 'o',
  /** in doubt, and the administrator let it be */
  letBe: 'u',
} as const satisfies Readonly<Record<string, string>>;
export type RowState = keyof typeof ROW_STATES;
export type Counts = Readonly<Record<RowState, number>>;

export const NO_COUNTS: Counts = {
  queued: 0,
  claimed: 0,
  sent: 0,
  blocked: 0,
  failed: 0,
  doubt: 0,
  left: 0,
  letBe: 0,
};

/** What came of a pass. */
export interface PassCounts {
  readonly waiting: number;
  readonly deleted: number;
  readonly edited: number;
  readonly neither: number;
}
