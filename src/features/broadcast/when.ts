const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** IST is UTC+5:30 all year. */
const IST_MS = 5.5 * HOUR_MS;
const LONGEST_AHEAD_MS = 366 * DAY_MS;

/** @returns the moment in India as milliseconds since 1970; `days` after today */
export function atHour(now: number, days: number, hour: number, minute = 0): number {
  const midnight = Math.floor((now + IST_MS) / DAY_MS) * DAY_MS - IST_MS;
  return midnight + days * DAY_MS + hour * HOUR_MS + minute * 60_000;
}

const DIGITS = /[०-९]/gu;

/**
 * Reads a time as an administrator types it: `25-11 18:30`, `25/11/2026 9:00`, `18:30` (the next one).
 * Numbers only: words for the parts of a day mean different hours to different people.
 * @returns milliseconds since 1970; undefined when it is no time, has passed, or is over a year ahead
 */
export function parseWhen(text: string, now: number): number | undefined {
  const plain = text.replaceAll(DIGITS, (digit) => String(digit.charCodeAt(0) - 0x966)).trim();
  const found = /^(?:(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}))?[\s,]+)?(\d{1,2})[:.](\d{2})$/.exec(plain);
  if (found === null) return undefined;
  const [, day, month, year, hour, minute] = found.map(Number);
  if (hour === undefined || minute === undefined || hour > 23 || minute > 59) return undefined;
  const time =
    found[1] === undefined
      ? soonest(now, hour, minute)
      : onDay(now, day, month, found[3] === undefined ? undefined : year, hour, minute);
  return time === undefined || time <= now || time > now + LONGEST_AHEAD_MS ? undefined : time;
}

function soonest(now: number, hour: number, minute: number): number {
  const today = atHour(now, 0, hour, minute);
  return today > now ? today : today + DAY_MS;
}

function onDay(
  now: number,
  day = 0,
  month = 0,
  year: number | undefined,
  hour: number,
  minute: number,
): number | undefined {
  const thisYear = new Date(now + IST_MS).getUTCFullYear();
  for (const candidate of year === undefined ? [thisYear, thisYear + 1] : [year]) {
    const date = new Date(Date.UTC(candidate, month - 1, day));
    // 31-02 would roll over into March.
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) continue;
    const time = date.getTime() - IST_MS + hour * HOUR_MS + minute * 60_000;
    if (year !== undefined || time > now) return time;
  }
  return undefined;
}

/**
 * Reads a day as `15-12-2026` or `15-12`.
 * @returns the midnight in India after it, milliseconds since 1970; undefined when it is none or has passed
 */
export function parseDay(text: string, now: number): number | undefined {
  const time = parseWhen(`${text.trim()} 23:59`, now);
  return time === undefined || !/\d[-/.]\d/.test(text) ? undefined : time + 60_000;
}
