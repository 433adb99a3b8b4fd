import { LANGUAGES } from '../../content/language.js';
import type { AudienceSpec } from '../../delivery/broadcast.js';
import { districtName } from '../../flows/district.js';
import type { Topic } from '../../people/person.js';
import { audienceArgsSchema, type AudienceArgs } from '../../telegram/audiences.js';
import type { BotContext } from '../../telegram/context.js';

/** An audience as a button carries it: `all`, `lang-hi`, `d-raipur`, `i-farmers`, `creators`, `places`, `both`. */
export function parseAudience(code: string, topic: Topic, { knowledge }: BotContext): AudienceSpec | undefined {
  const people = (narrowed: Omit<AudienceArgs, 'topic'>): AudienceSpec => ({
    name: 'people',
    args: { topic, ...narrowed },
  });
  const [, kind, value] = /^(lang|d|i)-(.+)$/.exec(code) ?? [];
  if (kind === 'lang') {
    const language = LANGUAGES.find((one) => one === value);
    return language === undefined ? undefined : people({ language });
  }
  if (kind === 'd') return knowledge.districts.some(({ id }) => id === value) ? people({ district: value }) : undefined;
  if (kind === 'i')
    return knowledge.categories.some(({ id }) => id === value) ? people({ interest: value }) : undefined;
  switch (code) {
    case 'all':
      return people({});
    case 'creators':
      return people({ kind: 'creator' });
    case 'places':
    case 'both':
      return { name: code, args: { topic } };
    default:
      return undefined;
  }
}

/** The way back: @returns undefined for an audience that no button makes */
export function audienceCode({ name, args }: AudienceSpec): string | undefined {
  if (name === 'places' || name === 'both') return name;
  const parsed = audienceArgsSchema.safeParse(args);
  if (name !== 'people' || !parsed.success) return undefined;
  const { language, district, interest, kind } = parsed.data;
  if (language !== undefined) return `lang-${language}`;
  if (district !== undefined) return `d-${district}`;
  if (interest !== undefined) return `i-${interest}`;
  return kind === 'creator' ? 'creators' : 'all';
}

/** @returns the audience in words, in the language of the interface */
export function audienceName(code: string, { t, knowledge, language }: BotContext): string {
  const [, kind, value] = /^(lang|d|i)-(.+)$/.exec(code) ?? [];
  if (kind === 'lang') return t('broadcast.audience.language', { name: t(`language.name.${value}`) });
  if (kind === 'd') {
    const district = knowledge.districts.find(({ id }) => id === value);
    return t('broadcast.audience.district', { name: district === undefined ? '' : districtName(district, language) });
  }
  if (kind === 'i') {
    const category = knowledge.categories.find(({ id }) => id === value);
    return t('broadcast.audience.interest', { name: category?.name[language] ?? '' });
  }
  return t(`broadcast.audience.${code}`);
}
