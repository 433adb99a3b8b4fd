import { schemeIdSchema } from '../content/scheme.js';

/** What a deep link `t.me/<bot>?start=…` opens. Anyone can edit it, so it is checked like any input. */
export type StartPayload =
  | { readonly kind: 'scheme'; readonly schemeId: string }
  | { readonly kind: 'invite'; readonly token: string };

/** @returns the link that opens a scheme straight away */
export function schemeLink(botUsername: string, schemeId: string): string {
  return `https://t.me/${botUsername}?start=s_${schemeId}`;
}

/** @returns the link that takes an invitation to a role */
export function inviteLink(botUsername: string, token: string): string {
  return `https://t.me/${botUsername}?start=i_${token}`;
}

/** @returns undefined for a payload that no link of ours carries */
export function parseStartPayload(payload: string): StartPayload | undefined {
  const token = /^i_([\w-]{10,60})$/.exec(payload)?.[1];
  if (token !== undefined) return { kind: 'invite', token };
  const id = schemeIdSchema.safeParse(/^s_(.+)$/.exec(payload)?.[1]);
  return id.success ? { kind: 'scheme', schemeId: id.data } : undefined;
}

/** Telegram's own share dialog: the person chooses to whom; nothing goes through the bot. */
export function shareLink(url: string, text: string): string {
  return `https://t.me/share/url?url=${encodeURIComponent(url)}&text=${encodeURIComponent(text)}`;
}
