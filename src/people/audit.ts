import { isDeepStrictEqual } from 'node:util';
import type { Json, Store } from '../store/port.js';

/** One administrative act. */
export interface AuditEntry {
  /** milliseconds since 1970 */
  readonly at: number;
  /** who did it; 0: the bot itself */
  readonly by: number;
  /** what was done, as `team.invite`, `broadcast.start` */
  readonly act: string;
  /** on what */
  readonly on?: string;
  readonly before?: Json;
  readonly after?: Json;
  /** id of the update that asked for it */
  readonly cause?: number;
}

export interface Audit {
  /** The same act of the same update, or of the same moment, is noted once: what is handled again adds none. */
  readonly note: (entry: AuditEntry) => Promise<void>;
  /** @returns the newest first. @param limit 1 to 100 */
  readonly latest: (limit: number) => Promise<readonly AuditEntry[]>;
}

/** Past any date that will be written: ids count down, so that the store's order is newest first. */
const FAR = 9_999_999_999_999;
const MAX_PER_MS = 1_000;
/** An update comes again within moments; meanwhile the team has not done more than so many things. */
const REDELIVERED = 50;

/** The log of administrative acts. Entries are only added. */
export function createAudit(store: Store): Audit {
  const entries = store.collection<AuditEntry>('audit');
  return {
    note: async (entry) => {
      if (entry.cause !== undefined) {
        const latest = await entries.first(REDELIVERED);
        if (latest.some(({ value }) => value.cause === entry.cause && value.act === entry.act)) return;
      }
      for (let number = MAX_PER_MS - 1; number > 0; number -= 1) {
        const id = `${String(FAR - entry.at).padStart(13, '0')}-${String(number).padStart(3, '0')}`;
        if (await entries.insert(id, entry)) return;
        if (isDeepStrictEqual(await entries.get(id), entry)) return;
      }
      throw new RangeError(`more than ${MAX_PER_MS} acts at ${entry.at}`);
    },
    latest: async (limit) => (await entries.first(limit)).map(({ value }) => value),
  };
}
