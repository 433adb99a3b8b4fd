import { Composer, InlineKeyboard } from 'grammy';
import { renderAnswer } from '../../answers/answer.js';
import { replyTo } from '../../answers/reply.js';
import type { IntentRows } from '../../answers/intent.js';
import { blocks, italic, plain, truncate } from '../../answers/text.js';
import type { Language } from '../../content/language.js';
import type { Facet } from '../../content/facet.js';
import type { Translate } from '../../messages/catalogue.js';
import type { BotContext } from '../../telegram/context.js';
import { schemesIn, toKeyboard } from '../../telegram/keyboard.js';
import { schemeLink } from '../../telegram/links.js';
import { onButton } from '../../telegram/on-button.js';
import { isOnlyCall } from '../../telegram/said.js';
import { answer, editOrIgnore, say } from '../../telegram/send.js';
import { schemeOf, type SubjectOwner } from '../../telegram/subjects.js';

/**
 * Whoever is in danger gets the helpline at once, whatever the bot was waiting for. Only what one of the team
 * was asked to write (a broadcast on child marriage, say), or answers to a report, is no cry for help.
 */
export function createDangerFirst(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer
    .filter((ctx) => ctx.said?.danger !== undefined && !(ctx.role !== undefined && isWork(ctx)))
    .use(async (ctx) => void (await answerSaid(ctx)));
  return composer;
}

/** It was asked for, or answers what the bot has sent. */
const isWork = ({ awaited, message, me }: BotContext): boolean =>
  awaited !== undefined || message?.reply_to_message?.from?.id === me.id;

export interface AskDeps {
  /** what else is to be said in private once a question was answered */
  readonly afterAnswer: (ctx: BotContext) => Promise<void>;
}

/** Any words in private that nothing before claimed are a question; in groups, what is said to the bot. */
export function createAsk({ afterAnswer }: AskDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer
    .filter(({ said }) => said !== undefined)
    .use(async (ctx) => {
      if ((await answerSaid(ctx)) && ctx.chat?.type === 'private') await afterAnswer(ctx);
    });

  composer.chatType(['group', 'supergroup']).on('message', async (ctx, next) => {
    if (!isOnlyCall(ctx.message, ctx.me)) return next();
    await answer(ctx, plain(ctx.t('help_group')), new InlineKeyboard());
  });

  onButton(composer, 'show', async (ctx, { schemeId, facet, language }) => {
    const { knowledge, today } = ctx;
    const t = ctx.translate(language);
    const isPrivate = ctx.chat?.type === 'private';
    const shown = renderAnswer({ knowledge, schemeId, facet, language, t, today, short: !isPrivate });
    if (shown === undefined) return false;
    ctx.subjects.set(ownerOf(ctx), schemeId);
    const back = wayBack(ctx, schemeId, facet, language, isPrivate ? shown.buttons : []);
    const keyboard = isPrivate
      ? toKeyboard(ctx, [...shown.buttons, ...back], language)
      : inGroup(ctx, back, language, t, { schemeId, facet });
    await editOrIgnore(ctx, shown.text, keyboard);
    return undefined;
  });

  return composer;
}

/** @returns whether it was answered, not only asked back or turned down */
function answerSaid(ctx: BotContext): Promise<boolean> {
  const { text, hidesNumber } = ctx.said ?? { text: '', hidesNumber: false };
  return ctx.chat?.type === 'private'
    ? answerQuestion(ctx, text, { hidesNumber })
    : answerInGroup(ctx, text, hidesNumber);
}

/**
 * Answers a question in a private chat and remembers what it was about.
 * @param options.hidesNumber a number that identifies a person was masked in it: the person is warned
 * @param options.isQuoted the person did not write it: it stands above its answer
 * @returns whether it was answered, not only asked back or turned down
 */
export async function answerQuestion(
  ctx: BotContext,
  question: string,
  { hidesNumber = false, isQuoted = false }: { readonly hidesNumber?: boolean; readonly isQuoted?: boolean } = {},
): Promise<boolean> {
  const reply = replyTo({ ...askedBy(ctx), question });
  if (reply.subject !== undefined) ctx.subjects.set(ownerOf(ctx), reply.subject);
  const t = ctx.translate(reply.language);
  const asked = isQuoted ? italic(`❓ ${question}`) : undefined;
  const text = blocks(
    asked,
    reply.text,
    isOnlyWords(ctx) ? undefined : t('other.only_words'),
    warningOf(hidesNumber, t),
  );
  await answer(ctx, text, toKeyboard(ctx, reply.buttons, reply.language));
  return reply.reading.outcome.kind === 'answer';
}

