import { randomBytes } from 'node:crypto';
import { Api } from 'grammy';
import type { Language } from './content/language.js';
import type { Clock } from './delivery/clock.js';
import { createJobs, type Jobs } from './delivery/jobs.js';
import { createDelivery, type Delivery } from './delivery/delivery.js';
import { createPace, type Pace } from './delivery/pace.js';
import { createDrafts, type Drafts } from './features/broadcast/draft.js';
import { createReports, type Reports } from './features/report/reports.js';
import { createPlaces, type Places } from './delivery/places.js';
import type { Translate } from './messages/catalogue.js';
import { createAudiences } from './telegram/audiences.js';
import { createMakers } from './telegram/makers.js';
import { createOutgoing } from './telegram/outgoing.js';
import { TOPICS, wants } from './people/person.js';
import { dayInIndia } from './messages/dates.js';
import { createAudit, type Audit } from './people/audit.js';
import { eraseEverywhere, type Keeper } from './people/erasure.js';
import { createInvites, type Invites } from './people/invites.js';
import { createPeople, type People } from './people/people.js';
import { inactivePeople } from './people/retention.js';
import { createRoles, type Roles } from './people/roles.js';
import { openSigner } from './people/signing.js';
import type { Store } from './store/port.js';
import { createAwaiting, type Awaiting } from './telegram/awaiting.js';

/** What stands on the store: one of each, shared by the features and the doors. */
export interface Parts {
  readonly people: People;
  readonly roles: Roles;
  readonly invites: Invites;
  readonly audit: Audit;
  readonly awaiting: Awaiting;
  readonly jobs: Jobs;
  readonly delivery: Delivery;
  readonly places: Places;
  readonly drafts: Drafts;
  readonly reports: Reports;
  /** replies are noted here, so that broadcasts leave room for them */
  readonly pace: Pace;
  readonly store: Store;
  /** a private channel that keeps the messages of broadcasts; absent: the administrator's chat */
  readonly storageChatId: number | undefined;
  /** every part that keeps something about people */
  readonly keepers: readonly Keeper[];
  /** Forgets a person everywhere; what a crash interrupts is finished later. */
  readonly erase: (id: number) => Promise<void>;
}

export interface PartsDeps {
  readonly store: Store;
  readonly ownerIds: readonly number[];
  readonly clock: Clock;
  /** an inactive person is forgotten after so many days */
  readonly retentionDays: number;
  /** false: another process may be serving */
  readonly isServing: () => boolean;
  /** messages a second of broadcasts and replies together */
  readonly perSecond: number;
  readonly storageChatId: number | undefined;
  readonly telegram: { readonly token: string; readonly apiRoot: string; readonly fetch: typeof globalThis.fetch };
  readonly translate: (language: Language) => Translate;
  readonly warn: (message: string, error?: unknown) => void;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 03:00 in India (UTC+5:30), when nobody asks: 21:30 UTC. */
const NIGHT_MS = 21.5 * HOUR_MS;

/** A send whose answer does not come is in doubt after this long; grammY's own limit is 500 s. */
const SEND_TIMEOUT_SECONDS = 30;
/** Who got which broadcast is of use as long as somebody may ask. */
const LEDGER_DAYS = 90;
/** So long the team can answer a report. */
const REPORT_DAYS = 90;

export async function openParts(deps: PartsDeps): Promise<Parts> {
  const { store, ownerIds, clock, retentionDays, warn, telegram } = deps;
  const signer = await openSigner(store);
  const people = createPeople(store);
  const roles = createRoles(store, ownerIds);
  const awaiting = createAwaiting(store, clock.now);
  const places = createPlaces(store);
  const pace = createPace({ now: clock.monotonic, perSecond: deps.perSecond });
  // Without the retries of replies: what Telegram refuses, the pace has to know.
  const api = new Api(telegram.token, {
    apiRoot: telegram.apiRoot,
    fetch: telegram.fetch,
    timeoutSeconds: SEND_TIMEOUT_SECONDS,
  });
  const outgoing = createOutgoing({
    api,
    translate: deps.translate,
    threadOf: async (recipient) => (recipient < 0 ? (await places.get(recipient))?.thread : undefined),
    languageOf: async (recipient) => (recipient < 0 ? undefined : (await people.get(recipient))?.language) ?? 'hi',
  });
  const delivery = createDelivery({
    store,
    clock,
    pace,
    audiences: createAudiences(people, places),
    ...outgoing,
    mayReceive: async (recipient, { topic }) => {
      if (recipient < 0) return (await places.get(recipient))?.announce === true;
      const person = await people.get(recipient);
      const known = TOPICS.find((one) => one === topic);
      return person !== undefined && known !== undefined && wants(person, known);
    },
    onUnreachable: (recipient) => (recipient < 0 ? places.remove(recipient) : people.unreachable(recipient)),
    onMoved: places.move,
    heldTopics: ['schemes'],
    mayWork: deps.isServing,
    newId: () => `b${clock.now().toString(36)}${randomBytes(2).toString('hex')}`,
    warn,
  });
  const drafts = createDrafts(store);
  const reports = createReports(store, clock.now);
  const makers = createMakers(store);
  const keepers = [
    people.keeper,
    roles.keeper,
    awaiting.keeper,
    drafts.keeper,
    delivery.keeper,
    makers.keeper,
    reports.keeper,
  ];

  const jobs = createJobs({
    store,
    clock,
    warn,
    handlers: {
      erase: async (id) => eraseEverywhere(keepers, Number(id)),
      retention: async () => {
        const today = dayInIndia(new Date(clock.now()));
        for (const id of await inactivePeople(people, roles, today, retentionDays)) await eraseEverywhere(keepers, id);
        await makers.tidy();
        await delivery.dropLedgersBefore(clock.now() - LEDGER_DAYS * DAY_MS);
        await reports.dropBefore(clock.now() - REPORT_DAYS * DAY_MS);
        return nextNight(clock.now());
      },
      sweep: async () => {
        await awaiting.sweep();
        return clock.now() + HOUR_MS;
      },
    },
  });
  await jobs.ensure('retention', { kind: 'retention', at: nextNight(clock.now()) });
  await jobs.ensure('sweep', { kind: 'sweep', at: clock.now() + HOUR_MS });

  return {
    people,
    roles,
    invites: createInvites(store, signer, clock.now),
    audit: createAudit(store),
    awaiting,
    jobs,
    delivery,
    places,
    drafts,
    reports,
    pace,
    store,
    storageChatId: deps.storageChatId,
    keepers,
    erase: async (id) => {
      // The job stands until all is done: whoever comes back afterwards must not be forgotten again.
      await jobs.put(`erase-${id}`, { kind: 'erase', at: clock.now() + 60_000, payload: id });
      await eraseEverywhere(keepers, id);
      await jobs.cancel(`erase-${id}`);
    },
  };
}

function nextNight(now: number): number {
  const tonight = Math.floor(now / DAY_MS) * DAY_MS + NIGHT_MS;
  return tonight > now ? tonight : tonight + DAY_MS;
}
