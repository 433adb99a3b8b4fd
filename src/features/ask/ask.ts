import { Composer, InlineKeyboard } from 'grammy';
import { renderAnswer } from '../../answers/answer.js';
import { replyTo } from '../../answers/reply.js';
import { blocks } from '../../answers/text.js';
import { maskPersonalNumbers } from '../../people/personal-numbers.js';
import type { BotContext } from '../../telegram/context.js';
import { toKeyboard } from '../../telegram/keyboard.js';
import { schemeLink } from '../../telegram/links.js';
import { onButton } from '../../telegram/on-button.js';
import { editOrIgnore, say } from '../../telegram/send.js';
import type { SubjectOwner } from '../../telegram/subjects.js';
import { addressedText } from './addressed.js';

/** Any text in private that nothing before claimed is a question; in groups, what is said to the bot. */
export function createAsk(): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.chatType('private').on(['message:text', 'edited_message:text'], (ctx) => answerQuestion(ctx, ctx.msg.text));
  composer.chatType(['group', 'supergroup']).on('message:text', async (ctx) => {
    const question = addressedText(ctx.msg, ctx.me);
    if (question !== undefined) await answerInGroup(ctx, question);
  });

  onButton(composer, 'show', async (ctx, { schemeId, facet, language }) => {
    const answer = renderAnswer({
      knowledge: ctx.knowledge,
      schemeId,
      facet,
      language,
      t: ctx.translate(language),
      today: ctx.today,
    });
    if (answer === undefined) return false;
    ctx.subjects.set(ownerOf(ctx), schemeId);
    await editOrIgnore(ctx, answer.text, toKeyboard(answer.buttons, language, ctx.me.username));
    return undefined;
  });

  return composer;
}

/** Answers a question in a private chat and remembers what it was about. */
export async function answerQuestion(ctx: BotContext, asked: string): Promise<void> {
  const { text: question, found } = maskPersonalNumbers(asked);
  const reply = replyTo({ ...askedBy(ctx), question });
  if (reply.subject !== undefined) ctx.subjects.set(ownerOf(ctx), reply.subject);
  const warning = found ? ctx.translate(reply.language)('personal_number') : undefined;
  await say(ctx, blocks(reply.text, warning), toKeyboard(reply.buttons, reply.language, ctx.me.username));
}

/** Shows a scheme as an answer, for deep links. @returns false when there is none of this id */
export async function showScheme(ctx: BotContext, schemeId: string): Promise<boolean> {
  const { knowledge, language, t, today } = ctx;
  const answer = renderAnswer({ knowledge, schemeId, facet: 'about', language, t, today });
  if (answer === undefined) return false;
  ctx.subjects.set(ownerOf(ctx), schemeId);
  await say(ctx, answer.text, toKeyboard(answer.buttons, language, ctx.me.username));
  return true;
}

/** In a group the answer is short, as a reply, with a way to go on in private. */
async function answerInGroup(ctx: BotContext, asked: string): Promise<void> {
  const { text: question, found } = maskPersonalNumbers(asked);
  const reply = replyTo({ ...askedBy(ctx), question, short: true });
  if (reply.subject !== undefined) ctx.subjects.set(ownerOf(ctx), reply.subject);
  const t = ctx.translate(reply.language);
  const answered = reply.reading.outcome.kind === 'answer' ? reply.reading.outcome.id : undefined;
  const url = answered === undefined ? `https://t.me/${ctx.me.username}` : schemeLink(ctx.me.username, answered);
  const text = blocks(reply.text, found ? t('personal_number') : undefined);
  await ctx.reply(text.text, {
    entities: text.entities,
    link_preview_options: { is_disabled: true },
    reply_markup: new InlineKeyboard().url(t('group.go_on'), url),
    ...(ctx.msgId === undefined
      ? {}
      : { reply_parameters: { message_id: ctx.msgId, allow_sending_without_reply: true } }),
  });
}

function askedBy(ctx: BotContext) {
  const { knowledge, translate, today, chosenLanguage } = ctx;
  const subject = ctx.subjects.get(ownerOf(ctx));
  return {
    knowledge,
    translate,
    today,
    ...(chosenLanguage === undefined ? {} : { chosenLanguage }),
    ...(subject === undefined ? {} : { subject }),
  };
}

const ownerOf = (ctx: BotContext): SubjectOwner => ({ chatId: ctx.chat?.id ?? 0, personId: ctx.from?.id ?? 0 });
