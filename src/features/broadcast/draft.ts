import { randomBytes } from 'node:crypto';
import type { Keeper } from '../../people/erasure.js';
import type { Topic } from '../../people/person.js';
import type { Json, Store } from '../../store/port.js';
import type { Outgoing } from '../../telegram/outgoing.js';

/** A broadcast that is being made ready. An administrator has one at a time. */
export interface Draft {
  /**
   * Stands in every button of the draft: buttons of an older one do nothing. It names the order too
   * (`orderId`), so it begins with the time, as ids of orders do.
   */
  readonly token: string;
  readonly message: Extract<Outgoing, { kind: 'copy' }>;
  /** its first words */
  readonly title: string;
  /** a word such as 'tomorrow' that stands in it without a date: who reads it later reads it wrongly */
  readonly undated?: string;
  /** a poll goes to groups and channels only: a copy to each person would be a poll of its own */
  readonly onlyPlaces: boolean;
  readonly topic: Topic;
  /** `all`, `lang-hi`, `d-raipur`, `i-farmers`, `creators`, `places`, `both` */
  readonly audience: string;
  /** milliseconds since 1970; absent: at once */
  readonly at?: number;
  readonly urgent: boolean;
}

/** One draft gives one order, however often its 'yes' arrives. */
export const orderId = (token: string): string => `b${token}`;

export interface Drafts {
  /** Begins a draft; the one before is gone. @param now milliseconds since 1970 */
  readonly begin: (by: number, draft: Omit<Draft, 'token'>, now: number) => Promise<Draft>;
  readonly get: (by: number) => Promise<Draft | undefined>;
  /** @returns the draft afterwards; undefined when it is not this one any more */
  readonly change: (by: number, token: string, revise: (draft: Draft) => Draft) => Promise<Draft | undefined>;
  /** Takes the draft away, once. @returns it, to whoever was first */
  readonly take: (by: number, token: string) => Promise<Draft | undefined>;
  readonly keeper: Keeper;
}

export function createDrafts(store: Store): Drafts {
  const drafts = store.collection<Draft>('drafts');
  return {
    begin: async (by, draft, now) => {
      const begun: Draft = { ...draft, token: `${now.toString(36)}${randomBytes(3).toString('hex')}` };
      await drafts.update(String(by), () => begun);
      return begun;
    },
    get: (by) => drafts.get(String(by)),
    change: async (by, token, revise) => {
      const after = await drafts.update(String(by), (present) =>
        present?.token === token ? revise(present) : present,
      );
      return after?.token === token ? after : undefined;
    },
    take: async (by, token) => {
      let taken: Draft | undefined;
      await drafts.update(String(by), (present) => {
        taken = present?.token === token ? present : undefined;
        return taken === undefined ? present : undefined;
      });
      return taken;
    },
    keeper: {
      name: 'draft',
      show: async (id) => (await drafts.get(String(id))) as Json | undefined,
      forget: async (id) => {
        await drafts.update(String(id), () => undefined);
      },
    },
  };
}
