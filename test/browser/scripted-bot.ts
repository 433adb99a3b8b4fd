import type { Playground } from '../../src/playground/index.js';

export interface ScriptedBot {
  readonly call: (method: string, payload: object) => Promise<{ message_id: number }>;
  /** sends to the citizen */
  readonly says: (text: string, extra?: object) => Promise<number>;
  /** @returns the next update that has the field, when it comes; earlier ones are confirmed */
  readonly next: (
    field: 'message' | 'edited_message' | 'channel_post' | 'callback_query' | 'my_chat_member',
  ) => Promise<Update>;
}
export interface Update {
  readonly update_id: number;
  readonly message?: {
    readonly text?: string;
    readonly caption?: string;
    readonly photo?: readonly object[];
    readonly reply_to_message?: { readonly message_id: number };
  };
  readonly channel_post?: { readonly text?: string };
  readonly edited_message?: { readonly text?: string };
  readonly callback_query?: { readonly id: string; readonly data: string };
  readonly my_chat_member?: { readonly new_chat_member: { readonly status: string } };
}

/** A bot that is nothing but raw calls of the Bot API. */
export function createScriptedBot(playground: Playground): ScriptedBot {
  let offset = 0;
  const request = async <T>(method: string, payload: object): Promise<T> => {
    const response = await fetch(`${playground.apiRoot}/bot${playground.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    });
    const answer = (await response.json()) as { ok: boolean; result: T; description?: string };
    if (!answer.ok) throw new Error(`${method}: ${answer.description}`);
    return answer.result;
  };
  const call = (method: string, payload: object): Promise<{ message_id: number }> => request(method, payload);
  return {
    call,
    says: async (text, extra = {}) =>
      (await call('sendMessage', { chat_id: playground.people.citizen, text, ...extra })).message_id,
    next: async (field) => {
      for (;;) {
        const updates = await request<Update[]>('getUpdates', { offset, timeout: 5, limit: 1 });
        for (const update of updates) {
          offset = update.update_id + 1;
          if (update[field] !== undefined) return update;
        }
      }
    },
  };
}
