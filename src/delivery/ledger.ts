import type { Entry, Json, Store } from '../store/port.js';
import { NO_COUNTS, ROW_STATES, type Counts, type PassCounts, type RowState } from './broadcast.js';

/** Recipients a page: one record holds what must hold together. */
export const PAGE_ROWS = 100;

/** A hundred rows of the ledger. Letters instead of words: a million recipients have ten thousand pages. */
interface LedgerPage {
  readonly broadcast: string;
  /** the broadcast, while a row is queued or claimed; then absent. An index */
  readonly todo?: string;
  readonly ids: readonly number[];
  /** a letter of ROW_STATES a row */
  readonly states: string;
  /** ids of the messages, by row */
  readonly messages: Readonly<Record<number, number>>;
  /** why a row failed, by row */
  readonly why: Readonly<Record<number, string>>;
  /** number of the pass that `marks` belong to */
  readonly pass?: number;
  /** a letter of MARKS a row */
  readonly marks?: string;
}

const MARKS = { waiting: '-', deleted: 'x', edited: 'e', neither: 'n' } as const;
export type Mark = keyof typeof MARKS;

const STATE_BY_LETTER = new Map<string, RowState>(
  Object.entries(ROW_STATES).map(([state, letter]) => [letter, state as RowState]),
);
const MARK_BY_LETTER = new Map<string, Mark>(Object.entries(MARKS).map(([mark, letter]) => [letter, mark as Mark]));
const WAITING: ReadonlySet<string> = new Set([ROW_STATES.queued, ROW_STATES.claimed, ROW_STATES.doubt]);
/** Stands for a person who was forgotten; Telegram gives nobody this id. */
const FORGOTTEN = 0;

/** A row, and who stands in it. */
export interface Row {
  readonly page: string;
  readonly row: number;
  readonly id: number;
}
/** What became of a row. 'queued': it was claimed, and surely not sent. */
export interface Settlement {
  readonly row: number;
  readonly state: Exclude<RowState, 'claimed'>;
  readonly messageId?: number;
  readonly why?: string;
  /** the chat has another id now (a group that became a supergroup) */
  readonly movedTo?: number;
}
/** A row as a report shows it. */
export interface LedgerRow {
  readonly id: number;
  readonly state: RowState;
  readonly messageId?: number;
  readonly why?: string;
}

export interface Ledger {
  /** Writes pages; writing the same page again replaces it, as long as nothing is sent. */
  readonly write: (broadcast: string, firstPage: number, pages: readonly (readonly number[])[]) => Promise<void>;
  /** @returns the queued rows of the next page that has rows to do; undefined: no page left. @param after page at which to go on */
  readonly queued: (
    broadcast: string,
    after?: string,
  ) => Promise<{ readonly page: string; readonly rows: readonly Row[] } | undefined>;
  /**
   * One durable write of one page: results come in, and rows are claimed before they go out. It may be
   * repeated when nobody knows whether it was written.
   * @param claims rows that the caller knows not to be under way
   * @returns those of them that may be sent now; another one was forgotten meanwhile
   */
  readonly turnOver: (
    page: string,
    settlements: readonly Settlement[],
    claims: readonly number[],
  ) => Promise<readonly Row[]>;
  /** After a crash: what was claimed and not settled is in doubt. @returns how many */
  readonly doubtClaimed: (broadcast: string) => Promise<number>;
  /** Puts rows of these states to another. @returns how many */
  readonly turn: (broadcast: string, from: readonly RowState[], to: RowState) => Promise<number>;
  readonly counts: (broadcast: string) => Promise<Counts>;
  readonly rows: (broadcast: string) => AsyncIterable<LedgerRow>;
  /** Sent rows that the pass has not come to yet, a page at a time. */
  readonly unmarked: (
    broadcast: string,
    pass: number,
  ) => AsyncIterable<{ readonly page: string; readonly rows: readonly (Row & { readonly messageId: number })[] }>;
  readonly mark: (page: string, pass: number, marks: ReadonlyMap<number, Mark>) => Promise<void>;
  readonly passCounts: (broadcast: string, pass: number) => Promise<PassCounts>;
  /** Deletes the pages of a broadcast. @param from the first of them by number. Default 0 */
  readonly drop: (broadcast: string, from?: number) => Promise<void>;
  /** Takes a person out of every page. */
  readonly forget: (id: number) => Promise<void>;
  /** @returns broadcasts that have a row for the person */
  readonly show: (id: number) => Promise<readonly Json[]>;
}

