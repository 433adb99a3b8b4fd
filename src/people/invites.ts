import { createHash } from 'node:crypto';
import type { Store } from '../store/port.js';
import { isAbove, type GivenRole, type Role } from './roles.js';
import type { Signer } from './signing.js';

interface Invite {
  readonly role: GivenRole;
  readonly by: number;
  /** milliseconds since 1970 */
  readonly until: number;
  /** who took it */
  readonly usedBy?: number;
}

export type InviteOutcome =
  | { readonly kind: 'taken'; readonly role: GivenRole; readonly by: number }
  /** the person has a mightier role already; the invitation stays good for somebody else */
  | { readonly kind: 'needless' }
  /** forged, unknown, taken by somebody else, or too old */
  | { readonly kind: 'refused' };

export interface Invites {
  /**
   * @param order names the wish (the tap), so that the same one handled again makes the same invitation
   * @returns a token of 35 characters for a deep link, good once, for two days
   */
  readonly create: (role: GivenRole, by: number, order: string) => Promise<string>;
  /**
   * Takes the invitation. The same person may take it again: a crash may have come before the role.
   * @param present the role of the person so far; nobody becomes less by a link
   */
  readonly take: (token: string, id: number, present: Role | undefined) => Promise<InviteOutcome>;
}

/** An invitation that lies around is a key under the mat. */
const VALID_MS = 2 * 24 * 3_600_000;
const PURPOSE = 'invite';

/** One-time invitations to a role. @param clock milliseconds */
export function createInvites(store: Store, signer: Signer, clock: () => number): Invites {
  const invites = store.collection<Invite>('invites');
  return {
    create: async (role, by, order) => {
      // It may be guessed: what cannot is the signature.
      const id = createHash('sha256').update(`${by}:${role}:${order}`).digest('base64url').slice(0, 12);
      await invites.insert(id, { role, by, until: clock() + VALID_MS });
      return `${id}-${signer.sign(PURPOSE, id)}`;
    },
    take: async (token, id, present) => {
      const [, inviteId = '', signature = ''] = /^([\w-]{12})-([\w-]{22})$/.exec(token) ?? [];
      if (!signer.verify(PURPOSE, inviteId, signature)) return { kind: 'refused' };
      const now = clock();
      const isNeedless = ({ role }: Invite): boolean => present !== undefined && isAbove(present, role);
      const invite = await invites.update(inviteId, (kept) =>
        kept === undefined || kept.usedBy !== undefined || kept.until < now || isNeedless(kept)
          ? kept
          : { ...kept, usedBy: id },
      );
      if (invite !== undefined && isNeedless(invite)) return { kind: 'needless' };
      return invite?.usedBy === id ? { kind: 'taken', role: invite.role, by: invite.by } : { kind: 'refused' };
    },
  };
}
