import { FACETS, type Facet } from '../content/facet.js';
import { schemeIdSchema } from '../content/scheme.js';

/** What a deep link `t.me/<bot>?start=…` opens. Anyone can edit it, so it is checked like any input. */
export type StartPayload =
  | { readonly kind: 'scheme'; readonly schemeId: string; readonly facet: Facet }
  /** carried by the question 'what is wrong?', so that its reply needs no memory */
  | { readonly kind: 'report'; readonly schemeId: string; readonly facet: Facet }
  | { readonly kind: 'invite'; readonly token: string };

/** @returns the link that opens a scheme straight away, at a part of it */
export function schemeLink(botUsername: string, schemeId: string, facet: Facet = 'about'): string {
  return `https://t.me/${botUsername}?start=s_${schemeId}${facet === 'about' ? '' : `_${FACETS.indexOf(facet)}`}`;
}

/** @returns the link that marks a question for what is wrong with a part of a scheme */
export function reportLink(botUsername: string, schemeId: string, facet: Facet): string {
  return `https://t.me/${botUsername}?start=r_${schemeId}_${FACETS.indexOf(facet)}`;
}

/** @returns the link that takes an invitation to a role */
export function inviteLink(botUsername: string, token: string): string {
  return `https://t.me/${botUsername}?start=i_${token}`;
}

/** @returns undefined for a payload that no link of ours carries */
export function parseStartPayload(payload: string): StartPayload | undefined {
  const token = /^i_([\w-]{10,60})$/.exec(payload)?.[1];
  if (token !== undefined) return { kind: 'invite', token };
  const [, letter, id, number] = /^([sr])_([a-z0-9-]{1,40})(?:_(\d{1,2}))?$/.exec(payload) ?? [];
  const schemeId = schemeIdSchema.safeParse(id).data;
  const facet = number === undefined ? 'about' : FACETS[Number(number)];
  if (schemeId === undefined || facet === undefined) return undefined;
  return { kind: letter === 'r' ? 'report' : 'scheme', schemeId, facet };
}

/** Telegram's own share dialog: the person chooses to whom; nothing goes through the bot. */
export function shareLink(url: string, text: string): string {
  return `https://t.me/share/url?url=${encodeURIComponent(url)}&text=${encodeURIComponent(text)}`;
}