export function createLedger(store: Store): Ledger {
  const pages = store.collection<LedgerPage>('ledger', { indexes: ['broadcast', 'todo'] });

  const pagesOf = (broadcast: string): AsyncIterable<Entry<LedgerPage>> => pages.walk({ where: { broadcast } });
  const change = async (id: string, revise: (page: LedgerPage) => LedgerPage): Promise<void> => {
    await pages.update(id, (page) => (page === undefined ? undefined : tidy(revise(page))));
  };

  return {
    write: async (broadcast, firstPage, chunks) => {
      await Promise.all(
        chunks.map((ids, index) =>
          pages.update(pageId(broadcast, firstPage + index), () => ({
            broadcast,
            todo: broadcast,
            ids,
            states: ROW_STATES.queued.repeat(ids.length),
            messages: {},
            why: {},
          })),
        ),
      );
    },
    queued: async (broadcast, after) => {
      const [found] = await pages.first(1, { where: { todo: broadcast }, ...(after === undefined ? {} : { after }) });
      if (found === undefined) return undefined;
      const { id: page, value } = found;
      return {
        page,
        rows: value.ids.flatMap((id, row) => (value.states[row] === ROW_STATES.queued ? [{ page, row, id }] : [])),
      };
    },
    turnOver: async (page, settlements, claims) => {
      let claimed: Row[] = [];
      await change(page, (present) => {
        const after = settled(present, settlements);
        const states: string[] = [...after.states];
        claimed = claims.flatMap((row) => {
          const letter = states[row] ?? '';
          // Claimed already: by ourselves, in a write that was taken for lost.
          if (letter !== ROW_STATES.queued && letter !== ROW_STATES.claimed) return [];
          states[row] = ROW_STATES.claimed;
          return [{ page, row, id: after.ids[row] ?? FORGOTTEN }];
        });
        return { ...after, states: states.join('') };
      });
      return claimed;
    },
    doubtClaimed: (broadcast) => turn(broadcast, ['claimed'], 'doubt'),
    turn,
    counts: async (broadcast) => {
      const counts = { ...NO_COUNTS };
      for await (const { value } of pagesOf(broadcast)) {
        for (const letter of value.states) {
          const state = STATE_BY_LETTER.get(letter);
          if (state !== undefined) counts[state] += 1;
        }
      }
      return counts;
    },
    rows: async function* rows(broadcast) {
      for await (const { value } of pagesOf(broadcast)) {
        for (const [row, id] of value.ids.entries()) {
          const messageId = value.messages[row];
          const why = value.why[row];
          yield {
            id,
            state: STATE_BY_LETTER.get(value.states[row] ?? '') ?? 'failed',
            ...(messageId === undefined ? {} : { messageId }),
            ...(why === undefined ? {} : { why }),
          };
        }
      }
    },
    unmarked: async function* unmarked(broadcast, pass) {
      for await (const { id: page, value } of pagesOf(broadcast)) {
        const marks = value.pass === pass ? value.marks : undefined;
        const rows = value.ids.flatMap((id, row) => {
          const messageId = value.messages[row];
          const isDone = marks !== undefined && marks[row] !== MARKS.waiting;
          return value.states[row] !== ROW_STATES.sent || messageId === undefined || id === FORGOTTEN || isDone
            ? []
            : [{ page, row, id, messageId }];
        });
        if (rows.length > 0) yield { page, rows };
      }
    },
    mark: (page, pass, marks) =>
      change(page, (present) => {
        const before = present.pass === pass ? present.marks : undefined;
        const letters: string[] = [...(before ?? MARKS.waiting.repeat(present.ids.length))];
        for (const [row, mark] of marks) letters[row] = MARKS[mark];
        return { ...present, pass, marks: letters.join('') };
      }),
    passCounts: async (broadcast, pass) => {
      const counts = { waiting: 0, deleted: 0, edited: 0, neither: 0 };
      for await (const { value } of pagesOf(broadcast)) {
        [...value.states].forEach((state, row) => {
          if (state !== ROW_STATES.sent || value.ids[row] === FORGOTTEN) return;
          const letter = value.pass === pass ? value.marks?.[row] : undefined;
          counts[MARK_BY_LETTER.get(letter ?? '') ?? 'waiting'] += 1;
        });
      }
      return counts;
    },
    drop: async (broadcast, from = 0) => {
      for await (const { id } of pagesOf(broadcast))
        if (id >= pageId(broadcast, from)) await pages.update(id, () => undefined);
    },
    forget: async (person) => {
      for await (const { id, value } of pages.walk()) {
        if (!value.ids.includes(person)) continue;
        await change(id, (present) => without(present, person));
      }
    },
    show: async (person) => {
      const found: Json[] = [];
      for await (const { value } of pages.walk()) {
        const row = value.ids.indexOf(person);
        if (row < 0) continue;
        const messageId = value.messages[row];
        found.push({
          broadcast: value.broadcast,
          state: STATE_BY_LETTER.get(value.states[row] ?? '') ?? 'failed',
          ...(messageId === undefined ? {} : { messageId }),
        });
      }
      return found;
    },
  };

  async function turn(broadcast: string, from: readonly RowState[], to: RowState): Promise<number> {
    const letters = from.map((state) => ROW_STATES[state] as string);
    let turned = 0;
    for await (const { id, value } of pagesOf(broadcast)) {
      if (![...value.states].some((letter) => letters.includes(letter))) continue;
      let here = 0;
      await change(id, (present) => {
        here = 0;
        const states = [...present.states].map((letter): string => {
          if (!letters.includes(letter)) return letter;
          here += 1;
          return ROW_STATES[to];
        });
        return { ...present, states: states.join('') };
      });
      turned += here;
    }
    return turned;
  }
}