/** Shows a part of a scheme as an answer, for deep links. @param below what is said below it. @returns false when there is none of this id */
export async function showScheme(
  ctx: BotContext,
  { schemeId, facet }: { readonly schemeId: string; readonly facet: Facet },
  below?: string,
): Promise<boolean> {
  const { knowledge, language, t, today } = ctx;
  const shown = renderAnswer({ knowledge, schemeId, facet, language, t, today });
  if (shown === undefined) return false;
  ctx.subjects.set(ownerOf(ctx), schemeId);
  await say(ctx, blocks(shown.text, below), toKeyboard(ctx, shown.buttons, language));
  return true;
}

/** In a group the answer is short, as a reply, with a way to go on in private. */
async function answerInGroup(ctx: BotContext, question: string, hidesNumber: boolean): Promise<boolean> {
  const reply = replyTo({ ...askedBy(ctx), question, short: true });
  if (reply.subject !== undefined) ctx.subjects.set(ownerOf(ctx), reply.subject);
  const t = ctx.translate(reply.language);
  const { outcome, facet } = reply.reading;
  const text = blocks(reply.text, warningOf(hidesNumber, t));
  const keyboard =
    outcome.kind === 'answer'
      ? inGroup(ctx, [], reply.language, t, { schemeId: outcome.id, facet })
      : inGroup(ctx, reply.buttons, reply.language, t);
  await answer(ctx, text, keyboard);
  return outcome.kind === 'answer';
}

/** What can be chosen, and the way to ask on in private: about the same part of the same scheme. */
function inGroup(
  ctx: BotContext,
  choices: IntentRows,
  language: Language,
  t: Translate,
  about?: { readonly schemeId: string; readonly facet: Facet },
): InlineKeyboard {
  const { username } = ctx.me;
  const url = about === undefined ? `https://t.me/${username}` : schemeLink(username, about.schemeId, about.facet);
  return InlineKeyboard.from([
    ...toKeyboard(ctx, choices, language).inline_keyboard,
    [InlineKeyboard.url(t('group.go_on'), url)],
  ]);
}

/** One before and one more: a choice of three keeps the two that were not taken. */
const MAX_BACK = 2;

/** Buttons to the other schemes that the message offered, so that no choice is a dead end. @param present buttons of the answer */
function wayBack(ctx: BotContext, chosen: string, facet: Facet, language: Language, present: IntentRows): IntentRows {
  const { message } = ctx.callbackQuery ?? {};
  const offered = message !== undefined && message.date !== 0 ? schemesIn(message.reply_markup) : [];
  const isThere = (id: string): boolean =>
    id === chosen || present.flat().some(({ intent }) => intent.kind === 'scheme' && intent.schemeId === id);
  return offered
    .filter((id) => !isThere(id))
    .slice(0, MAX_BACK)
    .flatMap((schemeId) => {
      const scheme = ctx.knowledge.schemeById.get(schemeId);
      if (scheme === undefined) return [];
      const label = `⬅️ ${truncate(scheme.name[language], 40)}`;
      return [[{ label, intent: { kind: 'scheme', schemeId, facet } }]];
    });
}

const warningOf = (hidesNumber: boolean, t: Translate): string | undefined =>
  hidesNumber ? t('personal_number') : undefined;

/** Not a picture or file with words: of those the words are read and the rest is not. */
const isOnlyWords = ({ message, editedMessage }: BotContext): boolean =>
  (message ?? editedMessage)?.caption === undefined;

function askedBy(ctx: BotContext) {
  const { knowledge, translate, today, chosenLanguage } = ctx;
  // Whoever replies to an older answer asks about that one.
  const repliedTo = (ctx.message ?? ctx.editedMessage)?.reply_to_message;
  const replied = repliedTo?.from?.id === ctx.me.id ? schemeOf(repliedTo) : undefined;
  const subject = replied ?? ctx.subjects.get(ownerOf(ctx));
  return {
    knowledge,
    translate,
    today,
    ...(chosenLanguage === undefined ? {} : { chosenLanguage }),
    ...(subject === undefined ? {} : { subject }),
  };
}

const ownerOf = (ctx: BotContext): SubjectOwner => ({ chatId: ctx.chat?.id ?? 0, personId: ctx.from?.id ?? 0 });
