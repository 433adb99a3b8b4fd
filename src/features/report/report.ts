import { Composer, GrammyError, InlineKeyboard } from 'grammy';
import { blocks, concat, link, plain, truncate } from '../../answers/text.js';
import type { Language } from '../../content/language.js';
import { may } from '../../people/roles.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { parseStartPayload, reportLink, type StartPayload } from '../../telegram/links.js';
import { onButton } from '../../telegram/on-button.js';
import { isCommand } from '../../telegram/said.js';
import { editOrIgnore, say } from '../../telegram/send.js';
import type { Report, Reports } from './reports.js';
import { createTeamPage, type TeamPageDeps } from './team-page.js';

export interface ReportDeps extends TeamPageDeps {
  readonly reports: Reports;
}

/** A report is a hint, not a letter. */
const MAX_REPORT_LENGTH = 800;

/**
 * 'This is wrong' under an answer: after a second tap it is kept and shown to the team, a sentence may
 * follow, and the team's reply comes back. Neither sees who the other is.
 */
export function createReport(deps: ReportDeps): Composer<BotContext> {
  const { reports, languageOf, translate } = deps;
  const page = createTeamPage(deps);
  const composer = new Composer<BotContext>();
  const inPrivate = composer.chatType('private');

  // It stands beside 'forward': one tap must not call the team.
  onButton(composer, 'report', async (ctx, { schemeId, facet, language }) => {
    const scheme = ctx.knowledge.schemeById.get(schemeId);
    if (scheme === undefined) return false;
    const t = ctx.translate(language);
    const name = t('answer.title', { name: scheme.name[language], facet: t(`facet.${facet}.long`) });
    const button = (answer: 'yes' | 'no') =>
      [t(`report.${answer}`), encodeCallback({ kind: 'wrong', schemeId, facet, answer, language })] as const;
    await say(ctx, plain(t('report.ask', { name })), new InlineKeyboard().text(...button('yes')).text(...button('no')));
    return undefined;
  });

  onButton(composer, 'wrong', async (ctx, { schemeId, facet, answer, language }) => {
    const scheme = ctx.knowledge.schemeById.get(schemeId);
    if (scheme === undefined) return false;
    const t = ctx.translate(language);
    const none = new InlineKeyboard();
    if (answer === 'no') return editOrIgnore(ctx, plain(t('report.left')), none);
    const { id, added } = await reports.add({ schemeId, facet, by: ctx.from?.id ?? 0 });
    const isSeen = await page.show(id, added);
    await editOrIgnore(ctx, plain(t(isSeen ? 'report.thanks' : 'report.kept')), none);
    // The link in the question carries scheme and part, so that the reply needs no memory.
    const url = reportLink(ctx.me.username, schemeId, facet);
    const question = concat(t('report.what'), ' ', link(scheme.name[language], url));
    await ctx.reply(question.text, {
      entities: question.entities,
      link_preview_options: { is_disabled: true },
      reply_markup: { force_reply: true, input_field_placeholder: t('report.placeholder') },
    });
    return undefined;
  });

  inPrivate.on('message', async (ctx, next) => {
    if (isCommand(ctx.message) || ctx.awaited !== undefined) return next();
    const about = askedAbout(ctx);
    if (about === undefined || ctx.said === undefined || !ctx.knowledge.schemeById.has(about.schemeId)) return next();
    const words = { messageId: ctx.message.message_id, text: truncate(ctx.said.text, MAX_REPORT_LENGTH) };
    const { id, added } = await reports.add({ ...about, by: ctx.from.id, words });
    const isSeen = await page.show(id, added);
    return say(ctx, plain(ctx.t(isSeen ? 'report.thanks' : 'report.kept')));
  });

  const ofTeam = inPrivate.filter((ctx) => may(ctx.role, 'help'));
  ofTeam.on('message', async (ctx, next) => {
    const asked = ctx.message.reply_to_message;
    if (asked?.from?.id !== ctx.me.id || isCommand(ctx.message) || ctx.awaited !== undefined) return next();
    const found = await reports.shownBy(ctx.from.id, asked.message_id);
    if (found !== undefined) return answerReport(ctx, found.id, found.report);
    // Kept no more: what is written to it must not be taken for a question.
    return asked.text?.startsWith(MARK) === true ? say(ctx, plain(ctx.t('report.gone'))) : next();
  });

  // Whatever one of the team came for, afterwards they get what nobody has seen.
  ofTeam.on('message', async (ctx, next) => {
    await next();
    await page.showWaiting(ctx.from.id);
  });

  async function answerReport(ctx: BotContext, id: string, report: Report): Promise<void> {
    const message = ctx.message;
    // The team's own words, with the numbers of offices.
    const words = message?.text ?? message?.caption;
    if (message === undefined || words === undefined) return say(ctx, plain(ctx.t('report.reply_words')));
    const key = `${ctx.from?.id}:${message.message_id}`;
    if (report.answered.includes(key)) return undefined;
    let count = 0;
    for (const person of report.people)
      if (await handOn(ctx, person, report, truncate(words, MAX_REPORT_LENGTH))) count += 1;
    await reports.answered(id, key);
    return say(ctx, plain(ctx.t(count === 0 ? 'report.reply_nobody' : 'report.reply_went', { count })));
  }

  /** @returns false when the person cannot be reached */
  async function handOn(ctx: BotContext, person: number, report: Report, words: string): Promise<boolean> {
    const language: Language = await languageOf(person);
    const name = ctx.knowledge.schemeById.get(report.schemeId)?.name[language] ?? report.schemeId;
    const text = blocks(translate(language)('report.answer', { name }), `«${words}»`);
    try {
      await ctx.api.sendMessage(person, text.text, { entities: text.entities });
      return true;
    } catch (error) {
      if (error instanceof GrammyError && [400, 403].includes(error.error_code)) return false;
      throw error;
    }
  }

  return composer;
}

/** How `report.admin` begins, in every language. */
const MARK = '🚩';

/** @returns the part of a scheme about which our own question, to which this message replies, asked what is wrong */
function askedAbout(ctx: BotContext): Omit<Extract<StartPayload, { kind: 'report' }>, 'kind'> | undefined {
  const asked = ctx.message?.reply_to_message;
  if (asked?.from?.id !== ctx.me.id) return undefined;
  const href = asked.entities?.find((entity) => entity.type === 'text_link')?.url;
  if (href === undefined || !URL.canParse(href)) return undefined;
  const payload = parseStartPayload(new URL(href).searchParams.get('start') ?? '');
  return payload?.kind === 'report' ? { schemeId: payload.schemeId, facet: payload.facet } : undefined;
}
