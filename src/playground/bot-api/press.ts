import type { CallbackQuery } from '@grammyjs/types';
import { asResult } from './compose.js';
import { badRequest } from './errors.js';
import type { StoredMessage } from './types.js';
import type { Updates } from './updates.js';
import type { World } from './world.js';

/** What `answerCallbackQuery` said. */
export interface PressAnswer {
  readonly text?: string;
  readonly alert?: boolean;
  readonly url?: string;
}
/** Any data at all, or the place of a button, counted from 0. */
export type Pressed = string | { readonly row: number; readonly column: number };

/** @throws {Error} when the bot does not answer in time */
export function press(
  world: World,
  updates: Updates,
  place: { personId: number; chatId: number; messageId: number },
  pressed: Pressed,
): Promise<PressAnswer> {
  const { personId, chatId, messageId } = place;
  const from = world.user(world.person(personId));
  const chat = world.chat(chatId);
  if (!world.isIn(chatId, personId)) throw badRequest('not in this chat');
  const message = world.message(chatId, messageId);
  const query: CallbackQuery = {
    id: world.nextQueryId(),
    from,
    chat_instance: String(chatId),
    // What is gone is inaccessible: https://core.telegram.org/bots/api#inaccessiblemessage
    message: message === undefined ? { chat, message_id: messageId, date: 0 } : asResult(message),
    data: typeof pressed === 'string' ? pressed : dataOf(message, pressed),
  };
  if (world.queryLifeMs > 0) world.queries.set(query.id, query);
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      stop();
      world.queries.delete(query.id);
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`the bot did not answer the press of "${query.data}"`));
    }, world.queryLifeMs);
    const stop = world.onAnswer(query.id, (event) => {
      end();
      resolve({
        ...(event.text === undefined ? {} : { text: event.text }),
        ...(event.show_alert === undefined ? {} : { alert: event.show_alert }),
        ...(event.url === undefined ? {} : { url: event.url }),
      });
    });
    updates.push({ callback_query: query });
  });
}

function dataOf(message: StoredMessage | undefined, { row, column }: { row: number; column: number }): string {
  const markup = message?.reply_markup;
  const rows = markup !== undefined && 'inline_keyboard' in markup ? markup.inline_keyboard : [];
  const button = rows[row]?.[column];
  if (button === undefined || !('callback_data' in button))
    throw badRequest(`no button with data at row ${row}, column ${column}`);
  return button.callback_data;
}
