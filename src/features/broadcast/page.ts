import { InlineKeyboard } from 'grammy';
import { blocks, bold, lines, type Rich } from '../../answers/text.js';
import { LANGUAGES } from '../../content/language.js';
import { quietUntil } from '../../delivery/quiet.js';
import { waitingAt, type Waiting } from '../../delivery/when.js';
import { districtKeyboard } from '../../flows/district.js';
import { formatTime } from '../../messages/dates.js';
import { TOPICS } from '../../people/person.js';
import { encodeCallback, type CallbackOf } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { grid } from '../../telegram/keyboard.js';
import { audienceName } from './audience.js';
import type { Draft } from './draft.js';
import { atHour } from './when.js';

export type DraftAct = CallbackOf<'draft'>['act'];

const data = ({ token }: Draft, act: DraftAct, value = '-'): string =>
  encodeCallback({ kind: 'draft', token, act, value });

/** What comes between now and the first message, in the delivery's own words. */
export const waitingOf = ({ now }: BotContext, { at, urgent }: Draft, heldUntil: number | undefined) =>
  waitingAt(now, { notBefore: at ?? now, urgent, heldUntil });

/** When it goes, as it is said everywhere. */
export const whenText = ({ t, language }: BotContext, waiting: Waiting | undefined): string =>
  waiting === undefined ? t('broadcast.when.now') : formatTime(new Date(waiting.until), language);

/**
 * What stands at this moment: to whom, of what, when; what holds it up.
 * @param count recipients now
 * @param heldUntil until when its topic is held; undefined: it is not
 */
export function draftText(ctx: BotContext, draft: Draft, count: number, heldUntil: number | undefined): Rich {
  const { t, now, language } = ctx;
  const asked = Math.max(draft.at ?? now, heldUntil ?? 0);
  const isMovedByNight = !draft.urgent && quietUntil(asked) !== undefined;
  const isHeld = heldUntil !== undefined && heldUntil > (draft.at ?? now);
  const time = (at: number): string => formatTime(new Date(at), language);
  const settings = [
    t('broadcast.draft.audience', { name: audienceName(draft.audience, ctx), count }),
    t('broadcast.draft.topic', { name: t(`topic.${draft.topic}`) }),
    t('broadcast.draft.when', { time: whenText(ctx, waitingOf(ctx, draft, heldUntil)) }),
    t('broadcast.draft.button', { text: draft.message.button?.text ?? t('broadcast.draft.no_button') }),
  ];
  return blocks(
    bold(t('broadcast.draft.title')),
    settings.join('\n'),
    isHeld ? t('broadcast.draft.held') : undefined,
    isMovedByNight
      ? draft.at === undefined || isHeld
        ? t('broadcast.draft.quiet')
        : t('broadcast.draft.quiet_asked', { time: time(draft.at) })
      : undefined,
    draft.undated === undefined ? undefined : t('broadcast.draft.undated', { word: draft.undated }),
    draft.message.chatId === ctx.chat?.id ? t('broadcast.draft.kept_here') : undefined,
    count === 0 ? t('broadcast.draft.nobody') : undefined,
  );
}

export function draftKeyboard({ t }: BotContext, draft: Draft, count: number): InlineKeyboard {
  const keyboard = new InlineKeyboard()
    .text(t('broadcast.button.audience'), data(draft, 'audience'))
    .text(t('broadcast.button.topic'), data(draft, 'topic'))
    .row()
    .text(t('broadcast.button.when'), data(draft, 'when'))
    .text(
      t(draft.urgent ? 'broadcast.button.urgent' : 'broadcast.button.not_urgent'),
      data(draft, 'urgent', draft.urgent ? 'off' : 'on'),
    )
    .row()
    .text(t('broadcast.button.link'), data(draft, 'link'))
    .text(t('broadcast.button.test'), data(draft, 'test'))
    .row();
  if (count > 0) keyboard.text(t('broadcast.button.send', { count }), data(draft, 'confirm')).row();
  return keyboard.text(t('broadcast.button.drop'), data(draft, 'drop'));
}

