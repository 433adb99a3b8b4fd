import type { Clock } from './delivery/clock.js';
import { createJobs, type Jobs } from './delivery/jobs.js';
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
  /** every part that keeps something about people */
  readonly keepers: readonly Keeper[];
  /** makes sure that a forgetting which is begun now is finished, also after a crash */
  readonly finishErasing: (id: number) => Promise<void>;
}

export interface PartsDeps {
  readonly store: Store;
  readonly ownerIds: readonly number[];
  readonly clock: Clock;
  /** an inactive person is forgotten after so many days */
  readonly retentionDays: number;
  readonly warn: (message: string, error?: unknown) => void;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 03:00 in India (UTC+5:30), when nobody asks: 21:30 UTC. */
const NIGHT_MS = 21.5 * HOUR_MS;

export async function openParts({ store, ownerIds, clock, retentionDays, warn }: PartsDeps): Promise<Parts> {
  const signer = await openSigner(store);
  const people = createPeople(store);
  const roles = createRoles(store, ownerIds);
  const awaiting = createAwaiting(store, clock.now);
  const keepers = [people.keeper, roles.keeper, awaiting.keeper];

  const jobs = createJobs({
    store,
    clock,
    warn,
    handlers: {
      erase: async (id) => eraseEverywhere(keepers, Number(id)),
      retention: async () => {
        const today = dayInIndia(new Date(clock.now()));
        for (const id of await inactivePeople(people, roles, today, retentionDays)) await eraseEverywhere(keepers, id);
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
    keepers,
    finishErasing: (id) => jobs.put(`erase-${id}`, { kind: 'erase', at: clock.now() + 60_000, payload: id }),
  };
}

function nextNight(now: number): number {
  const tonight = Math.floor(now / DAY_MS) * DAY_MS + NIGHT_MS;
  return tonight > now ? tonight : tonight + DAY_MS;
}
