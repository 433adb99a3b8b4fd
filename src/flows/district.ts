import { InlineKeyboard } from 'grammy';
import type { Knowledge } from '../answers/knowledge.js';
import type { District } from '../content/districts.js';
import type { Language } from '../content/language.js';
import type { BotContext } from '../telegram/context.js';
import { grid } from '../telegram/keyboard.js';

/** Three short names fit beside each other on the narrowest phone. */
const COLUMNS = 3;

export function districtName(district: District, language: Language): string {
  return language === 'en' ? district.en : district.hi;
}

/** The first of a district's joined names: 'मोहला' for 'मोहला-मानपुर-अंबागढ़ चौकी'. */
const shortName = (district: District, language: Language): string =>
  districtName(district, language)
    .replace(/(?<!\s)\s*\([^()]*\)/u, '')
    .split('-')[0] ?? '';

/** What a text is that came when the district was asked for. */
export type DistrictReply =
  /** nothing but the name of one */
  | { readonly kind: 'district'; readonly id: string }
  /** it may mean these, or says something besides: the person confirms */
  | { readonly kind: 'confirm'; readonly districts: readonly District[] }
  /** something else was asked or said: it is answered */
  | { readonly kind: 'question' }
  | { readonly kind: 'unknown' };

/** So many words besides a district are a sentence of their own. */
const SENTENCE = 3;

/**
 * Which it is. It decides what is sent to a person from then on, so that only a bare name is taken: a scheme's
 * name (महतारी शक्ति) sounds like one, too.
 */
export function readDistrictReply(
  text: string,
  { districtsIn, search, smallTalkIn }: Pick<Knowledge, 'districtsIn' | 'search' | 'smallTalkIn'>,
): DistrictReply {
  if (text.includes('?')) return { kind: 'question' };
  const { districts, rest } = districtsIn(text);
  const [first, second] = districts;
  if (rest === 0 && first !== undefined)
    return second === undefined ? { kind: 'district', id: first.id } : { kind: 'confirm', districts };
  if (rest >= SENTENCE || smallTalkIn(text) !== undefined) return { kind: 'question' };
  const { outcome } = search.ask(text);
  // A word or two that nobody knows are a place rather than a question.
  if (outcome.kind === 'answer' || outcome.kind === 'suggest' || outcome.kind === 'other-state')
    return { kind: 'question' };
  return first === undefined ? { kind: 'unknown' } : { kind: 'confirm', districts };
}

/** Buttons for all districts, or for those that a typed text may mean. @param data of a district's button */
export function districtKeyboard(
  ctx: BotContext,
  data: (districtId: string) => string,
  districts: readonly District[] = ctx.knowledge.districts,
): InlineKeyboard {
  const isChoice = districts.length < ctx.knowledge.districts.length;
  const buttons = districts.map((district) =>
    InlineKeyboard.text(
      isChoice ? districtName(district, ctx.language) : shortName(district, ctx.language),
      data(district.id),
    ),
  );
  return grid(buttons, isChoice ? 1 : COLUMNS);
}
