import { Composer } from 'grammy';
import { blocks, concat, link, truncate, type Rich } from '../../answers/text.js';
import type { Facet } from '../../content/facet.js';
import type { Scheme } from '../../content/scheme.js';
import type { Log } from '../../log.js';
import type { Translate } from '../../messages/catalogue.js';
import { maskPersonalNumbers } from '../../people/personal-numbers.js';
import type { BotContext } from '../../telegram/context.js';
import { parseStartPayload, schemeLink } from '../../telegram/links.js';
import { onButton } from '../../telegram/on-button.js';

export interface ReportDeps {
  /** who receives reports */
  readonly recipients: () => Promise<readonly number[]>;
  readonly log: Log;
}

/** A report is a hint, not a letter. */
const MAX_REPORT_LENGTH = 800;

/**
 * 'This is wrong' under an answer: one tap reaches the administrators, a sentence may follow. They
 * see what was said to be wrong, not by whom.
 */
export function createReport({ recipients, log }: ReportDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  onButton(composer, 'report', async (ctx, { schemeId, facet, language }) => {
    const scheme = ctx.knowledge.schemeById.get(schemeId);
    if (scheme === undefined) return false;
    const t = ctx.translate(language);
    await tellTeam(ctx, await recipients(), log, headline(ctx, scheme, facet, ctx.translate('hi')));
    const thanks = { text: t('report.thanks') };
    if (ctx.chat?.type !== 'private') return thanks;
    // The link in the question carries the scheme, so that the reply needs no memory.
    const question = concat(t('report.what'), ' ', link(scheme.name[language], schemeLink(ctx.me.username, schemeId)));
    await ctx.reply(question.text, {
      entities: question.entities,
      link_preview_options: { is_disabled: true },
      reply_markup: { force_reply: true, input_field_placeholder: t('report.placeholder') },
    });
    return thanks;
  });

  composer.chatType('private').on('message:text', async (ctx, next) => {
    const schemeId = reportedScheme(ctx);
    const scheme = schemeId === undefined ? undefined : ctx.knowledge.schemeById.get(schemeId);
    if (scheme === undefined) return next();
    const said = truncate(maskPersonalNumbers(ctx.msg.text).text, MAX_REPORT_LENGTH);
    await tellTeam(
      ctx,
      await recipients(),
      log,
      blocks(headline(ctx, scheme, undefined, ctx.translate('hi')), `«${said}»`),
    );
    await ctx.reply(ctx.t('report.passed_on'));
  });

  return composer;
}

/** @returns the scheme of our own question that this message replies to */
function reportedScheme(ctx: BotContext): string | undefined {
  const asked = ctx.msg?.reply_to_message;
  if (asked?.from?.id !== ctx.me.id || asked.reply_markup !== undefined) return undefined;
  const href = asked.entities?.find((entity) => entity.type === 'text_link')?.url;
  if (href === undefined || !URL.canParse(href)) return undefined;
  const payload = parseStartPayload(new URL(href).searchParams.get('start') ?? '');
  return payload?.kind === 'scheme' ? payload.schemeId : undefined;
}

function headline(ctx: BotContext, scheme: Scheme, facet: Facet | undefined, t: Translate): Rich {
  const what =
    facet === undefined ? scheme.name.hi : t('answer.title', { name: scheme.name.hi, facet: t(`facet.${facet}.long`) });
  return concat(`${t('report.admin')} `, link(what, schemeLink(ctx.me.username, scheme.id)), ` (${scheme.id})`);
}

async function tellTeam(ctx: BotContext, ids: readonly number[], log: Log, text: Rich): Promise<void> {
  const results = await Promise.allSettled(
    ids.map((id) =>
      ctx.api.sendMessage(id, text.text, { entities: text.entities, link_preview_options: { is_disabled: true } }),
    ),
  );
  for (const result of results) {
    if (result.status === 'rejected')
      log.warn({ error: result.reason as unknown }, 'a report did not reach an administrator');
  }
}
