import { setTimeout as delay } from 'node:timers/promises';
import { leftTheHouse } from '../delivery/outcome.js';
import { baseFetch } from './base-fetch.js';
import { createNotBefore, type Call, type NotBefore } from './not-before.js';
import { TermOverError } from './term-fetch.js';

type Fetch = typeof globalThis.fetch;

/** Bounds of the retries of one call. */
export interface RetryOptions {
  /** attempts after the first. Default 3 */
  readonly maxRetries?: number;
  /** longest wait that a call sits out, in seconds. Default 120: an answer is still of use then, and notified */
  readonly maxWaitSeconds?: number;
  /** when Telegram may be called; shared with whoever else calls it */
  readonly notBefore?: NotBefore;
  /** aborted when no new work may begin: waiting ends, the call is not made */
  readonly signal?: AbortSignal;
  /** waits, ends early with the signal; a parameter so that tests need no clock */
  readonly sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly fetch?: Fetch;
  /**
   * Told of each call that puts a message into a chat or changes one, before it goes out.
   * @returns to be called when its answer is there
   */
  readonly onMessage?: (chatId: number | undefined, kind: 'message' | 'edit') => () => void;
  /** told when Telegram asks to wait, in seconds. @param chatId whose chat is to wait; absent: all are */
  readonly onTooMany?: (seconds: number, chatId?: number) => void;
}

const FIRST_BACKOFF_MS = 300;

/**
 * A `fetch` for grammY's `client.fetch` that repeats what Telegram refused for a while: 429 after
 * its `retry_after`, 5xx with growing waits. It sits here, below every transformer, because this is
 * the one path that calls inside and outside of conversations share (a transformer of `bot.api` is
 * absent inside, or runs again on each replay).
 *
 * Only JSON bodies are repeated: the stream of an upload is spent after the first attempt. A call
 * that may have arrived (the connection broke, a gateway says 502) is repeated only if twice is as
 * once; what surely did not leave is always repeated.
 * @returns the last answer when all attempts were refused; grammY makes its error of it
 * @throws {TermOverError} when the term ended before the call could be made
 */
export function createRetryingFetch(options: RetryOptions = {}): Fetch {
  const { maxRetries = 3, maxWaitSeconds = 120, fetch = baseFetch, notBefore = createNotBefore(), signal } = options;
  const sleep = options.sleep ?? sleepFor;
  const rest = async (ms: number): Promise<void> => {
    await sleep(ms, signal);
    if (signal?.aborted === true) throw new TermOverError('not called: the term ended meanwhile', 'TERM_OVER');
  };

  return async (input, init) => {
    const method = methodOf(input);
    if (method === 'getUpdates') return fetch(input, init); // polling has its own ways
    const call = callOf(method, init?.body);
    const repeatable = typeof init?.body === 'string' || init?.body === undefined || init.body === null;

    for (let attempt = 0; ; attempt += 1) {
      for (let wait = notBefore.waitMs(call); wait > 0; wait = notBefore.waitMs(call)) {
        if (wait > maxWaitSeconds * 1_000) return refusal(wait);
        await rest(wait);
      }
      const isLast = !repeatable || attempt >= maxRetries;
      const kind = kindOf(method);
      const answered = kind === undefined ? undefined : options.onMessage?.(call.chatId, kind);
      let response: Response;
      try {
        response = await fetch(input, init);
        answered?.();
      } catch (error) {
        const mayRepeat = isIdempotent(method) || !leftTheHouse(error);
        if (isLast || !mayRepeat || error instanceof TermOverError || init?.signal?.aborted === true) throw error;
        await rest(FIRST_BACKOFF_MS * 2 ** attempt);
        continue;
      }
      if (response.status === 429) {
        const seconds = await retryAfterSeconds(response.clone());
        notBefore.refused(call, seconds);
        const ofAll = notBefore.waitForAllMs();
        if (ofAll > 0) options.onTooMany?.(ofAll / 1_000);
        else if (call.chatId !== undefined) options.onTooMany?.(seconds, call.chatId);
        if (isLast) return response;
      } else if (response.status >= 500 && (isIdempotent(method) || isOfTelegram(response))) {
        if (isLast) return response;
        await rest(FIRST_BACKOFF_MS * 2 ** attempt);
      } else {
        return response;
      }
    }
  };
}

const sleepFor = async (ms: number, signal: AbortSignal | undefined): Promise<void> => {
  await delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
};

const methodOf = (input: Parameters<Fetch>[0]): string =>
  (typeof input === 'string' ? input : input instanceof URL ? input.pathname : input.url).split('/').at(-1) ?? '';
function kindOf(method: string): 'message' | 'edit' | undefined {
  if (method.startsWith('edit')) return 'edit';
  return /^(send(?!ChatAction)|copy|forward)/.test(method) ? 'message' : undefined;
}
const isIdempotent = (method: string): boolean => /^(get|set|edit|delete|answer|sendChatAction)/.test(method);
/** Telegram's own errors are JSON; a gateway's page says nothing of what became of the call. */
const isOfTelegram = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('application/json') === true;

function callOf(method: string, body: unknown): Call {
  // Taps are acknowledged without a chat.
  const found = typeof body === 'string' ? /"chat_id":(-?\d+)/.exec(body)?.[1] : undefined;
  return { method, chatId: found === undefined ? undefined : Number(found) };
}

/** What Telegram would say, without asking it: asking makes the wait grow. */
function refusal(waitMs: number): Response {
  const seconds = Math.ceil(waitMs / 1_000);
  const description = `Too Many Requests: retry after ${seconds} (not called)`;
  return Response.json(
    { ok: false, error_code: 429, description, parameters: { retry_after: seconds } },
    { status: 429 },
  );
}

async function retryAfterSeconds(response: Response): Promise<number> {
  try {
    const body = (await response.json()) as { parameters?: { retry_after?: unknown } };
    const seconds = body.parameters?.retry_after;
    return typeof seconds === 'number' && seconds >= 0 ? seconds : 1;
  } catch {
    return 1; // a proxy's 429 has no JSON; one second is what Telegram asks for most often
  }
}
