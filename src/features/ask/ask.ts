import { Composer, InlineKeyboard } from 'grammy';
import { renderAnswer } from '../../answers/answer.js';
import { replyTo } from '../../answers/reply.js';
import { blocks } from '../../answers/text.js';
import type { Facet } from '../../content/facet.js';
import type { Translate } from '../../messages/catalogue.js';
import type { BotContext } from '../../telegram/context.js';
import { toKeyboard } from '../../telegram/keyboard.js';
import { schemeLink } from '../../telegram/links.js';
import { onButton } from '../../telegram/on-button.js';
import { answer, editOrIgnore, say } from '../../telegram/send.js';
import type { SubjectOwner } from '../../telegram/subjects.js';

/**
 * Whoever is in danger gets the helpline at once, whatever the bot was waiting for. Only what one of the team
 * was asked to write (a broadcast on child marriage, say) is no cry for help.
 */
export function createDangerFirst(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer
    .filter(({ said, awaited, role }) => said?.danger !== undefined && (awaited === undefined || role === undefined))
    .use(answerSaid);
  return composer;
}

/** Any words in private that nothing before claimed are a question; in groups, what is said to the bot. */
export function createAsk(): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.filter(({ said }) => said !== undefined).use(answerSaid);

  onButton(composer, 'show', async (ctx, { schemeId, facet, language }) => {
    const shown = renderAnswer({
      knowledge: ctx.knowledge,
      schemeId,
      facet,
      language,
      t: ctx.translate(language),
      today: ctx.today,
    });
    if (shown === undefined) return false;
    ctx.subjects.set(ownerOf(ctx), schemeId);
    await editOrIgnore(ctx, shown.text, toKeyboard(ctx, shown.buttons, language));
    return undefined;
  });

  return composer;
}

function answerSaid(ctx: BotContext): Promise<void> {
  const { text, hidesNumber } = ctx.said ?? { text: '', hidesNumber: false };
  return ctx.chat?.type === 'private' ? answerQuestion(ctx, text, hidesNumber) : answerInGroup(ctx, text, hidesNumber);
}

/**
 * Answers a question in a private chat and remembers what it was about.
 * @param hidesNumber a number that identifies a person was masked in it: the person is warned
 */
export async function answerQuestion(ctx: BotContext, question: string, hidesNumber = false): Promise<void> {
  const reply = replyTo({ ...askedBy(ctx), question });
  if (reply.subject !== undefined) ctx.subjects.set(ownerOf(ctx), reply.subject);
  const t = ctx.translate(reply.language);
  const text = blocks(reply.text, isOnlyWords(ctx) ? undefined : t('other.only_words'), warningOf(hidesNumber, t));
  await answer(ctx, text, toKeyboard(ctx, reply.buttons, reply.language));
}

/** Shows a part of a scheme as an answer, for deep links. @returns false when there is none of this id */
export async function showScheme(
  ctx: BotContext,
  { schemeId, facet }: { readonly schemeId: string; readonly facet: Facet },
): Promise<boolean> {
  const { knowledge, language, t, today } = ctx;
  const shown = renderAnswer({ knowledge, schemeId, facet, language, t, today });
  if (shown === undefined) return false;
  ctx.subjects.set(ownerOf(ctx), schemeId);
  await say(ctx, shown.text, toKeyboard(ctx, shown.buttons, language));
  return true;
}

/** In a group the answer is short, as a reply, with a way to go on in private. */
async function answerInGroup(ctx: BotContext, question: string, hidesNumber: boolean): Promise<void> {
  const reply = replyTo({ ...askedBy(ctx), question, short: true });
  if (reply.subject !== undefined) ctx.subjects.set(ownerOf(ctx), reply.subject);
  const t = ctx.translate(reply.language);
  const answered = reply.reading.outcome.kind === 'answer' ? reply.reading.outcome.id : undefined;
  const url = answered === undefined ? `https://t.me/${ctx.me.username}` : schemeLink(ctx.me.username, answered);
  const text = blocks(reply.text, warningOf(hidesNumber, t));
  await answer(ctx, text, new InlineKeyboard().url(t('group.go_on'), url));
}

const warningOf = (hidesNumber: boolean, t: Translate): string | undefined =>
  hidesNumber ? t('personal_number') : undefined;

/** Not a picture or file with words: of those the words are read and the rest is not. */
const isOnlyWords = ({ message, editedMessage }: BotContext): boolean =>
  (message ?? editedMessage)?.caption === undefined;

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
