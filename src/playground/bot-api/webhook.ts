import type { Update } from '@grammyjs/types';
import { badRequest } from './errors.js';
import type { Args } from './types.js';

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string | undefined;
  /** simultaneous calls, 1-100 */
  readonly maxConnections: number;
}

/** https://core.telegram.org/bots/api#setwebhook: max_connections is 40 by default */
const DEFAULT_CONNECTIONS = 40;
/** How long Telegram waits for an answer before it calls again; not in the documentation. */
const ANSWER_WITHIN_MS = 60_000;

/** Checks `setWebhook`. The documentation asks for https; on loopback there is no TLS. @throws {BotApiError} 400 */
export function readWebhook(args: Args<'setWebhook'>): WebhookTarget {
  if (!URL.canParse(args.url)) throw badRequest('bad webhook: invalid webhook URL specified');
  const url = new URL(args.url);
  if (url.protocol !== 'https:' && !isLoopback(url))
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  const secret = args.secret_token;
  // 1-256 characters of A-Z, a-z, 0-9, _ and -
  if (secret !== undefined && secret.length > 256) throw badRequest('secret token is too long');
  if (secret !== undefined && !/^[\w-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  const connections = args.max_connections ?? DEFAULT_CONNECTIONS;
  return {
    url: args.url,
    secret: secret === '' ? undefined : secret,
    maxConnections: Math.min(Math.max(Math.trunc(connections) || DEFAULT_CONNECTIONS, 1), 100),
  };
}

const isLoopback = ({ hostname }: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);

/**
 * Calls the webhook with one update.
 * @returns undefined when it was taken, else what went wrong, in the words of `last_error_message`
 */
export async function callWebhook(
  { url, secret }: WebhookTarget,
  update: Update,
  signal: AbortSignal,
): Promise<string | undefined> {
  // Made-up people stay here: a bot that names another server is not called.
  if (!isLoopback(new URL(url))) return 'Connection refused: the playground calls this computer only';
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
      },
      body: JSON.stringify(update),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    await response.arrayBuffer();
    return response.ok
      ? undefined
      : `Wrong response from the webhook: ${response.status} ${response.statusText}`.trim();
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError'
      ? 'Read timeout expired'
      : 'Connection refused';
  }
}
