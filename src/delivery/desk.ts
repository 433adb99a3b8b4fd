import type { Counts, RowState } from './broadcast.js';
import type { Clock } from './clock.js';
import type { Ledger, Row, Settlement } from './ledger.js';

export interface DeskDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** sends a second that are allowed now */
  readonly rate: () => number;
  /** milliseconds until this recipient may get something; 0: now */
  readonly waitMs: (recipient: number) => number;
  /** something has changed: there may be something to take */
  readonly onChange: () => void;
  readonly warn: (message: string, error?: unknown) => void;
}

/**
 * Stands between the ledger and those who send: hands out rows that are claimed, takes in what became
 * of them. Both reach the store in *rounds*, one write of a page each: results come in and the next
 * few rows are claimed, as many as go out until the next round. Few, because after a crash nobody
 * knows of a claimed row whether its message left.
 */
export interface Desk {
  /** @returns a claimed row whose recipient may get something now; undefined: none at the moment */
  readonly take: () => Row | undefined;
  readonly settle: (row: Row, settlement: Omit<Settlement, 'row'>) => void;
  /** It was surely not sent, and waits for another turn. @param ms not before that */
  readonly putBack: (row: Row, ms: number) => void;
  /** @returns milliseconds until a round is due, as far as is known */
  readonly dueMs: () => number;
  /** Begins a round when one is due. @param mayClaim false: results only */
  readonly tick: (mayClaim: boolean) => void;
  /** Gives back what is claimed and not taken: nothing goes out for a while. */
  readonly release: () => void;
  /** true: nothing is left to be sent or written */
  readonly isEmpty: () => boolean;
  readonly counts: () => Counts;
  /**
   * Gives back what is claimed and writes everything, and again until the store takes it.
   * @param isOver nobody may wait any longer; asked after each attempt that failed
   * @returns false when it was over before
   */
  readonly flush: (isOver: () => boolean) => Promise<boolean>;
}

/** A round takes its time from everything else that is kept: at most a fifth of it … */
const ROUND_PER_WRITE = 5;
const SHORTEST_ROUND_MS = 100;
/** … unless the store is as slow as that. */
const LONGEST_ROUND_MS = 500;
/** How long a write takes jumps about on a busy machine: one slow one says little. */
const WEIGHT_OF_LAST = 0.2;
/** At some hundred a second (Telegram sells such rates) the rounds follow each other instead of growing. */
const MOST_CLAIMED = 50;
/** … or nobody may get anything at the moment. */
const IDLE_ROUND_MS = 500;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5_000;
/** Rows that wait for their recipient's sake, in memory; more of them are not looked for. */
const MAX_WAITING = 2_000;

interface Waiting extends Row {
  readonly from: number;
}

