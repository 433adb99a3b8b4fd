import type { Json, Store } from '../store/port.js';
import { toArray } from '../store/query.js';
import type { Keeper } from './erasure.js';

/**
 * Roles, mightiest first. An owner stands in the settings of the program (`ADMIN_IDS`) and cannot be
 * removed from a chat; the others are invited.
 */
export const ROLES = ['owner', 'administrator', 'editor', 'helper'] as const;
export type Role = (typeof ROLES)[number];
/** What can be given by an invitation. */
export type GivenRole = Exclude<Role, 'owner'>;

/**
 * What may be given now. An editor changes what the bot knows, which no command can do yet: editors of
 * before stay, and may what a helper may.
 */
export const OFFERED_ROLES = ['administrator', 'helper'] as const satisfies readonly GivenRole[];

/** What a role may do. Each may also do what those below it may. */
export type Power =
  /** invite and remove administrators */
  | 'appoint'
  /** broadcasts, invitations of editors and helpers, audit */
  | 'administer'
  /** change what the bot knows */
  | 'edit'
  /** receive and answer reports of mistakes */
  | 'help';
const LEAST: Readonly<Record<Power, Role>> = {
  appoint: 'owner',
  administer: 'administrator',
  edit: 'editor',
  help: 'helper',
};

export function may(role: Role | undefined, power: Power): boolean {
  return role !== undefined && ROLES.indexOf(role) <= ROLES.indexOf(LEAST[power]);
}

/** Whether a role is mightier than another. */
export function isAbove(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) < ROLES.indexOf(other);
}

/** A role that was given. */
export interface Membership {
  readonly id: number;
  readonly role: GivenRole;
  /** who invited */
  readonly by: number;
  /** day in India, `YYYY-MM-DD` */
  readonly since: string;
}

export interface Roles {
  readonly of: (id: number) => Promise<Role | undefined>;
  readonly give: (membership: Membership) => Promise<void>;
  /** @returns what was taken away; undefined when there was nothing to take */
  readonly take: (id: number) => Promise<Membership | undefined>;
  readonly members: () => Promise<readonly Membership[]>;
  /** Everyone with the power, owners first. */
  readonly holders: (power: Power) => Promise<readonly number[]>;
  readonly keeper: Keeper;
}

export function createRoles(store: Store, ownerIds: readonly number[]): Roles {
  const roles = store.collection<Membership>('roles');
  const members = async (): Promise<readonly Membership[]> => (await toArray(roles.walk())).map(({ value }) => value);
  const take: Roles['take'] = async (id) => {
    let taken: Membership | undefined;
    await roles.update(String(id), (present) => {
      taken = present;
      return undefined;
    });
    return taken;
  };
  return {
    of: async (id) => (ownerIds.includes(id) ? 'owner' : (await roles.get(String(id)))?.role),
    give: async (membership) => {
      await roles.update(String(membership.id), () => membership);
    },
    take,
    members,
    holders: async (power) => [
      ...new Set([...ownerIds, ...(await members()).filter(({ role }) => may(role, power)).map(({ id }) => id)]),
    ],
    keeper: {
      name: 'role',
      show: async (id) => (await roles.get(String(id))) as Json | undefined,
      forget: async (id) => void (await take(id)),
    },
  };
}
