import { randomUUID } from 'node:crypto';
import type { Log } from './log.js';
import { settled } from './settled.js';
import type { Store } from './store/port.js';

/** A way past a poisonous update, which would otherwise kill the process again after each restart. */
export interface Quarantine {
  /**
   * Runs what handles an update, alone and noted if it may be the one that killed the process before.
   * @returns what `handle` returns
   */
  readonly pass: (updateId: number, handle: () => Promise<boolean>) => Promise<boolean>;
  /** Whether the update killed the process twice: it must not be read again. */
  readonly isSetAside: (updateId: number) => boolean;
  /** The process ends as it should: nothing is suspect at the next start. */
  readonly close: () => Promise<void>;
}

/** What is kept: one record, written at the start, at the end, and for each update on trial. */
interface RunRecord {
  /** which run of the process wrote it */
  readonly run: string;
  /** cleared by a clean end */
  readonly isRunning: boolean;
  /** runs in a row that did not end cleanly, before this one */
  readonly deaths: number;
  /** handled alone just now */
  readonly onTrial?: number | undefined;
  /** milliseconds since 1970: when the run began */
  readonly at: number;
  readonly setAside: readonly { readonly updateId: number; readonly at: number }[];
}

const ID = 'run';
/** As many as one getUpdates brings: what was in hand at the death is among the first that come again. */
const FIRST_SUSPECTS = 100;
/** Webhooks bring them in another order: each death in a row doubles the suspects, up to this. */
const MOST_SUSPECTS = 10_000;
/** Others wait for a trial; one that waits itself (for Telegram) blocks nothing. */
const TRIAL_MS = 5_000;
/** Telegram keeps updates for a day; ids may begin anew after a week. */
const KEPT_MS = 2 * 86_400_000;
/** A run that lived so long has not died of what came first. */
const LONG_LIFE_MS = 3_600_000;

/**
 * An update that is in hand when the process dies or hangs comes again, since it was not confirmed. To
 * note each on the disk beforehand would cost a write an update, so only the run is noted. When a run
 * did not end cleanly, the first updates of the next are on trial: handled one at a time, each noted
 * first. If the process dies again, the one on trial has been in hand at two deaths, and is set aside.
 */
export async function openQuarantine(
  store: Pick<Store, 'collection'>,
  clock: () => number,
  log: Pick<Log, 'warn' | 'error'>,
  trialMs = TRIAL_MS,
): Promise<Quarantine> {
  const records = store.collection<RunRecord>('quarantine');
  const run = randomUUID();
  const record = await records.update(ID, (present) => begun(present, run, clock()));
  const setAside = new Set(record?.setAside.map(({ updateId }) => updateId));
  const deaths = record?.deaths ?? 0;
  let suspects = deaths === 0 ? 0 : Math.min(FIRST_SUSPECTS * 2 ** (deaths - 1), MOST_SUSPECTS);
  if (suspects > 0)
    log.warn({ deaths, suspects }, 'the run before did not end well: updates are handled one at a time');
  for (const { updateId } of record?.setAside ?? []) log.error({ updateId }, 'set aside: the process died of it twice');

  let trials: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const areOnTrial = (): boolean => waiting > 0;
  const inHand = new Set<Promise<unknown>>();

  const note = (change: Partial<RunRecord>): Promise<void> =>
    records
      .update(ID, (present) => (present?.run === run ? { ...present, ...change } : present))
      .then(() => undefined)
      // A full disk keeps nobody from an answer.
      .catch((error: unknown) => log.warn({ error }, 'the quarantine could not be noted'));

  function start(handle: () => Promise<boolean>): Promise<boolean> {
    const handled = handle();
    inHand.add(handled);
    void handled.finally(() => inHand.delete(handled));
    return handled;
  }

  /** @returns the handling, once it has ended or taken so long that it blocks nothing */
  async function onTrial(updateId: number, handle: () => Promise<boolean>): Promise<{ handled: Promise<boolean> }> {
    await settled(inHand, trialMs);
    await note({ onTrial: updateId });
    const handled = start(handle);
    await settled([handled], trialMs);
    waiting -= 1;
    if (waiting === 0) await note({ onTrial: undefined });
    return { handled };
  }

  return {
    isSetAside: (updateId) => setAside.has(updateId),
    pass: async (updateId, handle) => {
      if (suspects > 0 && !setAside.has(updateId)) {
        suspects -= 1;
        waiting += 1;
        const trial = trials.then(() => onTrial(updateId, handle));
        trials = trial.catch(() => undefined);
        return (await trial).handled;
      }
      while (areOnTrial()) await trials;
      return start(handle);
    },
    close: () => note({ isRunning: false, onTrial: undefined }),
  };
}

/** The record of a new run: what was on trial when the last one died is set aside. */
export function begun(present: RunRecord | undefined, run: string, now: number): RunRecord {
  const died = present?.isRunning === true;
  const kept = present?.setAside.filter(({ at }) => at > now - KEPT_MS) ?? [];
  const found = died && present.onTrial !== undefined ? [{ updateId: present.onTrial, at: now }] : [];
  const before = died && present.at > now - LONG_LIFE_MS ? present.deaths : 0;
  return { run, at: now, isRunning: true, deaths: died ? before + 1 : 0, setAside: [...kept, ...found] };
}
