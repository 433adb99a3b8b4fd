import type { Language } from '../content/language.js';

const LOCALE: Readonly<Record<Language, string>> = { hi: 'hi-IN', hne: 'hi-IN', en: 'en-IN' };

/**
 * Writes a date as exactly as it is known.
 * @param date `2026`, `2026-03` or `2026-03-08`
 * @returns '2026', 'मार्च 2026' or '8 मार्च 2026'
 */
export function formatLooseDate(date: string, language: Language): string {
  const [year, month, day] = date.split('-');
  if (year === undefined || month === undefined) return date;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? '1')));
  return new Intl.DateTimeFormat(LOCALE[language], {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(day === undefined ? {} : { day: 'numeric' }),
  })
    .format(at)
    .replaceAll('\u093C', ''); // ICU writes फ़रवरी; our texts have no nukta in loanwords
}

const IST = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' });

/** @returns the day in Chhattisgarh, `YYYY-MM-DD`, whatever zone the server is in */
export function dayInIndia(time: Date): string {
  return IST.format(time);
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kolkata', hour: '2-digit', minute: '2-digit' });
/** Parts of the day as people say them, by the hour at which each ends. */
const DAY_PARTS: Readonly<Record<'hi' | 'hne', readonly (readonly [until: number, word: string])[]>> = {
  hi: [[4, 'रात'], [12, 'सुबह'], [16, 'दोपहर'], [20, 'शाम'], [24, 'रात']],
  hne: [[4, 'रात'], [12, 'बिहनिया'], [16, 'मंझनिया'], [20, 'संझा'], [24, 'रात']],
}; // prettier-ignore

/** @returns the time in India as '23 नवंबर, रात 10:35', '23 November, 10:35 pm' */
export function formatTime(time: Date, language: Language): string {
  const day = dayInIndia(time);
  const date = formatLooseDate(day, language).replace(` ${day.slice(0, 4)}`, '');
  const [hour = 0, minute = 0] = CLOCK.format(time).split(':').map(Number);
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, '0')}`;
  if (language === 'en') return `${date}, ${clock} ${hour < 12 ? 'am' : 'pm'}`;
  const part = DAY_PARTS[language].find(([until]) => hour < until)?.[1] ?? '';
  return `${date}, ${part} ${clock}`;
}
