import { Composer, GrammyError, InlineKeyboard, type Api } from 'grammy';
import { blocks, bold, plain } from '../../answers/text.js';
import type { Language } from '../../content/language.js';
import { formatLooseDate, formatTime } from '../../messages/dates.js';
import type { Audit, AuditEntry } from '../../people/audit.js';
import type { Invites } from '../../people/invites.js';
import { may, OFFERED_ROLES, type GivenRole, type Membership, type Roles } from '../../people/roles.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { grid } from '../../telegram/keyboard.js';
import { inviteLink, parseStartPayload } from '../../telegram/links.js';
import { onButton } from '../../telegram/on-button.js';
import { forTeam } from '../../telegram/team-only.js';
import { editOrIgnore, say } from '../../telegram/send.js';

export interface TeamDeps {
  readonly roles: Roles;
  readonly invites: Invites;
  readonly audit: Audit;
  /** puts the commands of the role into the person's menu, or takes them out */
  readonly setMenu: (id: number) => Promise<void>;
  /** the language in which somebody else is written to */
  readonly languageOf: (id: number) => Promise<Language>;
}

const SHOWN_ACTS = 20;

/** Who may do what: invitations, members, and the log of what they did. */
export function createTeam({ roles, invites, audit, setMenu, languageOf }: TeamDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const inPrivate = composer.chatType('private');

  inPrivate.command('start', async (ctx, next) => {
    const payload = parseStartPayload(ctx.match);
    if (payload?.kind !== 'invite') return next();
    const outcome = await invites.take(payload.token, ctx.from.id, ctx.role);
    if (outcome.kind === 'refused') return say(ctx, plain(ctx.t('team.invite_refused')));
    if (outcome.kind === 'needless')
      return say(ctx, plain(ctx.t('team.invite_needless', { role: ctx.t(`role.${ctx.role ?? 'owner'}`) })));
    const member: Membership = { id: ctx.from.id, role: outcome.role, by: outcome.by, since: ctx.today };
    await roles.give(member);
    await note(ctx, { act: 'team_join', on: String(ctx.from.id), after: outcome.role });
    await setMenu(ctx.from.id);
    await say(
      ctx,
      blocks(ctx.t('team.joined', { role: ctx.t(`role.${outcome.role}`) }), ctx.t(`team.may.${outcome.role}`)),
    );
    return tell(ctx, outcome.by, 'team.has_joined', { name: ctx.from.first_name, role: outcome.role });
  });

  forTeam(inPrivate, 'administer').command('team', async (ctx) => {
    const { text, keyboard } = await teamPage(ctx, roles);
    await say(ctx, text, keyboard);
  });

  forTeam(inPrivate, 'administer').command('audit', async (ctx) => {
    const entries = await audit.latest(SHOWN_ACTS);
    const names = await namesOf(
      ctx.api,
      entries.map(({ by }) => by),
    );
    const lines = entries.map(({ at, by, act, on }) =>
      ctx.t('audit.line', {
        time: formatTime(new Date(at), ctx.language),
        who: names.get(by) ?? ctx.t('audit.bot'),
        act: ctx.t(`audit.act.${act}`),
        on: on ?? '',
      }),
    );
    await say(
      ctx,
      lines.length === 0 ? plain(ctx.t('audit.empty')) : blocks(bold(ctx.t('audit.title')), lines.join('\n')),
    );
  });

  const buttons = forTeam(composer, 'administer');
  onButton(buttons, 'invite', async (ctx, { role }) => {
    if (!mayGive(ctx, role)) return false;
    const { id, message } = ctx.callbackQuery ?? {};
    const order = `${id}:${message?.message_id}:${message?.date}`;
    const token = await invites.create(role, ctx.from?.id ?? 0, order);
    await note(ctx, { act: 'team_invite', after: role });
    await say(ctx, blocks(ctx.t('team.link', { role: ctx.t(`role.${role}`) }), inviteLink(ctx.me.username, token)));
    return undefined;
  });

  onButton(buttons, 'dismiss', async (ctx, { memberId, step }) => {
    const member = (await roles.members()).find(({ id }) => id === memberId);
    if (member !== undefined && !mayGive(ctx, member.role)) return false;
    if (member !== undefined && step === 'ask') {
      const name = (await namesOf(ctx.api, [memberId])).get(memberId) ?? String(memberId);
      const keyboard = new InlineKeyboard()
        .text(ctx.t('team.dismiss_yes'), encodeCallback({ kind: 'dismiss', memberId, step: 'yes' }))
        .text(ctx.t('team.dismiss_no'), encodeCallback({ kind: 'dismiss', memberId, step: 'no' }));
      return editOrIgnore(
        ctx,
        plain(ctx.t('team.dismiss_ask', { name, role: ctx.t(`role.${member.role}`) })),
        keyboard,
      );
    }
    if (step === 'yes') {
      const taken = await roles.take(memberId);
      if (taken !== undefined) {
        await note(ctx, { act: 'team_dismiss', on: String(memberId), before: taken.role });
        await setMenu(memberId);
        await tell(ctx, memberId, 'team.dismissed', { role: taken.role });
      }
    }
    const { text, keyboard } = await teamPage(ctx, roles);
    return editOrIgnore(ctx, text, keyboard);
  });

  const note = (ctx: BotContext, act: Pick<AuditEntry, 'act' | 'on' | 'before' | 'after'>): Promise<void> =>
    audit.note({ ...act, at: ctx.now, by: ctx.from?.id ?? 0, cause: ctx.update.update_id });

  /** Tells somebody of the team what another has done; whoever cannot be reached sees it in /team. */
  async function tell(
    ctx: BotContext,
    id: number,
    key: string,
    { role, ...values }: { readonly role: GivenRole; readonly name?: string },
  ): Promise<void> {
    const t = ctx.translate(await languageOf(id));
    try {
      await ctx.api.sendMessage(id, t(key, { ...values, role: t(`role.${role}`) }));
    } catch (error) {
      if (!(error instanceof GrammyError)) throw error;
    }
  }

  return composer;
}

