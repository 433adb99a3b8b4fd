import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { ALLOWED_UPDATES } from './bot.js';
import { createIntake, type Intake } from './intake.js';
import type { Log } from './log.js';
import { settled } from './settled.js';
import { createLoneTerm } from './store/term.js';
import type { BotContext } from './telegram/context.js';

export interface WebhookOptions {
  /** public address that Telegram calls; its path is served here */
  readonly url: string;
  /** Telegram repeats it in a header of every call; whoever does not know it is refused */
  readonly secret: string;
  /** port on which to listen, behind whatever ends TLS; 0: a free one */
  readonly port: number;
  /** address to listen on. Default 0.0.0.0, since the proxy may be another machine */
  readonly host?: string;
}

/** What the webhook must know of the term in which it serves. */
interface WebhookTerm {
  /** whether an update may be begun */
  readonly isServing: () => boolean;
  /** whether its answer may still be sent */
  readonly holdsLease: () => boolean;
}

/**
 * The listening server. `/healthz` is 200 while the process lives; `/readyz` is 200 only while it
 * serves, and 503 on a standby, which refuses updates too: Telegram sends them again.
 */
export interface WebhookServer {
  readonly port: number;
  /** Takes updates for this bot and tells Telegram of the address. @returns what stops it, and waits for its handlers */
  readonly serve: (bot: Bot<BotContext>, term?: WebhookTerm, intake?: Intake) => Promise<() => Promise<void>>;
  readonly close: () => Promise<void>;
}

export interface Webhook {
  readonly port: number;
  /** Takes no more updates, then waits for the handlers that still run. */
  readonly stop: () => Promise<void>;
}

/** Telegram's updates are a few kB; a megabyte holds the longest with all its entities. */
const MAX_BODY_BYTES = 1_048_576;
/** Telegram re-sends after about 60 s; grammY itself gives up at 10. */
const ANSWER_WITHIN_MS = 9_000;
const DRAIN_DEADLINE_MS = 6_000;
/** For the last answers to leave; whoever has said nothing until then (a balancer's open connection) is cut. */
const LAST_ANSWERS_MS = 300;
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/** Serves the webhook alone, until it is stopped. `bot.init()` must be done. */
export async function startWebhook(bot: Bot<BotContext>, options: WebhookOptions, log: Log): Promise<Webhook> {
  const server = await openWebhookServer(options, log);
  const stop = await server.serve(bot);
  return {
    port: server.port,
    stop: async () => {
      await stop();
      await server.close();
    },
  };
}

/** Listens, and stands by until somebody serves. */
export async function openWebhookServer(options: WebhookOptions, log: Log): Promise<WebhookServer> {
  const path = new URL(options.url).pathname;
  let serving: { intake: Intake; term: WebhookTerm; running: Set<Promise<boolean>> } | undefined;

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      log.warn({ error }, 'webhook call failed');
      if (!response.headersSent) end(response, 500);
    });
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = request.url?.split('?')[0]; // WEBHOOK_URL may have a query of its own
    if (asked === '/healthz') return end(response, 200);
    if (asked === '/readyz') return end(response, serving?.term.isServing() === true ? 200 : 503);
    if (asked !== path) return end(response, 404);
    if (request.method !== 'POST') return end(response, 405);
    if (!sameSecret(request.headers[SECRET_HEADER], options.secret)) return end(response, 401);
    const body = await readBody(request);
    if (body === undefined) return end(response, 413);
    const update = parseUpdate(body);
    if (update === undefined) return end(response, 400);

    // After the body has come, which may have taken long.
    if (serving?.term.isServing() !== true) return end(response, 503);
    const { intake, term, running } = serving;
    const handled = intake(update);
    running.add(handled);
    void handled.finally(() => running.delete(handled));
    // A slow handler goes on after the answer; what Telegram re-sends meanwhile is let through once.
    const isDone = await Promise.race([handled, sleep(ANSWER_WITHIN_MS, true, { ref: false })]);
    // An answer that could not be sent is for whoever serves now.
    end(response, isDone && term.holdsLease() ? 200 : 503);
  }

  const port = await listen(server, options.port, options.host ?? '0.0.0.0');
  return {
    port,
    serve: async (bot, term = createLoneTerm(), intake = createIntake({ bot, log })) => {
      const mine = { intake, term, running: new Set<Promise<boolean>>() };
      serving = mine;
      await bot.api.setWebhook(options.url, { secret_token: options.secret, allowed_updates: [...ALLOWED_UPDATES] });
      return async () => {
        if (serving === mine) serving = undefined;
        await settled(mine.running, DRAIN_DEADLINE_MS);
        if (mine.running.size > 0) log.warn({ running: mine.running.size }, 'stopped before all handlers were done');
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': '0' }).end();
}

/** In constant time for secrets of the same length, so that it cannot be guessed letter by letter. */
function sameSecret(given: string | string[] | undefined, expected: string): boolean {
  const a = Buffer.from(typeof given === 'string' ? given : '');
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** @returns undefined when the body is larger than allowed; the rest of it is not read */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseUpdate(body: string): Update | undefined {
  try {
    const value = JSON.parse(body) as Partial<Update> | null;
    return typeof value?.update_id === 'number' ? (value as Update) : undefined;
  } catch {
    return undefined; // not from Telegram: told by 400
  }
}
