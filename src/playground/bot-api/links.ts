import { badRequest } from './errors.js';

/**
 * Checks a link of a button or of an entity. Without a scheme it counts as http, and its host needs
 * a dot, so `http://localhost` is refused. Not in the documentation: TDLib, LinkManager::check_link,
 * https://github.com/tdlib/td/blob/master/td/telegram/LinkManager.cpp
 * @param what whose link, for the message
 */
export function checkLink(url: unknown, what: string): void {
  const wrong = (reason: string) => badRequest(`${what} URL '${String(url)}' is invalid: ${reason}`);
  if (typeof url !== 'string' || url === '') throw wrong('URL host is empty');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  const isHostAndPort = /^[^/]*:\d+(?:\/|$)/.test(url);
  if (scheme === 'tg') {
    // https://core.telegram.org/bots/api#inlinekeyboardbutton: HTTP or tg:// URL
    if (!/^tg:\/\/./i.test(url)) throw wrong('Wrong tg URL');
    return;
  }
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https' && !isHostAndPort)
    throw wrong('Unsupported URL protocol');
  const full = scheme === undefined || isHostAndPort ? `http://${url}` : url;
  if (!URL.canParse(full) || /\s/.test(url) || !new URL(full).hostname.includes('.')) throw wrong('Wrong HTTP URL');
}
