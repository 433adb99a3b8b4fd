/** Nobody's telephone rings at night for our sake: 21:00 to 08:00 in India. */
const FROM_HOUR = 21;
const UNTIL_HOUR = 8;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** IST is UTC+5:30 all year. */
const IST_MS = 5.5 * HOUR_MS;

/** @returns when the quiet hours end, milliseconds since 1970; undefined when it is none of them */
export function quietUntil(now: number): number | undefined {
  const midnight = Math.floor((now + IST_MS) / DAY_MS) * DAY_MS - IST_MS;
  const hour = (now - midnight) / HOUR_MS;
  if (hour < UNTIL_HOUR) return midnight + UNTIL_HOUR * HOUR_MS;
  return hour >= FROM_HOUR ? midnight + DAY_MS + UNTIL_HOUR * HOUR_MS : undefined;
}
