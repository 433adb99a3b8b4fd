/** Times are those of a monotonic clock, milliseconds. */
export interface Troubles {
  /** Telegram took a message, or said something of its recipient: nothing is wrong with all. */
  readonly passed: (id: number) => void;
  /** The connection, Telegram as a whole or the store is away: all wait, then one goes ahead. */
  readonly ofAll: () => void;
  /**
   * Telegram stumbled over one recipient. Over several in a row it is no matter of theirs.
   * @returns milliseconds until this one may be tried again; undefined: often enough
   */
  readonly ofOne: (id: number) => number | undefined;
  /** @returns milliseconds for which nothing goes out; 0: it may */
  readonly waitMs: () => number;
  /** waits of all since something passed */
  readonly inARow: () => number;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Over so many different recipients without one that passed between them. */
const ALL_FROM = 3;
/** Of one recipient while others pass: a second, two, four … together two minutes. */
const MAX_TRIES = 8;
/** While nobody passes: for the few that may be left at the end, nobody waits for ever. */
const LONGEST_OF_ALL_MS = 3_600_000;

/** Tells what concerns one recipient, who is tried again later, from what concerns all, who wait. */
export function createTroubles(now: () => number): Troubles {
  const stumbles = new Map<number, { readonly tries: number; readonly since: number }>();
  /** whose first try it was, since something passed: of those that stumble every time it tells nothing new */
  const newlyStumbled = new Set<number>();
  let inARow = 0;
  let until = 0;

  const ofAll = (): void => {
    // Several are under way when it begins: that is one trouble.
    if (now() < until) return;
    until = now() + Math.min(FIRST_WAIT_MS * 2 ** inARow, LONGEST_WAIT_MS);
    inARow += 1;
  };
  return {
    passed: (id) => {
      inARow = 0;
      until = 0;
      newlyStumbled.clear();
      stumbles.delete(id);
    },
    ofAll,
    ofOne: (id) => {
      const { tries, since } = stumbles.get(id) ?? { tries: 0, since: now() };
      if (tries === 0) newlyStumbled.add(id);
      stumbles.set(id, { tries: tries + 1, since });
      const isOfAll = newlyStumbled.size >= ALL_FROM;
      if (isOfAll) ofAll();
      const isEnough = isOfAll ? now() - since >= LONGEST_OF_ALL_MS : tries + 1 >= MAX_TRIES;
      if (isEnough) return undefined;
      return isOfAll ? FIRST_WAIT_MS : Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
    },
    waitMs: () => Math.max(0, until - now()),
    inARow: () => inARow,
  };
}
