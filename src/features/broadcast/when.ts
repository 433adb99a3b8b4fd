import {
  dayByWord,
  FILLERS,
  foldWord,
  hourByWord,
  hourOfDay,
  monthByWord,
  partByWord,
  shiftByWord,
  weekdayByWord,
  type PartOfDay,
} from './when-words.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** IST is UTC+5:30 all year. */
const IST_MS = 5.5 * HOUR_MS;
const LONGEST_AHEAD_MS = 366 * DAY_MS;
const MAX_LENGTH = 80;
const TOKEN = /[\p{L}\p{M}]+|\d+(?:[-/.:]\d+)*/gu;

/** @returns the moment in India as milliseconds since 1970; `days` after today */
export function atHour(now: number, days: number, hour: number, minute = 0): number {
  const midnight = Math.floor((now + IST_MS) / DAY_MS) * DAY_MS - IST_MS;
  return midnight + days * DAY_MS + hour * HOUR_MS + minute * 60_000;
}

/** What was said of the day; a date without a year is the next one of that name. */
type Day =
  | { readonly kind: 'after'; readonly days: number }
  | { readonly kind: 'weekday'; readonly weekday: number }
  | { readonly kind: 'date'; readonly day: number; readonly month: number; readonly year: number | undefined };

/** What a text says; each thing once. */
interface Said {
  day?: Day;
  hour?: number;
  minute?: number;
  /** minutes that `साढ़े`, `सवा`, `पौने` add */
  shift?: number;
  part?: PartOfDay;
}

/**
 * Reads a time as an administrator types it: `25-11 18:30`, `30/11 5pm`, `कल सुबह 10 बजे`,
 * `parso sham 5 baje`, `काली बिहनिया 10 बजे`, `30 नवंबर साढ़े दस बजे सुबह`, `18:30` (the next one).
 * An hour of 12 needs its part of the day: `कल 5 बजे` could be two.
 * @returns milliseconds since 1970; undefined when it is no time, has passed, is over a year ahead, or
 *   something in the text says nothing of a time
 */
export function parseWhen(text: string, now: number): number | undefined {
  const said = read(text);
  const time = said === undefined ? undefined : timeOf(said);
  if (said === undefined || time === undefined) return undefined;
  const at = candidates(said.day, now)
    .map((midnight) => midnight + time * 60_000)
    .find((candidate) => candidate > now);
  return at === undefined || at > now + LONGEST_AHEAD_MS ? undefined : at;
}

/**
 * Reads a day: `15-12-2026`, `15 दिसंबर`, `कल`.
 * @returns the midnight in India after it, milliseconds since 1970; undefined when it is none or has passed
 */
export function parseDay(text: string, now: number): number | undefined {
  // Without a time a point can only divide a day.
  const said = read(text.replaceAll('.', '-'));
  if (said?.day === undefined || said.hour !== undefined || said.part !== undefined) return undefined;
  const end = candidates(said.day, now)
    .map((midnight) => midnight + DAY_MS)
    .find((candidate) => candidate > now);
  return end === undefined || end > now + LONGEST_AHEAD_MS ? undefined : end;
}

/**
 * @returns a word that means another day tomorrow (`कल`, `today`), when the text names no date;
 *   undefined: there is none
 */
export function relativeDay(text: string): string | undefined {
  const word = (text.match(/[\p{L}\p{M}]+/gu) ?? []).find((one) => dayByWord.has(foldWord(one)));
  const tokens = foldWord(text).match(TOKEN) ?? [];
  const isDated = tokens.some(
    (token, at) =>
      /^\d{1,2}[-/.]\d{1,2}(?:[-/.]\d+)?$/.test(token) ||
      (/^\d{1,2}$/.test(token) && monthByWord.has(tokens[at + 1] ?? '')),
  );
  return isDated ? undefined : word;
}

/** @returns minutes after midnight */
function timeOf({ hour, minute, shift = 0, part }: Said): number | undefined {
  if (hour === undefined || (minute ?? 0) > 59 || (minute !== undefined && shift !== 0)) return undefined;
  // `18:30` is written as of 24 hours; a bare `5` is not.
  if (part === undefined && minute === undefined && hour < 13) return undefined;
  const of24 = hourOfDay(hour, part);
  return of24 === undefined ? undefined : of24 * 60 + (minute ?? 0) + shift;
}

