/** What Telegram answers with `ok: false`: https://core.telegram.org/bots/api#making-requests */
export class BotApiError extends Error {
  override name = 'BotApiError';
  readonly code: number;
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined;

  constructor(code: number, description: string, parameters?: { retry_after?: number; migrate_to_chat_id?: number }) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** Telegram prefixes its refusals: 'Bad Request: message text is empty'. */
export const badRequest = (reason: string): BotApiError => new BotApiError(400, `Bad Request: ${reason}`);
export const forbidden = (reason: string): BotApiError => new BotApiError(403, `Forbidden: ${reason}`);
