import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BotApiError } from './errors.js';
import type { Failure, Failures } from './failures.js';
import { handlerOf, type MethodContext } from './methods.js';

export interface Call {
  readonly method: string;
  readonly payload: unknown;
}

export interface BotApiOptions extends Omit<MethodContext, 'signal'> {
  readonly token: string;
  readonly failures: Failures;
  /** told of every call that is carried out */
  readonly onCall: (call: Call) => void;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

const MAX_BODY_BYTES = 5_242_880;

/** Serves `/bot<token>/<method>` as https://core.telegram.org/bots/api#making-requests describes. */
export function createBotApi(
  options: BotApiOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { token, failures, onCall, log, ...context } = options;
  return async (request, response) => {
    const [, given = '', method = ''] = /^\/bot([^/]*)\/(\w+)/.exec(request.url ?? '') ?? [];
    const controller = new AbortController();
    response.on('close', () => controller.abort());
    try {
      if (given !== token) throw new BotApiError(401, 'Unauthorized');
      const handler = handlerOf(method);
      if (handler === undefined) {
        log({ method, problem: 'unknown method' });
        throw new BotApiError(404, `Not Found: the playground does not know the method ${method}`);
      }
      const payload = await readJson(request);
      const failure = failures.next(method);
      if (failure !== undefined && (await playFailure(failure, request, response)) === 'ended') return;
      onCall({ method, payload });
      const result = await handler(payload, { ...context, signal: controller.signal });
      if (failure?.kind === 'lost') request.socket.destroy();
      else sendJson(response, 200, { ok: true, result });
    } catch (error) {
      const known = error instanceof BotApiError ? error : new BotApiError(500, 'Internal Server Error');
      if (known !== error) log({ method, problem: String(error) });
      sendJson(response, known.code, {
        ok: false,
        error_code: known.code,
        description: known.message,
        ...(known.parameters === undefined ? {} : { parameters: known.parameters }),
      });
    }
  };
}

async function playFailure(
  failure: Failure,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<'ended' | 'goes on'> {
  switch (failure.kind) {
    case '429': {
      const seconds = failure.retryAfterSeconds ?? 1;
      throw new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
    }
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
      return 'goes on';
  }
}

/** @throws {BotApiError} 400 or 413 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new BotApiError(413, 'Request Entity Too Large');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BotApiError(400, "Bad Request: can't parse JSON: the playground takes JSON bodies only");
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}
