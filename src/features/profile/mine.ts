import { InlineKeyboard } from 'grammy';
import { blocks, bold, type Rich } from '../../answers/text.js';
import { districtName } from '../../flows/district.js';
import { formatLooseDate } from '../../messages/dates.js';
import { TOPICS, wants } from '../../people/person.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { grid } from '../../telegram/keyboard.js';

/**
 * Everything that is kept about the person of the update, a line each.
 * @param reports in so many reports of mistakes they have a part
 */
export function whatIsKept(ctx: BotContext, reports: number): Rich {
  const { person, t, language, role } = ctx;
  const id = ctx.from?.id ?? 0;
  const besides = [
    ...(reports === 0 ? [] : [t('mine.reports', { count: reports })]),
    ...(role === undefined ? [] : [t(`role.line.${role}`)]),
  ];
  if (person === undefined) return reports === 0 ? blocks(t('mine.nothing'), ...besides) : list(ctx, besides);
  const district = ctx.knowledge.districts.find((one) => one.id === person.district);
  const interests = ctx.knowledge.categories.filter((one) => person.interests?.includes(one.id) === true);
  const topics = TOPICS.filter((topic) => wants({ ...person, unreachable: false }, topic));
  const lines = [
    t('mine.id', { id: String(id) }),
    t('mine.language', { name: t(`language.name.${person.language ?? 'auto'}`) }),
    t('mine.district', { name: district === undefined ? t('mine.not_said') : districtName(district, language) }),
    t('mine.interests', {
      names: interests.length === 0 ? t('mine.all') : interests.map(({ name }) => name[language]).join(', '),
    }),
    t('mine.news', {
      topics: topics.length === 0 ? t('mine.none') : topics.map((topic) => t(`topic.${topic}`)).join(', '),
    }),
    t(person.kind === 'creator' ? 'mine.creator' : 'mine.citizen'),
    t('mine.first_seen', { date: formatLooseDate(person.firstSeen, language) }),
    ...(person.lastSeen === undefined
      ? []
      : [t('mine.last_seen', { date: formatLooseDate(person.lastSeen, language) })]),
    ...(person.cameBy === undefined ? [] : [t('mine.came_by', { link: person.cameBy })]),
    ...besides,
  ];
  return list(ctx, lines);
}

const list = ({ t }: BotContext, lines: readonly string[]): Rich =>
  blocks(bold(t('mine.title')), lines.map((line) => `• ${line}`).join('\n'), t('mine.nothing_else'));

export function mineKeyboard({ t, person }: BotContext): InlineKeyboard {
  return new InlineKeyboard()
    .text(t('mine.button.district'), encodeCallback({ kind: 'mine', act: 'district' }))
    .text(t('mine.button.interests'), encodeCallback({ kind: 'mine', act: 'interests' }))
    .row()
    .text(t('mine.button.topics'), encodeCallback({ kind: 'mine', act: 'topics' }))
    .text(
      `${person?.kind === 'creator' ? '✓ ' : ''}${t('mine.button.creator')}`,
      encodeCallback({ kind: 'mine', act: person?.kind === 'creator' ? 'citizen' : 'creator' }),
    )
    .row()
    .text(t('mine.button.file'), encodeCallback({ kind: 'mine', act: 'file' }))
    .text(t('mine.button.erase'), encodeCallback({ kind: 'mine', act: 'erase' }));
}

export function topicsKeyboard({ t, person }: BotContext): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  for (const topic of TOPICS) {
    const isOn = person !== undefined && wants({ ...person, unreachable: false }, topic);
    const data = encodeCallback({ kind: 'topic', topic, wanted: isOn ? 'off' : 'on' });
    keyboard.text(`${isOn ? '🔔' : '🔕'} ${t(`topic.${topic}`)}`, data).row();
  }
  return keyboard.text(t('mine.button.back'), encodeCallback({ kind: 'mine', act: 'home' }));
}

export function interestsKeyboard({ t, person, language, knowledge }: BotContext): InlineKeyboard {
  const buttons = knowledge.categories.map(({ id, icon, name }) => {
    const isOn = person?.interests?.includes(id) === true;
    const data = encodeCallback({ kind: 'interest', categoryId: id, wanted: isOn ? 'off' : 'on' });
    return InlineKeyboard.text(`${isOn ? '✓' : icon} ${name[language]}`, data);
  });
  return grid(buttons, 2)
    .row()
    .text(t('mine.button.back'), encodeCallback({ kind: 'mine', act: 'home' }));
}
