import { Composer, InlineKeyboard } from 'grammy';
import { plain } from '../../answers/text.js';
import type { Delivery } from '../../delivery/delivery.js';
import { formatTime } from '../../messages/dates.js';
import type { Audit } from '../../people/audit.js';
import { TOPICS } from '../../people/person.js';
import { awaitMessage, onAwaited, stopAwaiting } from '../../telegram/awaiting.js';
import type { BotContext } from '../../telegram/context.js';
import { onButton } from '../../telegram/on-button.js';
import { outgoingKeyboard } from '../../telegram/outgoing.js';
import { editOrIgnore, say } from '../../telegram/send.js';
import { forTeam } from '../../telegram/team-only.js';
import { audienceCode, parseAudience } from './audience.js';
import { orderId, type Draft, type Drafts } from './draft.js';
import {
  audienceKeyboard,
  confirmKeyboard,
  confirmText,
  districtsKeyboard,
  draftKeyboard,
  draftText,
  interestsKeyboard,
  parseTimeValue,
  topicKeyboard,
  whenKeyboard,
} from './page.js';
import { quoted } from './progress.js';
import { showHere } from './show.js';
import { isWebAddress, keepSource } from './source.js';
import { parseWhen } from './when.js';

export interface ComposeDeps {
  readonly delivery: Delivery;
  readonly drafts: Drafts;
  readonly audit: Audit;
  readonly storageChatId: number | undefined;
  /** who speaks to the people; stands below each message */
  readonly operatorName: string | undefined;
}

const AWAIT_MESSAGE = 'broadcast.message';
/** What a draft is about until somebody says otherwise. */
const FIRST_TOPIC = 'schemes';
const AWAIT_LINK = 'broadcast.link';
const AWAIT_TIME = 'broadcast.time';
/** A button's text on a narrow phone. */
const MAX_LABEL = 40;

