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

/** A recipient that may be sent to now. */
export interface Claim {
  readonly page: string;
  readonly row: number;
  readonly id: number;
}
/** What came of a claim. */
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
  /**
   * Claims rows in one durable write, before they go out.
   * @param after page at which to go on; absent: from the first
   * @returns rows of one page; the page also when none of it was queued; undefined: no page left
   */
  readonly claim: (
    broadcast: string,
    max: number,
    after?: string,
  ) => Promise<{ page: string; claims: readonly Claim[] } | undefined>;
  readonly settle: (page: string, settlements: readonly Settlement[]) => Promise<void>;
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
  ) => AsyncIterable<{ readonly page: string; readonly rows: readonly (Claim & { readonly messageId: number })[] }>;
  readonly mark: (page: string, pass: number, marks: ReadonlyMap<number, Mark>) => Promise<void>;
  readonly passCounts: (broadcast: string, pass: number) => Promise<PassCounts>;
  /** Deletes the pages of a broadcast. */
  readonly drop: (broadcast: string) => Promise<void>;
  /** Takes a person out of every page. */
  readonly forget: (id: number) => Promise<void>;
  /** @returns broadcasts that have a row for the person */
  readonly show: (id: number) => Promise<Json | undefined>;
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
    claim: async (broadcast, max, after) => {
      const [found] = await pages.first(1, { where: { todo: broadcast }, ...(after === undefined ? {} : { after }) });
      const page = found?.id;
      if (page === undefined) return undefined;
      let claims: Claim[] = [];
      await change(page, (present) => {
        claims = [];
        const states = [...present.states].map((state, row): string => {
          if (state !== ROW_STATES.queued || claims.length >= max) return state;
          claims.push({ page, row, id: present.ids[row] ?? FORGOTTEN });
          return ROW_STATES.claimed;
        });
        return { ...present, states: states.join('') };
      });
      return { page, claims };
    },
    settle: (page, settlements) =>
      change(page, (present) => {
        const states: string[] = [...present.states];
        const ids = [...present.ids];
        const messages = { ...present.messages };
        const why = { ...present.why };
        for (const { row, state, messageId, why: reason, movedTo } of settlements) {
          if (ids[row] === FORGOTTEN) continue;
          states[row] = ROW_STATES[state];
          if (messageId !== undefined) messages[row] = messageId;
          if (reason !== undefined) why[row] = reason;
          if (movedTo !== undefined) ids[row] = movedTo;
        }
        return { ...present, ids, states: states.join(''), messages, why };
      }),
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
    drop: async (broadcast) => {
      for await (const { id } of pagesOf(broadcast)) await pages.update(id, () => undefined);
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
      return found.length === 0 ? undefined : found;
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