/** @returns the midnights at which such a day begins, the soonest first; none when there is no such day */
function candidates(day: Day | undefined, now: number): readonly number[] {
  if (day === undefined) return [atHour(now, 0, 0), atHour(now, 1, 0)];
  switch (day.kind) {
    case 'after':
      return [atHour(now, day.days, 0)];
    case 'weekday': {
      const today = new Date(now + IST_MS).getUTCDay();
      const ahead = (day.weekday - today + 7) % 7;
      return [atHour(now, ahead, 0), atHour(now, ahead + 7, 0)];
    }
    case 'date': {
      const thisYear = new Date(now + IST_MS).getUTCFullYear();
      return (day.year === undefined ? [thisYear, thisYear + 1] : [day.year]).flatMap((year) => {
        const date = new Date(Date.UTC(year, day.month - 1, day.day));
        // 31-02 would roll over into March.
        const isReal = date.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day;
        return isReal ? [date.getTime() - IST_MS] : [];
      });
    }
  }
}

/** @returns undefined when a thing is said twice, or something is no part of a time */
function read(text: string): Said | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const plain = foldWord(text.replaceAll(/[०-९]/gu, (digit) => String(digit.charCodeAt(0) - 0x966)))
    .replaceAll(/([ap])\.m\.?/g, '$1m')
    .replaceAll("o'clock", 'oclock');
  if (!/^[\s,।.]*$/.test(plain.replaceAll(TOKEN, ''))) return undefined;
  const tokens = plain.match(TOKEN) ?? [];
  const said: Said = {};
  const once = <K extends keyof Said>(key: K, value: Said[K]): boolean => {
    if (said[key] !== undefined) return false;
    said[key] = value;
    return true;
  };
  const clock = (token: string): boolean => {
    const [hour, minute, ...more] = token.split(/[:.]/).map(Number);
    return more.length === 0 && once('hour', hour) && once('minute', minute);
  };
  const date = (token: string): boolean => {
    const [day, month, year, ...more] = token.split(/[-/.]/).map(Number);
    if (day === undefined || month === undefined || more.length > 0) return false;
    return once('day', { kind: 'date', day, month, year: year !== undefined && year < 100 ? 2000 + year : year });
  };
  /** `10.30` is a time, `25.11` a day: what else is said tells which */
  const dotted: string[] = [];

  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    const next = tokens[at + 1] ?? '';
    let isTaken = false;
    if (/^\d+\.\d+$/.test(token)) isTaken = dotted.push(token) > 0;
    else if (/^\d+:\d{2}$/.test(token)) isTaken = clock(token);
    else if (/^\d+(?:[-/]\d+){1,2}$/.test(token) || /^\d+\.\d+\.\d+$/.test(token)) isTaken = date(token);
    else if (/^\d{1,2}$/.test(token) && monthByWord.has(next)) {
      const year = /^\d{4}$/.test(tokens[at + 2] ?? '') ? Number(tokens[at + 2]) : undefined;
      isTaken = once('day', { kind: 'date', day: Number(token), month: monthByWord.get(next) ?? 0, year });
      at += year === undefined ? 1 : 2;
    } else if (/^\d{1,2}$/.test(token)) isTaken = once('hour', Number(token));
    else if (FILLERS.has(token)) isTaken = true;
    else if (dayByWord.has(token)) isTaken = once('day', { kind: 'after', days: dayByWord.get(token) ?? 0 });
    else if (weekdayByWord.has(token))
      isTaken = once('day', { kind: 'weekday', weekday: weekdayByWord.get(token) ?? 0 });
    else if (partByWord.has(token)) isTaken = once('part', partByWord.get(token));
    else if (shiftByWord.has(token)) isTaken = once('shift', shiftByWord.get(token));
    else if (hourByWord.has(token)) isTaken = once('hour', hourByWord.get(token));
    if (!isTaken) return undefined;
  }
  for (const [index, token] of dotted.entries()) {
    const isDate = said.day === undefined && (said.hour !== undefined || index < dotted.length - 1);
    if (!(isDate ? date(token) : clock(token))) return undefined;
  }
  return said;
}
