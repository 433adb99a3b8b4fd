import { InlineKeyboard } from 'grammy';
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
