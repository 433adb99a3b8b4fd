import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Activity } from './activity.js';
import { readArgs } from './body.js';
import { BotApiError } from './errors.js';
import type { Failure, Failures } from './failures.js';
import { countMessages, tooManyRequests, type Flood } from './flood.js';
import { sendFile, sendJson } from './http.js';
import { findMethod, type MethodContext } from './methods.js';
import type { Traffic } from './traffic.js';

export interface BotApiOptions extends Omit<MethodContext, 'signal'> {
  readonly token: string;
  readonly failures: Failures;
  readonly activity: Activity;
  readonly traffic: Traffic;
  /** undefined: the bot may send as fast as it can */
  readonly flood: Flood | undefined;
  /** milliseconds */
  readonly clock: () => number;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}
type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Serves `/bot<token>/<method>` as https://core.telegram.org/bots/api#making-requests describes. */
export function createBotApi(options: BotApiOptions): Serve {
  return async (request, response) => {
    const [, token = '', name = ''] = /^\/bot([^/?]*)\/([^/?]*)/.exec(request.url ?? '') ?? [];
    const end = options.activity.begin(name);
    try {
      if (token !== options.token) throw new BotApiError(401, 'Unauthorized');
      await answer(options, name, request, response);
    } catch (error) {
      const known = error instanceof BotApiError ? error : new BotApiError(500, 'Internal Server Error');
      if (known !== error) options.log({ method: name, problem: String(error) });
      if (known.code === 429) options.traffic.countTooMany();
      refuse(response, known);
    } finally {
      end();
    }
  };
}

async function answer(
  options: BotApiOptions,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { failures, activity, traffic, flood, clock, log } = options;
  const found = findMethod(name);
  if (found === undefined) {
    log({ method: name, problem: 'unknown method' });
    throw new BotApiError(404, 'Not Found: method not found');
  }
  const { method, handle } = found;
  const args = await readArgs(request);
  const failure = failures.next(method, args);
  if (failure !== undefined && (await play(failure, request, response)) === 'ended') return;
  const now = clock();
  const messages = countMessages(method, args);
  const chat = chatOf(args);
  if (messages !== undefined && chat !== undefined) flood?.pass(chat, messages, now);
  activity.record({ method, payload: summarize(args), at: now });
  // Only a call that waits needs to know that its caller hung up, and the signal costs more than a short call.
  const signal = method === 'getUpdates' ? hangUp(response) : NEVER;
  const result = await counted(traffic, messages ?? 0, now, () => handle(args, { ...options, signal }));
  if (failure?.kind === 'lost') request.socket.destroy();
  else sendJson(response, 200, { ok: true, result });
}

const NEVER = new AbortController().signal;
function hangUp(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => controller.abort());
  return controller.signal;
}

/** Counts the messages that a call makes, those that are refused too: they count for the limits as well. */
async function counted(traffic: Traffic, messages: number, now: number, carryOut: () => unknown): Promise<unknown> {
  if (messages === 0) return carryOut();
  try {
    const result = await carryOut();
    traffic.count('sent', messages, now);
    return result;
  } catch (error) {
    traffic.count('refused', messages, now);
    throw error;
  }
}

function chatOf({ chat_id: id }: Record<string, unknown>): number | string | undefined {
  if (typeof id !== 'number' && typeof id !== 'string') return undefined;
  return Number.isNaN(Number(id)) ? String(id).toLowerCase() : Number(id);
}

function refuse(response: ServerResponse, { code, message, parameters }: BotApiError): void {
  sendJson(response, code, {
    ok: false,
    error_code: code,
    description: message,
    ...(parameters === undefined ? {} : { parameters }),
  });
}

/** What is kept of a call: of files, only what they were. */
function summarize(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null && 'bytes' in value && Buffer.isBuffer(value.bytes)
        ? { ...value, bytes: value.bytes.length }
        : value,
    ]),
  );
}

async function play(
  failure: Failure,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<'ended' | 'goes on'> {
  switch (failure.kind) {
    case '429':
      throw tooManyRequests(failure.retryAfterSeconds ?? 1);
    case 'refused': {
      const { code, description, migrateToChatId } = failure.error ?? {
        code: 403,
        description: 'Forbidden: user is deactivated',
      };
      throw new BotApiError(
        code,
        description,
        migrateToChatId === undefined ? undefined : { migrate_to_chat_id: migrateToChatId },
      );
    }
    case '500':
      throw new BotApiError(500, 'Internal Server Error');
    case '5xx':
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html>502 Bad Gateway</html>');
      return 'ended';
    case 'reset':
      request.socket.destroy();
      return 'ended';
    case 'slow':
      await sleep(failure.ms ?? 1000);
      return 'goes on';
    case 'lost':
    case 'duplicate-updates':
      return 'goes on';
  }
}

/** Serves `/file/bot<token>/<file_path>`: https://core.telegram.org/bots/api#getfile */
export function createFileServer({ token, world }: Pick<BotApiOptions, 'token' | 'world'>): Serve {
  return async (request, response) => {
    const [, given = '', path = ''] = /^\/file\/bot([^/]*)\/(.*)$/.exec(request.url ?? '') ?? [];
    if (given !== token) return refuse(response, new BotApiError(401, 'Unauthorized'));
    const file = world.files.at(path);
    if (file === undefined) return refuse(response, new BotApiError(404, 'Not Found'));
    sendFile(response, file.bytes, file.mimeType);
  };
}
