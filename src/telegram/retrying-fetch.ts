import { baseFetch } from './base-fetch.js';

/** Bounds of the retries of one call. */
export interface RetryOptions {
  /** attempts after the first. Default 3 */
  readonly maxRetries?: number;
  /** longest `retry_after` that a reply waits for, in seconds. Default 30: a person has left by then */
  readonly maxWaitSeconds?: number;
  /** waits; a parameter so that tests need no clock */
  readonly sleep?: (ms: number) => Promise<void>;
  readonly fetch?: typeof globalThis.fetch;
  /** told of each call that puts a message into a chat, before it goes out. @returns to be called when its answer is there */
  readonly onMessage?: () => () => void;
  /** told when Telegram asks to wait, in seconds */
  readonly onTooMany?: (seconds: number) => void;
}

const FIRST_BACKOFF_MS = 300;

/**
 * A `fetch` for grammY's `client.fetch` that repeats what Telegram refused for a while: 429 after
 * its `retry_after`, 5xx with growing waits. It sits here, below every transformer, because this is
 * the one path that calls inside and outside of conversations share (a transformer of `bot.api` is
 * absent inside, or runs again on each replay).
 *
 * Only JSON bodies are repeated: the stream of an upload is spent after the first attempt. A network
 * fault is repeated only for calls that may run twice without harm, since the first may have arrived.
 * @returns the last answer when all attempts were refused; grammY makes its error of it
 */
export function createRetryingFetch(options: RetryOptions = {}): typeof globalThis.fetch {
  const { maxRetries = 3, maxWaitSeconds = 30, fetch = baseFetch } = options;
  const sleep = options.sleep ?? ((ms) => new Promise<void>((resolve) => setTimeout(resolve, ms)));

  return async (input, init) => {
    const repeatable = typeof init?.body === 'string' || init?.body === undefined || init.body === null;
    for (let attempt = 0; ; attempt += 1) {
      let response: Response;
      const answered = isMessage(input) ? options.onMessage?.() : undefined;
      try {
        response = await fetch(input, init);
        answered?.();
      } catch (error) {
        if (!repeatable || attempt >= maxRetries || init?.signal?.aborted === true || !isIdempotent(input)) throw error;
        await sleep(FIRST_BACKOFF_MS * 2 ** attempt);
        continue;
      }
      if (response.status === 429 && (!repeatable || attempt >= maxRetries))
        options.onTooMany?.(await retryAfterSeconds(response.clone()));
      if (!repeatable || attempt >= maxRetries) return response;
      if (response.status === 429) {
        const seconds = await retryAfterSeconds(response.clone());
        options.onTooMany?.(seconds);
        if (seconds > maxWaitSeconds) return response;
        await sleep(seconds * 1000);
      } else if (response.status >= 500 && !isLongPoll(input)) {
        await sleep(FIRST_BACKOFF_MS * 2 ** attempt);
      } else {
        return response;
      }
    }
  };
}

const methodOf = (input: Parameters<typeof globalThis.fetch>[0]): string =>
  (typeof input === 'string' ? input : input instanceof URL ? input.pathname : input.url).split('/').at(-1) ?? '';
/** The runner repeats getUpdates itself. */
const isLongPoll = (input: Parameters<typeof globalThis.fetch>[0]): boolean => methodOf(input) === 'getUpdates';
const isMessage = (input: Parameters<typeof globalThis.fetch>[0]): boolean =>
  /^(send(?!ChatAction)|copy|forward)/.test(methodOf(input));
const isIdempotent = (input: Parameters<typeof globalThis.fetch>[0]): boolean =>
  !isLongPoll(input) && /^(get|set|edit|delete|answer)/.test(methodOf(input));

async function retryAfterSeconds(response: Response): Promise<number> {
  try {
    const body = (await response.json()) as { parameters?: { retry_after?: unknown } };
    const seconds = body.parameters?.retry_after;
    return typeof seconds === 'number' && seconds >= 0 ? seconds : 1;
  } catch {
    return 1; // a proxy's 429 has no JSON; one second is what Telegram asks for most often
  }
}
