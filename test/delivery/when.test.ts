import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietUntil } from '../../src/delivery/quiet.js';
import { isLate, waitingAt } from '../../src/delivery/when.js';

const HOUR = 3_600_000;
const at = (time: string): number => Date.parse(`${time}:00+05:30`);
const NOON = at('2026-11-29T12:00');

describe('when a message goes out', () => {
  it.each([
    // now, asked for, urgent, held until, expected
    ['2026-11-29T12:00', '2026-11-29T12:00', false, undefined, undefined],
    ['2026-11-29T12:00', '2026-11-29T18:00', false, undefined, ['2026-11-29T18:00', 'time']],
    ['2026-11-29T12:00', '2026-11-29T23:30', false, undefined, ['2026-11-30T08:00', 'time']],
    ['2026-11-29T12:00', '2026-11-30T03:00', false, undefined, ['2026-11-30T08:00', 'time']],
    ['2026-11-29T12:00', '2026-11-29T23:30', true, undefined, ['2026-11-29T23:30', 'time']],
    ['2026-11-29T22:00', '2026-11-29T12:00', false, undefined, ['2026-11-30T08:00', 'quiet']],
    ['2026-11-29T22:00', '2026-11-29T23:30', false, undefined, ['2026-11-30T08:00', 'time']],
    ['2026-11-29T12:00', '2026-11-29T12:00', false, '2026-12-16T00:00', ['2026-12-16T08:00', 'hold']],
    ['2026-11-29T12:00', '2026-11-29T12:00', true, '2026-12-16T00:00', ['2026-12-16T00:00', 'hold']],
    ['2026-11-29T12:00', '2026-12-20T10:00', false, '2026-12-16T00:00', ['2026-12-20T10:00', 'time']],
    ['2026-11-29T22:00', '2026-11-29T12:00', false, '2026-11-29T23:00', ['2026-11-30T08:00', 'hold']],
  ] as const)('at %s, asked for %s, urgent: %s, held until %s', (now, notBefore, urgent, held, expected) => {
    const heldUntil = held === undefined ? undefined : at(held);
    expect(waitingAt(at(now), { notBefore: at(notBefore), urgent, heldUntil })).toEqual(
      expected === undefined ? undefined : { until: at(expected[0]), why: expected[1] },
    );
  });

  it('the time that is told is one at which it really goes, and never a later one', () => {
    const times = fc.integer({ min: 0, max: 10 * 24 * 4 }).map((quarters) => NOON + quarters * (HOUR / 4));
    fc.assert(
      fc.property(times, times, fc.option(times, { nil: undefined }), fc.boolean(), (now, asked, heldUntil, urgent) => {
        const timing = { notBefore: asked, urgent, heldUntil };
        const until = waitingAt(now, timing)?.until ?? now;
        const mayGo = (time: number): boolean =>
          time >= asked && time >= (heldUntil ?? 0) && (urgent || quietUntil(time) === undefined);
        expect(waitingAt(until, timing)).toBeUndefined();
        for (let time = now; time < until; time += HOUR / 4) expect(mayGo(time)).toBe(false);
        expect(mayGo(until)).toBe(true);
      }),
    );
  });
});

describe('a message is late', () => {
  it.each([
    // now, its time, urgent, the last hold ended, expected
    ['2026-11-29T13:00', '2026-11-29T12:00', false, undefined, false],
    ['2026-11-29T13:01', '2026-11-29T12:00', false, undefined, true],
    ['2026-11-30T08:30', '2026-11-29T23:30', false, undefined, false],
    ['2026-11-30T08:30', '2026-11-29T23:30', true, undefined, true],
    ['2026-11-30T09:01', '2026-11-29T23:30', false, undefined, true],
    ['2026-12-16T08:59', '2026-11-29T12:00', false, '2026-12-16T00:00', false],
    ['2026-12-16T09:01', '2026-11-29T12:00', false, '2026-12-16T00:00', true],
    ['2026-12-20T12:00', '2026-12-20T12:00', false, '2026-12-16T00:00', false],
  ] as const)('at %s, its time was %s, urgent: %s, held until %s: %s', (now, notBefore, urgent, held, expected) => {
    const heldUntil = held === undefined ? undefined : at(held);
    expect(isLate(at(now), { notBefore: at(notBefore), urgent }, heldUntil)).toBe(expected);
  });
});
