import { randomBytes } from 'node:crypto';
import type { Store } from '../store/port.js';
import type { GivenRole } from './roles.js';
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
  /** forged, unknown, taken by somebody else, or too old */
  | { readonly kind: 'refused' };

export interface Invites {
  /** @returns a token of 35 characters for a deep link; good once, for two days */
  readonly create: (role: GivenRole, by: number) => Promise<string>;
  /** Takes the invitation. The same person may take it again: a crash may have come before the role. */
  readonly take: (token: string, id: number) => Promise<InviteOutcome>;
}

/** An invitation that lies around is a key under the mat. */
const VALID_MS = 2 * 24 * 3_600_000;
const PURPOSE = 'invite';

/** One-time invitations to a role. @param clock milliseconds */
export function createInvites(store: Store, signer: Signer, clock: () => number): Invites {
  const invites = store.collection<Invite>('invites');
  return {
    create: async (role, by) => {
      const id = randomBytes(9).toString('base64url');
      await invites.insert(id, { role, by, until: clock() + VALID_MS });
      return `${id}-${signer.sign(PURPOSE, id)}`;
    },
    take: async (token, id) => {
      const [, inviteId = '', signature = ''] = /^([\w-]{12})-([\w-]{22})$/.exec(token) ?? [];
      if (!signer.verify(PURPOSE, inviteId, signature)) return { kind: 'refused' };
      const now = clock();
      const invite = await invites.update(inviteId, (present) =>
        present === undefined || present.usedBy !== undefined || present.until < now
          ? present
          : { ...present, usedBy: id },
      );
      return invite?.usedBy === id ? { kind: 'taken', role: invite.role, by: invite.by } : { kind: 'refused' };
    },
  };
}
