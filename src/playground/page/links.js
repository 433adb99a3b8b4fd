// @ts-check
/**
 * What a t.me address means inside of the page.
 * @typedef {{ kind: 'start', payload: string } | { kind: 'group' } | { kind: 'share', text: string } | { kind: 'outside' }} Link
 *   start: the bot's own deep link · group: the bot's invitation into a group · share: the text that would be forwarded ·
 *   outside: anything else
 */

/** @param {string} address @param {string} botUsername @returns {Link} */
export function readLink(address, botUsername) {
  if (!URL.canParse(address)) return { kind: 'outside' };
  const { hostname, pathname, searchParams } = new URL(address);
  if (hostname !== 't.me') return { kind: 'outside' };
  if (pathname === '/share/url' || pathname === '/share')
    return { kind: 'share', text: [searchParams.get('url'), searchParams.get('text')].filter(Boolean).join('\n') };
  if (pathname.toLowerCase() !== `/${botUsername.toLowerCase()}`) return { kind: 'outside' };
  if (searchParams.has('startgroup')) return { kind: 'group' };
  return { kind: 'start', payload: searchParams.get('start') ?? '' };
}

/**
 * The payload that the page itself was opened with, `?start=…` or `#start=…`.
 * @param {Location} location @returns {string | undefined} undefined when there is none or it is not a payload
 */
export function payloadOf({ search, hash }) {
  const payload = new URLSearchParams(search).get('start') ?? new URLSearchParams(hash.slice(1)).get('start') ?? '';
  // https://core.telegram.org/bots/features#deep-linking
  return /^[\w-]{1,64}$/.test(payload) ? payload : undefined;
}