/** `/broadcast`: the message, to whom, when; seen as people will get it, and sent after a 'yes'. */
export function createCompose({
  delivery,
  drafts,
  audit,
  storageChatId,
  operatorName,
}: ComposeDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const team = forTeam(composer, 'administer');

  team.chatType('private').command('broadcast', async (ctx) => {
    await say(ctx, plain(ctx.t('broadcast.ask')));
    await awaitMessage(ctx, AWAIT_MESSAGE);
  });

  onAwaited(team, AWAIT_MESSAGE, async (ctx, album) => {
    // The other pictures of an album that was refused follow as messages of their own.
    if (album !== '' && ctx.message?.media_group_id === album) return awaitMessage(ctx, AWAIT_MESSAGE, album);
    const keyboard = outgoingKeyboard({}, FIRST_TOPIC, idOf(ctx), ctx.t);
    const source = await keepSource(ctx, storageChatId, keyboard, operatorName);
    if (source.kind === 'refused') {
      await say(ctx, plain(ctx.t(source.why, source.values)));
      return awaitMessage(ctx, AWAIT_MESSAGE, ctx.message?.media_group_id);
    }
    const draft = await drafts.begin(
      idOf(ctx),
      {
        message: source.message,
        title: source.title,
        ...(source.undated === undefined ? {} : { undated: source.undated }),
        onlyPlaces: source.isPoll,
        topic: FIRST_TOPIC,
        audience: source.isPoll ? 'places' : 'all',
        urgent: false,
      },
      ctx.now,
    );
    return showDraft(
      ctx,
      draft,
      below(storageChatId === undefined ? source.message.messageId : await preview(ctx, draft)),
    );
  });

  onAwaited(team, AWAIT_LINK, async (ctx, token) => {
    const button = parseButton(ctx.message?.text ?? '', ctx.t('broadcast.more'));
    if (button === undefined) {
      await say(ctx, plain(ctx.t('broadcast.link_wrong')));
      return awaitMessage(ctx, AWAIT_LINK, token);
    }
    const draft = await drafts.change(idOf(ctx), token, (present) => ({
      ...present,
      message: { ...present.message, button },
    }));
    if (draft === undefined) return stale(ctx);
    return showDraft(ctx, draft, below(await preview(ctx, draft)));
  });

  onAwaited(team, AWAIT_TIME, async (ctx, token) => {
    const at = parseWhen(ctx.message?.text ?? '', ctx.now);
    if (at === undefined) {
      await say(ctx, plain(ctx.t('broadcast.when.wrong')));
      return awaitMessage(ctx, AWAIT_TIME, token);
    }
    const draft = await drafts.change(idOf(ctx), token, (present) => ({ ...present, at }));
    return draft === undefined ? stale(ctx) : showDraft(ctx, draft, say);
  });

  onButton(team, 'draft', async (ctx, { token, act, value }) => {
    const draft = await drafts.get(idOf(ctx));
    if (act === 'go') return send(ctx, token, draft);
    // A draft that was sent, dropped or replaced: its buttons do nothing.
    if (draft?.token !== token) return false;
    const { t } = ctx;
    const turn = async (text: string, keyboard: InlineKeyboard): Promise<void> => {
      await editOrIgnore(ctx, plain(text), keyboard);
    };
    const set = async (revise: (present: Draft) => Draft): Promise<void> => {
      await stopAwaiting(ctx);
      const changed = await drafts.change(idOf(ctx), token, revise);
      if (changed !== undefined) await showDraft(ctx, changed, editOrIgnore);
    };
    switch (act) {
      case 'home':
        return set((present) => present);
      case 'audience':
        return turn(t('broadcast.ask_audience'), audienceKeyboard(ctx, draft));
      case 'districts':
        return turn(t('broadcast.ask_district'), districtsKeyboard(ctx, draft));
      case 'interests':
        return turn(t('broadcast.ask_interest'), interestsKeyboard(ctx, draft));
      case 'to':
        if (parseAudience(value, draft.topic, ctx) === undefined || (draft.onlyPlaces && value !== 'places'))
          return false;
        return set((present) => ({ ...present, audience: value }));
      case 'topic':
        return turn(t('broadcast.ask_topic'), topicKeyboard(ctx, draft));
      case 'about': {
        const topic = TOPICS.find((one) => one === value);
        return topic === undefined ? false : set((present) => ({ ...present, topic }));
      }
      case 'when':
        return turn(t('broadcast.ask_when'), whenKeyboard(ctx, draft));
      case 'at': {
        if (value === 'now') return set(({ at: _at, ...present }) => present);
        const time = parseTimeValue(value);
        return time === undefined || time <= ctx.now ? false : set((present) => ({ ...present, at: time }));
      }
      case 'type':
        await say(ctx, plain(t('broadcast.when.how')));
        return awaitMessage(ctx, AWAIT_TIME, token);
      case 'urgent':
        return set((present) => ({ ...present, urgent: value === 'on' }));
      case 'link':
        await say(ctx, plain(t('broadcast.ask_link')));
        return awaitMessage(ctx, AWAIT_LINK, token);
      case 'test':
        await preview(ctx, draft);
        return undefined;
      case 'confirm': {
        const [count, held] = await Promise.all([countOf(ctx, draft), delivery.heldUntil(draft.topic)]);
        return editOrIgnore(ctx, confirmText(ctx, draft, count, held), confirmKeyboard(ctx, draft));
      }
      case 'drop':
        await drafts.take(idOf(ctx), token);
        await stopAwaiting(ctx);
        return turn(t('broadcast.dropped'), new InlineKeyboard());
    }
  });

  async function countOf(ctx: BotContext, draft: Draft): Promise<number> {
    const audience = parseAudience(draft.audience, draft.topic, ctx);
    return audience === undefined ? 0 : delivery.countAudience(audience);
  }

  async function showDraft(ctx: BotContext, draft: Draft, show: typeof editOrIgnore): Promise<void> {
    const [count, held] = await Promise.all([countOf(ctx, draft), delivery.heldUntil(draft.topic)]);
    await show(ctx, draftText(ctx, draft, count, held), draftKeyboard(ctx, draft, count));
  }

  /**
   * The order is durable before anything is said. Its id follows from the draft: a second tap, or the
   * same tap delivered again after a kill, finds it there and goes on where the first one stopped.
   */
  async function send(ctx: BotContext, token: string, present: Draft | undefined): Promise<void | false> {
    const by = idOf(ctx);
    const id = orderId(token);
    const draft = present?.token === token ? present : undefined;
    const audience = draft === undefined ? undefined : parseAudience(draft.audience, draft.topic, ctx);
    if (draft !== undefined && audience !== undefined)
      await delivery.enqueue({
        id,
        by,
        topic: draft.topic,
        audience,
        message: draft.message,
        title: draft.title,
        urgent: draft.urgent,
        ...(draft.at === undefined ? {} : { notBefore: draft.at }),
      });
    const order = await delivery.get(id);
    // Dropped, replaced, or somebody else's.
    if (order?.by !== by) return false;
    await audit.note({
      at: order.createdAt,
      by,
      act: 'broadcast_start',
      on: quoted(order) ?? id,
      after: audienceCode(order.audience) ?? order.audience.name,
    });
    await drafts.take(by, token);
    await stopAwaiting(ctx);
    const until = (await delivery.status(id))?.waiting?.until;
    const said =
      until === undefined
        ? ctx.t('broadcast.started')
        : ctx.t('broadcast.started_later', { time: formatTime(new Date(until), ctx.language) });
    await editOrIgnore(ctx, plain(said), new InlineKeyboard());
    if (order.progress === undefined) await showHere(ctx, delivery, id);
    return undefined;
  }

  return composer;
}

const idOf = (ctx: BotContext): number => ctx.from?.id ?? 0;

/** Exactly what people will get, with its buttons. @returns the message's id */
async function preview(ctx: BotContext, { message, topic }: Draft): Promise<number> {
  const chatId = ctx.chat?.id ?? idOf(ctx);
  const copy = await ctx.api.copyMessage(chatId, message.chatId, message.messageId, {
    reply_markup: outgoingKeyboard(message, topic, chatId, ctx.t),
  });
  return copy.message_id;
}

/** Shows the draft's page as a reply to the message that it is about, so that nobody has to look for it. */
const below =
  (messageId: number): typeof editOrIgnore =>
  async (ctx, text, keyboard) => {
    await ctx.reply(text.text, {
      entities: text.entities,
      reply_markup: keyboard,
      reply_parameters: { message_id: messageId, allow_sending_without_reply: true },
    });
  };

async function stale(ctx: BotContext): Promise<void> {
  await say(ctx, plain(ctx.t('broadcast.stale')));
}

/** `फॉर्म भरिए https://…`: the address is the last word, what stands before is the button's text. */
export function parseButton(text: string, fallback: string): { text: string; url: string } | undefined {
  const words = text.trim();
  const url = words.split(/\s+/u).at(-1) ?? '';
  const label = words.slice(0, words.length - url.length).trimEnd();
  const address = /^[a-z]+:/i.test(url) ? url : `https://${url}`;
  if (!isWebAddress(address) || label.length > MAX_LABEL) return undefined;
  return { text: label === '' ? fallback : label, url: address };
}
