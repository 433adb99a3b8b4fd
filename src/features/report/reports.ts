import type { Facet } from '../../content/facet.js';
import type { Keeper } from '../../people/erasure.js';
import type { Store } from '../../store/port.js';

/** What people say to be wrong about one part of a scheme within one hour: one message to the team. */
export interface Report {
  readonly schemeId: string;
  readonly facet: Facet;
  /** milliseconds since 1970, of the first */
  readonly at: number;
  /** who said so. The team does not see them; its reply goes back to them */
  readonly people: readonly number[];
  /** their words, numbers that identify a person masked, oldest first */
  readonly said: readonly { readonly by: number; readonly messageId: number; readonly text: string }[];
  /** message that shows it, by the id of the one of the team who has it */
  readonly shownIn: Readonly<Record<string, number>>;
  /** nobody of the team could be reached yet */
  readonly isWaiting: boolean;
  /** messages of the team that were handed on, `<id>:<message id>` */
  readonly answered: readonly string[];
}

/** What somebody adds to a report: that something is wrong, or words. */
export interface Remark {
  readonly schemeId: string;
  readonly facet: Facet;
  readonly by: number;
  readonly words?: { readonly messageId: number; readonly text: string };
}

/** One more person or more words; somebody's first words; or nothing, because it was said before. */
export type Added = 'more' | 'first words' | 'nothing';

export interface Reports {
  /** Keeps a remark, durably. @returns the report that it belongs to, and what it added */
  readonly add: (remark: Remark) => Promise<{ readonly id: string; readonly added: Added }>;
  readonly get: (id: string) => Promise<Report | undefined>;
  /** Notes which message shows it to one of the team. */
  readonly shown: (id: string, to: number, messageId: number) => Promise<void>;
  readonly answered: (id: string, answer: string) => Promise<void>;
  /** Those that nobody of the team has seen, oldest first. */
  readonly waiting: () => Promise<readonly string[]>;
  /** The report that this message showed to one of the team. */
  readonly shownBy: (
    to: number,
    messageId: number,
  ) => Promise<{ readonly id: string; readonly report: Report } | undefined>;
  /** In how many reports a person has a part. */
  readonly countOf: (id: number) => Promise<number>;
  /** Forgets the reports of before. @param at milliseconds since 1970 */
  readonly dropBefore: (at: number) => Promise<void>;
  readonly keeper: Keeper;
}

const HOUR_MS = 3_600_000;

/** @param clock milliseconds */
export function createReports(store: Store, clock: () => number): Reports {
  const reports = store.collection<Report>('reports', { indexes: ['isWaiting', 'at'] });
  const change = async (id: string, revise: (present: Report) => Report | undefined): Promise<void> => {
    await reports.update(id, (present) => (present === undefined ? undefined : revise(present)));
  };
  const isAbout = (report: Report, id: number): boolean => report.people.includes(id) || String(id) in report.shownIn;
  return {
    add: async ({ schemeId, facet, by, words }) => {
      const at = clock();
      const id = `${Math.floor(at / HOUR_MS)}.${schemeId}.${facet}`;
      let added: Added = 'nothing';
      await reports.update(id, (present) => {
        const report: Report = present ?? {
          schemeId,
          facet,
          at,
          people: [],
          said: [],
          shownIn: {},
          isWaiting: true,
          answered: [],
        };
        const isKnown = report.people.includes(by);
        const isSaid = words === undefined || report.said.some(({ messageId }) => messageId === words.messageId);
        const hasSpoken = report.said.some((one) => one.by === by);
        added = isKnown && isSaid ? 'nothing' : words === undefined || hasSpoken ? 'more' : 'first words';
        return {
          ...report,
          people: isKnown ? report.people : [...report.people, by],
          said: isSaid ? report.said : [...report.said, { by, ...words }],
        };
      });
      return { id, added };
    },
    get: (id) => reports.get(id),
    shown: (id, to, messageId) =>
      change(id, (present) => ({
        ...present,
        isWaiting: false,
        shownIn: { ...present.shownIn, [String(to)]: messageId },
      })),
    answered: (id, answer) => change(id, (present) => ({ ...present, answered: [...present.answered, answer] })),
    waiting: async () => {
      const ids: string[] = [];
      for await (const { id } of reports.walk({ where: { isWaiting: true }, by: 'at' })) ids.push(id);
      return ids;
    },
    shownBy: async (to, messageId) => {
      // Seldom, and some weeks of reports at most.
      for await (const { id, value } of reports.walk({ by: 'at', descending: true }))
        if (value.shownIn[String(to)] === messageId) return { id, report: value };
      return undefined;
    },
    countOf: async (id) => {
      let count = 0;
      for await (const { value } of reports.walk()) if (value.people.includes(id)) count += 1;
      return count;
    },
    dropBefore: async (at) => {
      for await (const { id } of reports.walk({ by: 'at', upTo: at })) await change(id, () => undefined);
    },
    keeper: {
      name: 'reports',
      show: async (id) => {
        const own = [];
        for await (const { value } of reports.walk())
          if (value.people.includes(id))
            own.push({
              scheme: value.schemeId,
              at: new Date(value.at).toISOString(),
              said: value.said.filter(({ by }) => by === id).map(({ text }) => text),
            });
        return own.length === 0 ? undefined : own;
      },
      forget: async (id) => {
        for await (const { id: reportId, value } of reports.walk())
          if (isAbout(value, id)) await change(reportId, (present) => without(present, id));
      },
    },
  };
}

/** @returns undefined when nobody is left who said it */
function without(report: Report, id: number): Report | undefined {
  const people = report.people.filter((one) => one !== id);
  const { [String(id)]: _own, ...shownIn } = report.shownIn;
  if (people.length === 0) return undefined;
  return { ...report, people, said: report.said.filter(({ by }) => by !== id), shownIn };
}