/** An administrator appoints editors and helpers; administrators are appointed by an owner. */
function mayGive(ctx: BotContext, role: GivenRole): boolean {
  return may(ctx.role, role === 'administrator' ? 'appoint' : 'administer');
}

async function teamPage(ctx: BotContext, roles: Roles) {
  const members = await roles.members();
  const names = await namesOf(
    ctx.api,
    members.map(({ id }) => id),
  );
  const nameOf = (id: number): string => names.get(id) ?? String(id);
  const keyboard = grid([
    ...OFFERED_ROLES.filter((role) => mayGive(ctx, role)).map((role) =>
      InlineKeyboard.text(
        ctx.t('team.invite', { role: ctx.t(`role.${role}`) }),
        encodeCallback({ kind: 'invite', role }),
      ),
    ),
    ...members
      .filter(({ role }) => mayGive(ctx, role))
      .map(({ id }) =>
        InlineKeyboard.text(
          ctx.t('team.dismiss', { name: nameOf(id) }),
          encodeCallback({ kind: 'dismiss', memberId: id, step: 'ask' }),
        ),
      ),
  ]);
  const lines = members.map(({ id, role, since }) =>
    ctx.t('team.member', {
      name: nameOf(id),
      id: String(id),
      role: ctx.t(`role.${role}`),
      since: formatLooseDate(since, ctx.language),
    }),
  );
  const text = blocks(bold(ctx.t('team.title')), lines.length === 0 ? ctx.t('team.nobody') : lines.join('\n'));
  return { text, keyboard };
}

/** Names are asked of Telegram when they are shown, not kept. Whoever cannot be asked has none. */
async function namesOf(api: Api, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const found = await Promise.allSettled(
    [...new Set(ids)].filter((id) => id > 0).map(async (id) => [id, (await api.getChat(id)).first_name] as const),
  );
  return new Map(
    found.flatMap((result) =>
      result.status === 'fulfilled' && result.value[1] !== undefined ? [[result.value[0], result.value[1]]] : [],
    ),
  );
}
