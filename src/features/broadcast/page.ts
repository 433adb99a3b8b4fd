import { InlineKeyboard } from 'grammy';
import { blocks, bold, type Rich } from '../../answers/text.js';
import { LANGUAGES } from '../../content/language.js';
import { quietUntil } from '../../delivery/quiet.js';
import { districtKeyboard } from '../../flows/district.js';
import { formatTime } from '../../messages/dates.js';
import { TOPICS } from '../../people/person.js';
import { encodeCallback, type CallbackOf } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { audienceName } from './audience.js';
import type { Draft } from './draft.js';
import { atHour } from './when.js';

export type DraftAct = CallbackOf<'draft'>['act'];

const data = ({ token }: Draft, act: DraftAct, value = '-'): string =>
  encodeCallback({ kind: 'draft', token, act, value });

/** What stands at this moment: to whom, of what, when; what holds it up. @param count recipients now */
export function draftText(ctx: BotContext, draft: Draft, count: number, heldUntil: number | undefined): Rich {
  const { t, now, language } = ctx;
  const goes = draft.at ?? now;
  const quiet = draft.urgent ? undefined : quietUntil(goes);
  const held = draft.topic === 'schemes' && heldUntil !== undefined && heldUntil > goes ? heldUntil : undefined;
  const time = (at: number): string => formatTime(new Date(at), language);
  const lines = [
    t('broadcast.draft.audience', { name: audienceName(draft.audience, ctx), count }),
    t('broadcast.draft.topic', { name: t(`topic.${draft.topic}`) }),
    t('broadcast.draft.when', { time: draft.at === undefined ? t('broadcast.when.now') : time(draft.at) }),
    t('broadcast.draft.button', { text: draft.message.button?.text ?? t('broadcast.draft.no_button') }),
  ];
  return blocks(
    bold(t('broadcast.draft.title')),
    lines.join('\n'),
    held === undefined ? undefined : t('broadcast.draft.held', { time: time(held) }),
    quiet === undefined ? undefined : t('broadcast.draft.quiet', { time: time(quiet) }),
    count === 0 ? t('broadcast.draft.nobody') : undefined,
  );
}

export function draftKeyboard({ t }: BotContext, draft: Draft, count: number): InlineKeyboard {
  const keyboard = new InlineKeyboard()
    .text(t('broadcast.button.audience'), data(draft, 'audience'))
    .text(t('broadcast.button.topic'), data(draft, 'topic'))
    .row()
    .text(t('broadcast.button.when'), data(draft, 'when'))
    .text(t(draft.urgent ? 'broadcast.button.urgent' : 'broadcast.button.not_urgent'), data(draft, 'urgent'))
    .row()
    .text(t('broadcast.button.link'), data(draft, 'link'))
    .text(t('broadcast.button.test'), data(draft, 'test'))
    .row();
  if (count > 0) keyboard.text(t('broadcast.button.send', { count }), data(draft, 'confirm')).row();
  return keyboard.text(t('broadcast.button.drop'), data(draft, 'drop'));
}

/** 'Really?', with the number once more. */
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
  const keyboard = new InlineKeyboard();
  knowledge.categories.forEach(({ id, icon, name }, index) => {
    keyboard.text(`${icon} ${name[language]}`, data(draft, 'to', `i-${id}`));
    if (index % 2 === 1) keyboard.row();
  });
  return keyboard.row().text(t('broadcast.button.back'), data(draft, 'audience'));
}

export function topicKeyboard({ t }: BotContext, draft: Draft): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  for (const topic of TOPICS)
    keyboard.text(`${draft.topic === topic ? '✓ ' : ''}${t(`topic.${topic}`)}`, data(draft, 'about', topic)).row();
  return keyboard.text(t('broadcast.button.back'), data(draft, 'home'));
}

/** Times that are offered, by the value in the button. */
export const TIMES: Readonly<Record<string, (now: number) => number>> = {
  e18: (now) => atHour(now, 0, 18),
  t9: (now) => atHour(now, 1, 9),
  t18: (now) => atHour(now, 1, 18),
};

export function whenKeyboard({ t, now, language }: BotContext, draft: Draft): InlineKeyboard {
  const keyboard = new InlineKeyboard().text(t('broadcast.when.now'), data(draft, 'at', 'now')).row();
  for (const [value, time] of Object.entries(TIMES)) {
    if (time(now) > now) keyboard.text(formatTime(new Date(time(now)), language), data(draft, 'at', value)).row();
  }
  return keyboard
    .text(t('broadcast.when.type'), data(draft, 'type'))
    .row()
    .text(t('broadcast.button.back'), data(draft, 'home'));
}