/** 'Really?': to whom, how many, when, and whether telephones ring at night. */
export function confirmText(ctx: BotContext, draft: Draft, count: number, heldUntil: number | undefined): Rich {
  const { t } = ctx;
  return blocks(
    bold(t('broadcast.confirm.ask', { count })),
    lines(
      t('broadcast.draft.audience', { name: audienceName(draft.audience, ctx), count }),
      t('broadcast.draft.when', { time: whenText(ctx, waitingOf(ctx, draft, heldUntil)) }),
      draft.urgent ? t('broadcast.confirm.urgent') : undefined,
    ),
    t('broadcast.confirm.after'),
  );
}

export function confirmKeyboard({ t }: BotContext, draft: Draft): InlineKeyboard {
  return new InlineKeyboard()
    .text(t('broadcast.button.go'), data(draft, 'go'))
    .row()
    .text(t('broadcast.button.back'), data(draft, 'home'));
}

export function audienceKeyboard({ t }: BotContext, draft: Draft): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  const add = (code: string, label: string): InlineKeyboard => keyboard.text(label, data(draft, 'to', code)).row();
  if (!draft.onlyPlaces) {
    add('all', t('broadcast.audience.all'));
    for (const language of LANGUAGES)
      keyboard.text(t(`language.name.${language}`), data(draft, 'to', `lang-${language}`));
    keyboard
      .row()
      .text(t('broadcast.button.district'), data(draft, 'districts'))
      .text(t('broadcast.button.interest'), data(draft, 'interests'))
      .row();
    add('creators', t('broadcast.audience.creators'));
    add('both', t('broadcast.audience.both'));
  }
  add('places', t('broadcast.audience.places'));
  return keyboard.text(t('broadcast.button.back'), data(draft, 'home'));
}

export const districtsKeyboard = (ctx: BotContext, draft: Draft): InlineKeyboard =>
  districtKeyboard(ctx, (id) => data(draft, 'to', `d-${id}`))
    .row()
    .text(ctx.t('broadcast.button.back'), data(draft, 'audience'));

export function interestsKeyboard({ t, knowledge, language }: BotContext, draft: Draft): InlineKeyboard {
  const buttons = knowledge.categories.map(({ id, icon, name }) =>
    InlineKeyboard.text(`${icon} ${name[language]}`, data(draft, 'to', `i-${id}`)),
  );
  return grid(buttons, 2).row().text(t('broadcast.button.back'), data(draft, 'audience'));
}

export function topicKeyboard({ t }: BotContext, draft: Draft): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  for (const topic of TOPICS)
    keyboard.text(`${draft.topic === topic ? '✓ ' : ''}${t(`topic.${topic}`)}`, data(draft, 'about', topic)).row();
  return keyboard.text(t('broadcast.button.back'), data(draft, 'home'));
}

/** Times that are offered. */
const offeredTimes = (now: number): readonly number[] => [atHour(now, 0, 18), atHour(now, 1, 9), atHour(now, 1, 18)];

/** A button keeps the time that stands on it, also when it is pressed the day after. */
const timeValue = (time: number): string => (time / 60_000).toString(36);
export const parseTimeValue = (value: string): number | undefined =>
  /^[0-9a-z]{5,8}$/.test(value) ? parseInt(value, 36) * 60_000 : undefined;

export function whenKeyboard({ t, now, language }: BotContext, draft: Draft): InlineKeyboard {
  const keyboard = new InlineKeyboard().text(t('broadcast.when.now'), data(draft, 'at', 'now')).row();
  for (const time of offeredTimes(now)) {
    if (time > now) keyboard.text(formatTime(new Date(time), language), data(draft, 'at', timeValue(time))).row();
  }
  return keyboard
    .text(t('broadcast.when.type'), data(draft, 'type'))
    .row()
    .text(t('broadcast.button.back'), data(draft, 'home'));
}
