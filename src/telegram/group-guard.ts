import type { MiddlewareFn } from 'grammy';
import type { BotContext } from './context.js';

/**
 * In a group that got all that Telegram allows it in a minute, questions stay without an answer: one
 * that waits for a minute comes when nobody knows any more what it answers, and those that wait pile
 * up before everybody else's. What presses a button or changes the group goes through.
 */
export function groupGuard(isFull: (chatId: number) => boolean): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const isQuestion = ctx.message !== undefined || ctx.editedMessage !== undefined;
    if (isQuestion && ctx.chat !== undefined && ctx.chat.type !== 'private' && isFull(ctx.chat.id)) return;
    await next();
  };
}
