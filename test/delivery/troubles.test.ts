import { describe, expect, it } from 'vitest';
import { createTroubles } from '../../src/delivery/troubles.js';

const HOUR = 3_600_000;

function setUp() {
  const time = { now: 5_000 };
  return { time, troubles: createTroubles(() => time.now) };
}

describe('a trouble of one', () => {
  it('is tried again at growing distances, eight times', () => {
    const { troubles } = setUp();
    const waits = Array.from({ length: 8 }, () => {
      troubles.passed(99);
      return troubles.ofOne(1);
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, undefined]);
    expect(troubles.waitMs()).toBe(0);
    expect(troubles.inARow()).toBe(0);
  });

  it('is forgotten once it passed', () => {
    const { troubles } = setUp();
    troubles.ofOne(1);
    troubles.ofOne(1);
    troubles.passed(1);
    expect(troubles.ofOne(1)).toBe(1_000);
  });

  it('stays one, however many stumble every time', () => {
    const { troubles } = setUp();
    for (const id of [1, 2, 3, 4, 5]) {
      troubles.ofOne(id);
      troubles.passed(99);
    }
    for (const id of [1, 2, 3, 4, 5]) expect(troubles.ofOne(id)).toBe(2_000);
    expect(troubles.waitMs()).toBe(0);
  });
});

describe('a trouble of all', () => {
  it('is what befalls three for the first time without one that passes', () => {
    const { troubles } = setUp();
    expect(troubles.ofOne(1)).toBe(1_000);
    expect(troubles.ofOne(2)).toBe(1_000);
    expect(troubles.waitMs()).toBe(0);
    expect(troubles.ofOne(3)).toBe(1_000);
    expect(troubles.waitMs()).toBe(1_000);
    expect(troubles.inARow()).toBe(1);
  });

  it('lets all wait longer each time, up to a minute, and is over when one passes', () => {
    const { troubles, time } = setUp();
    const waits = Array.from({ length: 8 }, () => {
      troubles.ofAll();
      const wait = troubles.waitMs();
      time.now += wait;
      return wait;
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    troubles.passed(1);
    expect([troubles.waitMs(), troubles.inARow()]).toEqual([0, 0]);
    troubles.ofAll();
    expect(troubles.waitMs()).toBe(1_000);
  });

  it('is one, however many were under way when it began', () => {
    const { troubles } = setUp();
    for (let fault = 0; fault < 20; fault += 1) troubles.ofAll();
    expect(troubles.waitMs()).toBe(1_000);
  });

  it('is held against nobody for an hour', () => {
    const { troubles, time } = setUp();
    for (const id of [1, 2, 3]) troubles.ofOne(id);
    for (let fault = 0; fault < 50; fault += 1) expect(troubles.ofOne(1)).toBe(1_000);
    time.now += HOUR;
    expect(troubles.ofOne(1)).toBeUndefined();
    expect(troubles.ofOne(4)).toBe(1_000);
  });
});
