import type { IncomingMessage } from 'node:http';

/** Headers of every answer. The page loads its own files and nothing else, and runs no inline script. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/**
 * Whether a request comes from this computer's own pages or programs. A page elsewhere must not
 * reach this server by DNS rebinding (the host is foreign then), nor post to it (the origin is).
 */
export function isFromHere({ headers }: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? '')) return false;
  return headers.origin === undefined || hosts.some((host) => headers.origin === `http://${host}`);
}

/**
 * Whether a page of another site makes the browser ask, which a GET can do without an origin (an image, a link).
 * Browsers say so (https://www.w3.org/TR/fetch-metadata/); programs say nothing.
 */
export function isFromAnotherSite({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}