export function createDesk(deps: DeskDeps, broadcast: string, before: Counts): Desk {
  const { ledger, clock, warn } = deps;
  const counts: Record<RowState, number> = { ...before };
  /** queued in the ledger, in the order of the ledger but for those that were put back */
  let waiting: Waiting[] = [];
  /** claimed in the ledger */
  let ready: Row[] = [];
  let results = new Map<string, Settlement[]>();
  let lastPage: string | undefined;
  let isReadToEnd = false;
  let round: Promise<void> | undefined;
  let roundAt = -Infinity;
  let writeMs = 0;
  let failures = 0;
  /** the last look found nobody who may get something soon */
  let foundNobody = false;

  const roundMs = (): number => Math.min(LONGEST_ROUND_MS, Math.max(SHORTEST_ROUND_MS, ROUND_PER_WRITE * writeMs));
  const restMs = (): number => {
    if (failures > 0) return Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);
    return foundNobody && results.size === 0 ? IDLE_ROUND_MS : roundMs();
  };
  const dueMs = (): number => Math.max(0, roundAt + restMs() - clock.monotonic());
  const addResult = (page: string, ...settlements: readonly Settlement[]): void => {
    results.set(page, [...(results.get(page) ?? []), ...settlements]);
  };
  const giveBack = (row: Row, ms: number, movedTo?: number): void => {
    addResult(row.page, { row: row.row, state: 'queued', ...(movedTo === undefined ? {} : { movedTo }) });
    waiting.unshift({ ...row, id: movedTo ?? row.id, from: clock.monotonic() + ms });
    counts.claimed -= 1;
    counts.queued += 1;
  };

  const release = (): void => {
    const given = ready;
    ready = [];
    for (const row of given.reverse()) giveBack(row, 0);
  };

  /** Those that may go out within `ms`, in order; reads on in the ledger for as many as are wanted. */
  async function choose(wanted: number, ms: number): Promise<readonly Waiting[]> {
    const chosen: Waiting[] = [];
    const look = (rows: readonly Waiting[]): void => {
      for (const one of rows) {
        if (chosen.length >= wanted) return;
        if (one.from <= clock.monotonic() + ms && deps.waitMs(one.id) <= ms) chosen.push(one);
      }
    };
    look(waiting);
    while (chosen.length < wanted && !isReadToEnd && waiting.length < MAX_WAITING) {
      const next = await ledger.queued(broadcast, lastPage);
      isReadToEnd = next === undefined;
      lastPage = next?.page ?? lastPage;
      const read = (next?.rows ?? []).map((row) => ({ ...row, from: 0 }));
      waiting.push(...read);
      look(read);
    }
    return chosen;
  }

  async function turnOver(mayClaim: boolean): Promise<void> {
    const begun = clock.monotonic();
    // Enough to go out until the next round is written. If that takes longer, it comes as soon as they are out.
    const coverMs = roundMs() + writeMs;
    const covered = Math.min(MOST_CLAIMED, Math.ceil((deps.rate() * coverMs) / 1_000));
    const wanted = mayClaim ? covered - ready.length : 0;
    const chosen = wanted > 0 ? await choose(wanted, coverMs) : [];
    foundNobody = wanted > 0 && chosen.length === 0;
    const batch = results;
    results = new Map();
    const pages = new Set([...batch.keys(), ...chosen.map(({ page }) => page)]);
    if (pages.size === 0) return;
    const outcomes = await Promise.allSettled(
      [...pages].map(async (page) => {
        const settlements = batch.get(page) ?? [];
        const asked = chosen.filter((one) => one.page === page);
        try {
          const claimed = await ledger.turnOver(
            page,
            settlements,
            asked.map(({ row }) => row),
          );
          waiting = waiting.filter((one) => !asked.includes(one));
          ready.push(...claimed);
          counts.queued -= asked.length;
          counts.claimed += claimed.length;
          // Forgotten since they were read.
          counts.left += asked.length - claimed.length;
        } catch (error) {
          // Before what came meanwhile. Nobody knows whether it was written: then none of them is claimed.
          const unclaimed = asked.map(({ row }) => ({ row, state: 'queued' as const }));
          results.set(page, [...settlements, ...unclaimed, ...(results.get(page) ?? [])]);
          throw error;
        }
      }),
    );
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    writeMs += (clock.monotonic() - begun - writeMs) * WEIGHT_OF_LAST;
  }

  function begin(mayClaim: boolean): Promise<void> {
    roundAt = clock.monotonic();
    return turnOver(mayClaim)
      .then(
        () => {
          failures = 0;
        },
        (error: unknown) => {
          failures += 1;
          warn('the ledger could not be written; trying again', error);
        },
      )
      .finally(() => {
        round = undefined;
        deps.onChange();
      });
  }

  return {
    take: () => {
      const index = ready.findIndex(({ id }) => deps.waitMs(id) === 0);
      return index < 0 ? undefined : ready.splice(index, 1)[0];
    },
    settle: (row, { movedTo, ...settlement }) => {
      // Under its new id it has a turn of its own.
      if (settlement.state === 'queued') return giveBack(row, 0, movedTo);
      addResult(row.page, { row: row.row, ...settlement });
      counts.claimed -= 1;
      counts[settlement.state] += 1;
    },
    putBack: giveBack,
    dueMs,
    tick: (mayClaim) => {
      if (round !== undefined) return;
      const isMore = !isReadToEnd || waiting.length > 0;
      const isOut = mayClaim && isMore && failures === 0 && ready.length === 0 && !foundNobody;
      if (dueMs() === 0 || isOut) round = begin(mayClaim);
    },
    release,
    isEmpty: () =>
      isReadToEnd && waiting.length === 0 && ready.length === 0 && results.size === 0 && round === undefined,
    counts: () => ({ ...counts }),
    flush: async (isOver) => {
      await round;
      release();
      while (results.size > 0) {
        round = begin(false);
        await round;
        if (failures === 0) continue;
        if (isOver()) return false;
        await clock.sleep(restMs());
      }
      return true;
    },
  };
}