const pageId = (broadcast: string, page: number): string => `${broadcast}.${String(page).padStart(6, '0')}`;

/** `todo` stands there exactly while something is to be done. */
function tidy(page: LedgerPage): LedgerPage {
  const { todo: _todo, ...rest } = page;
  const isOpen = page.states.includes(ROW_STATES.queued) || page.states.includes(ROW_STATES.claimed);
  return isOpen ? { ...rest, todo: page.broadcast } : rest;
}

function settled(page: LedgerPage, settlements: readonly Settlement[]): LedgerPage {
  const states: string[] = [...page.states];
  const ids = [...page.ids];
  const messages = { ...page.messages };
  const why = { ...page.why };
  for (const { row, state, messageId, why: reason, movedTo } of settlements) {
    // Whoever was forgotten stays so; and only what is still claimed can be given back.
    if (ids[row] === FORGOTTEN || (state === 'queued' && states[row] !== ROW_STATES.claimed)) continue;
    states[row] = ROW_STATES[state];
    if (messageId !== undefined) messages[row] = messageId;
    if (reason !== undefined) why[row] = reason;
    if (movedTo !== undefined) ids[row] = movedTo;
  }
  return { ...page, ids, states: states.join(''), messages, why };
}

function without(page: LedgerPage, person: number): LedgerPage {
  const row = page.ids.indexOf(person);
  if (row < 0) return page;
  const { [row]: _message, ...messages } = page.messages;
  const { [row]: _why, ...why } = page.why;
  const letter = page.states[row] ?? '';
  const isWaiting = WAITING.has(letter);
  return {
    ...page,
    ids: page.ids.with(row, FORGOTTEN),
    // What was sent stays counted, of nobody.
    states: isWaiting ? page.states.slice(0, row) + ROW_STATES.left + page.states.slice(row + 1) : page.states,
    messages,
    why,
  };
}
