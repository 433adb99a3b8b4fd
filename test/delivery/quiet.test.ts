import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietUntil } from '../../src/delivery/quiet.js';

const at = (time: string): number => Date.parse(`2026-11-29T${time}+05:30`);
const morning = (day: number): number => Date.parse(`2026-11-${day}T08:00:00+05:30`);

describe('quiet hours', () => {
  it.each([
    ['21:00:00', morning(30)],
    ['23:59:59', morning(30)],
    ['00:00:00', morning(29)],
    ['07:59:59.999', morning(29)],
    ['08:00:00', undefined],
    ['12:00:00', undefined],
    ['20:59:59.999', undefined],
  ])('at %s in India', (time, until) => expect(quietUntil(at(time))).toBe(until));

  it('end at eight in the morning in India, within eleven hours, and are over then', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (now) => {
        const until = quietUntil(now);
        if (until === undefined) return;
        expect(until - now).toBeGreaterThan(0);
        expect(until - now).toBeLessThanOrEqual(11 * 3_600_000);
        expect(new Date(until + 5.5 * 3_600_000).toISOString()).toContain('T08:00:00.000');
        expect(quietUntil(until)).toBeUndefined();
      }),
    ));
});
