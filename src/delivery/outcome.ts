import { GrammyError, HttpError } from 'grammy';

/** What came of one call to Telegram, as the ledger has to see it. */
export type Outcome =
  | { readonly kind: 'sent'; readonly messageId: number }
  /** blocked the bot, deactivated, chat not found: nothing can be sent until they write again */
  | { readonly kind: 'blocked'; readonly why: string }
  /** Telegram will not take this message for this recipient */
  | { readonly kind: 'failed'; readonly why: string }
  /** may have arrived: Telegram has no key by which to ask or to repeat safely */
  | { readonly kind: 'doubt'; readonly why: string }
  /** surely did not arrive: may be tried again */
  | { readonly kind: 'again'; readonly why: string; readonly isConnection: boolean }
  | { readonly kind: 'tooMany'; readonly retryAfterMs: number }
  /** the group became a supergroup */
  | { readonly kind: 'moved'; readonly to: number };

/** Faults that come before the request has left: nothing can have arrived. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'TERM_OVER',
]);
/** Bot API errors 400 that say that the chat is not there; Telegram gives them no code of their own. */
const NO_CHAT = /chat not found|user not found|PEER_ID_INVALID|user is deactivated|bot can't initiate conversation/i;
const MAX_WHY_LENGTH = 120;

/** @param error what a call to Telegram has thrown */
export function outcomeOf(error: unknown): Exclude<Outcome, { kind: 'sent' }> {
  if (error instanceof GrammyError) {
    const why = error.description.slice(0, MAX_WHY_LENGTH);
    const { retry_after: retryAfter, migrate_to_chat_id: to } = error.parameters;
    if (error.error_code === 429) return { kind: 'tooMany', retryAfterMs: (retryAfter ?? 1) * 1_000 };
    if (to !== undefined) return { kind: 'moved', to };
    if (error.error_code === 403 || NO_CHAT.test(error.description)) return { kind: 'blocked', why };
    if (error.error_code >= 500) return { kind: 'again', why, isConnection: false };
    return { kind: 'failed', why };
  }
  if (error instanceof HttpError) {
    const code = codeOf(error.error);
    return code !== undefined && BEFORE_SENDING.has(code)
      ? { kind: 'again', why: code, isConnection: true }
      : { kind: 'doubt', why: code ?? 'no answer' };
  }
  // A fault of the client itself: nobody knows how far the call came.
  return { kind: 'doubt', why: (error instanceof Error ? error.name : 'no answer').slice(0, MAX_WHY_LENGTH) };
}

/** @returns false only when the fault came before the request was sent, so that nothing can have arrived */
export function leftTheHouse(error: unknown): boolean {
  return !BEFORE_SENDING.has(codeOf(error) ?? '');
}

/** Node's fetch hides the fault of the socket in `cause`, sometimes one deeper. */
function codeOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
    if (at instanceof AggregateError && at.errors[0] !== undefined) return codeOf(at.errors[0]);
  }
  return undefined;
}
