import type { Json, Store } from '../store/port.js';
import { toArray } from '../store/query.js';
import type { Clock } from './clock.js';

/** Something to be done at a time. */
export interface Job {
  /** names the handler */
  readonly kind: string;
  /** when, milliseconds since 1970; in the past: at once */
  readonly at: number;
  /** after this it is of no use any more and is dropped (the process was down). Absent: useful always */
  readonly usefulUntil?: number;
  readonly payload?: Json;
  /** failed attempts so far */
  readonly failures?: number;
}

/**
 * Does a job. It must bear being run again: a crash may come after its work and before the record
 * of it. @returns when to run next, for what recurs
 */
export type JobHandler = (payload: Json, at: number) => Promise<number | void>;

export interface Jobs {
  /** Adds or replaces the job of this id. */
  readonly put: (id: string, job: Job) => Promise<void>;
  /** Adds the job unless there is one of this id. */
  readonly ensure: (id: string, job: Job) => Promise<void>;
  readonly cancel: (id: string) => Promise<void>;
  /** Does what is due, until the signal is aborted; then resolves when the job in hand is done. */
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** Does what is due now. @returns how many jobs were run */
  readonly runDue: () => Promise<number>;
}

export interface JobsDeps {
  readonly store: Store;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly warn: (message: string, error?: unknown) => void;
}

const LOOK_EVERY_MS = 1_000;
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 6 * 3_600_000;

/** Scheduled jobs, kept in the store: at their time, once, also when the process was down then. */
export function createJobs({ store, clock, handlers, warn }: JobsDeps): Jobs {
  const jobs = store.collection<Job>('jobs', { indexes: ['at'] });

  async function runDue(): Promise<number> {
    const now = clock.now();
    // All at first: one that comes back at once waits for the next look.
    const due = await toArray(jobs.walk({ by: 'at', upTo: now }));
    for (const { id, value } of due) await runOne(id, value, now);
    return due.length;
  }

  async function runOne(id: string, job: Job, now: number): Promise<void> {
    const handler = handlers[job.kind];
    // A newer version's job stays where it is: the program may be put back.
    if (handler === undefined) return;
    let next: Job | undefined;
    if (job.usefulUntil !== undefined && job.usefulUntil < now) {
      warn(`job ${id} was due at ${new Date(job.at).toISOString()}; too late, dropped`);
    } else {
      try {
        const again = await handler(job.payload ?? null, job.at);
        if (typeof again === 'number') next = { ...withoutFailures(job), at: again };
      } catch (error) {
        const failures = (job.failures ?? 0) + 1;
        const wait = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);
        warn(`job ${id} failed`, error);
        next = { ...job, at: clock.now() + wait, failures };
      }
    }
    // Whoever moved the job meanwhile keeps the last word.
    await jobs.update(id, (present) => (present?.at === job.at && present.kind === job.kind ? next : present));
  }

  return {
    put: async (id, job) => {
      await jobs.update(id, () => job);
    },
    ensure: async (id, job) => {
      await jobs.insert(id, job);
    },
    cancel: async (id) => {
      await jobs.update(id, () => undefined);
    },
    runDue,
    run: async (signal) => {
      while (!signal.aborted) {
        try {
          await runDue();
        } catch (error) {
          warn('looking for due jobs failed', error);
        }
        await clock.sleep(LOOK_EVERY_MS, signal);
      }
    },
  };
}

function withoutFailures({ failures: _failures, ...job }: Job): Job {
  return job;
}
