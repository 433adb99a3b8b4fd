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
