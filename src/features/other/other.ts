import { Composer, InlineKeyboard } from 'grammy';
import { plain } from '../../answers/text.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { say } from '../../telegram/send.js';

/** What is no text, by the message in locales that says what to do instead. First match wins. */
const KINDS = [
  ['message:voice', 'voice'],
  ['message:audio', 'voice'],
  ['message:video_note', 'voice'],
  ['message:photo', 'picture'],
  ['message:video', 'picture'],
  ['message:document', 'picture'],
  ['message:location', 'location'],
  ['message:venue', 'location'],
  ['message:contact', 'contact'],
  ['message:sticker', 'sticker'],
  ['message:animation', 'sticker'],
  ['message:dice', 'sticker'],
] as const;

/** Everything a person can send that is no question: says what to do instead, with a topic to tap. */
export function createOther(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const inPrivate = composer.chatType('private');

  for (const [filter, key] of KINDS) {
    inPrivate.on(filter, (ctx) => say(ctx, plain(ctx.t(`other.${key}`)), topics(ctx)));
  }

  // Added to a group: how to be called there.
  composer.on('my_chat_member', async (ctx) => {
    const { old_chat_member: before, new_chat_member: after } = ctx.myChatMember;
    const isGroup = ctx.chat.type === 'group' || ctx.chat.type === 'supergroup';
    const wasIn = before.status !== 'left' && before.status !== 'kicked';
    const isIn = after.status === 'member' || after.status === 'administrator';
    if (isGroup && isIn && !wasIn) await say(ctx, plain(ctx.t('help_group')));
  });

  return composer;
}

function topics(ctx: BotContext): InlineKeyboard {
  return new InlineKeyboard().text(ctx.t('welcome.browse'), encodeCallback({ kind: 'halls', language: ctx.language }));
}
