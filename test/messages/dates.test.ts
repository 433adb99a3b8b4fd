import { describe, expect, it } from 'vitest';
import { dayInIndia, formatLooseDate } from '../../src/messages/dates.js';

describe('dates', () => {
  it.each([
    ['2026-03-08', 'hi', '8 मार्च 2026'],
    ['2024-02', 'hne', 'फरवरी 2024'],
    ['2024', 'en', '2024'],
    ['2026-03-08', 'en', '8 March 2026'],
  ] as const)('are as exact as they are known: %s in %s', (date, language, written) => {
    expect(formatLooseDate(date, language)).toBe(written);
  });

  it('are days in India, whatever zone the server is in', () => {
    expect(dayInIndia(new Date('2026-11-30T18:29:59Z'))).toBe('2026-11-30');
    expect(dayInIndia(new Date('2026-11-30T18:30:00Z'))).toBe('2026-12-01');
  });
});
