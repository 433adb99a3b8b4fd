import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace, type Pace } from '../../src/delivery/pace.js';

function setUp(options: { readonly perSecond?: number } = {}) {
  const time = { now: 1_000_000 };
  const pace = createPace({ now: () => time.now, ...options });
  let chat = 0;
  return {
    pace,
    time,
    /** Sends to somebody new, as soon as the pace allows. */
    send: () => {
      time.now += pace.waitMs();
      return pace.begin((chat += 1));
    },
  };
}
const rate = (pace: Pace): number => Math.round(pace.rate());

describe('the pace of all', () => {
  it('is twenty-eight in any second, evenly', () => {
    const { time, send } = setUp();
    const times: number[] = [];
    for (let count = 0; count < 280; count += 1) {
      const begun = send();
      times.push(time.now);
      begun.answered(true);
    }
    const most = Math.max(...times.map((at) => times.filter((one) => one >= at && one < at + 1_000).length));
    expect(most).toBeLessThanOrEqual(28);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan(10_300);
  });

  it('gives way to replies, and keeps room for as many as came lately', () => {
    const { pace, time } = setUp();
    for (let reply = 0; reply < 10; reply += 1) pace.noteReply(5)();
    expect(rate(pace)).toBe(18);
    time.now += 1_500;
    expect(rate(pace)).toBe(18);
    time.now += 3_000;
    expect(rate(pace)).toBe(28);
  });

  it('an edit takes no place of it', () => {
    const { pace } = setUp();
    for (let edit = 0; edit < 10; edit += 1) pace.noteReply(5, 'edit')();
    expect(rate(pace)).toBe(28);
  });

  it('a send that was not made after all frees its place', () => {
    const { pace, send } = setUp({ perSecond: 1 });
    send().cancel();
    expect(pace.waitMs()).toBe(0);
  });
});

describe('a 429 for the whole bot', () => {
  it('stops all for as long as Telegram says, then half the rate goes, and after seconds the whole', () => {
    const { pace, time, send } = setUp();
    send().refused(3_000);
    expect(pace.waitMs()).toBe(3_000);
    time.now += 2_999;
    expect(pace.waitMs()).toBe(1);
    time.now += 1;
    expect(pace.waitMs()).toBe(0);
    expect(rate(pace)).toBe(14);
    time.now += 1_000;
    expect(rate(pace)).toBe(20);
    time.now += 1_500;
    expect(rate(pace)).toBe(28);
  });

  it('halves again when it comes again, but never below a tenth', () => {
    const { pace, time, send } = setUp();
    const rates: number[] = [];
    for (let refusal = 0; refusal < 6; refusal += 1) {
      send().refused(1_000);
      time.now += 1_000;
      rates.push(rate(pace));
    }
    expect(rates).toEqual([14, 7, 4, 3, 3, 3]);
  });

  it('halves once for all that were under way, and for replies that are refused meanwhile', () => {
    const { pace, time, send } = setUp();
    const begun = [send(), send(), send()];
    time.now += 50;
    for (const one of begun) {
      one.refused(2_000);
      time.now += 5;
    }
    pace.noteTooMany(1_000);
    time.now += 2_000;
    expect(Math.round(pace.rate())).toBeGreaterThanOrEqual(12);
  });

  it('may be told of by whoever sends replies', () => {
    const { pace } = setUp();
    pace.noteTooMany(2_000, 77);
    expect(pace.waitMs()).toBe(0);
    expect(pace.chatWaitMs(77)).toBe(2_000);
    pace.noteTooMany(2_000);
    expect(pace.waitMs()).toBe(2_000);
  });
});

describe("a 429 that is a chat's own", () => {
  it.each([
    ['a person who gets two within a second', 77, [0]],
    ['a person who gets eleven in eight seconds', 77, Array.from({ length: 10 }, (_, index) => index * 800)],
    ['a group that gets twenty-one in a minute', -77, Array.from({ length: 20 }, (_, index) => index * 2_000)],
  ])('%s: only that chat waits', (_title, chat, times) => {
    const { pace, time } = setUp();
    const begin = time.now;
    for (const at of times) {
      time.now = begin + at;
      pace.noteReply(chat)();
    }
    pace.begin(chat).refused(20_000);
    expect(pace.waitMs()).toBeLessThan(100);
    expect(pace.chatWaitMs(chat)).toBeGreaterThanOrEqual(20_000);
    expect(pace.chatWaitMs(78)).toBe(0);
    expect(pace.isFull(chat)).toBe(true);
    time.now += 5_000;
    expect(rate(pace)).toBe(28);
  });

  it.each([
    ['a person who gets one a second', 77, [0, 1_000, 2_000, 3_000]],
    ['a group that gets twenty in a minute', -77, Array.from({ length: 19 }, (_, index) => index * 3_000)],
  ])('%s is within its limits: all wait', (_title, chat, times) => {
    const { pace, time } = setUp();
    const begin = time.now;
    for (const at of times) {
      time.now = begin + at;
      pace.noteReply(chat)();
    }
    time.now += 1_000;
    pace.begin(chat).refused(20_000);
    expect(pace.waitMs()).toBe(20_000);
  });

  it('of a paced message, when a later one to somebody else has arrived', () => {
    const { pace, time, send } = setUp();
    const refused = send();
    time.now += 40;
    const later = send();
    time.now += 10;
    refused.refused(1_000);
    expect(pace.waitMs()).toBe(1_000);
    time.now += 10;
    later.answered(true);
    expect(pace.waitMs()).toBeLessThan(100);
    expect(rate(pace)).toBe(28);
    expect(pace.chatWaitMs(1)).toBeGreaterThan(900);
  });

  it('also when that one was answered first', () => {
    const { pace, time, send } = setUp();
    const refused = send();
    time.now += 40;
    const later = send();
    time.now += 10;
    later.answered(true);
    refused.refused(1_000);
    expect(pace.waitMs()).toBeLessThan(100);
  });

  it.each([
    ['one that had set out before', 'earlier', true],
    ['one that came to nothing', 'later', false],
  ])('but not by %s', (_title, which, wasTaken) => {
    const { pace, time, send } = setUp();
    const earlier = send();
    const refused = send();
    time.now += 40;
    const later = send();
    time.now += 10;
    refused.refused(1_000);
    (which === 'earlier' ? earlier : later).answered(wasTaken);
    expect(pace.waitMs()).toBe(1_000);
  });
});

describe('what one chat may get', () => {
  it('a person one a second, a group twenty a minute', () => {
    const { pace, time } = setUp();
    pace.begin(5);
    expect(pace.chatWaitMs(5)).toBe(1_000);
    expect(pace.isFull(5)).toBe(false);
    for (let message = 0; message < 20; message += 1) {
      expect(pace.isFull(-5)).toBe(false);
      pace.begin(-5);
      time.now += 1_000;
    }
    expect(pace.isFull(-5)).toBe(true);
    expect(pace.chatWaitMs(-5)).toBe(40_000);
    time.now += 40_000;
    expect(pace.chatWaitMs(-5)).toBe(0);
  });

  it('waits for what was written too fast, at most a minute', () => {
    const { pace } = setUp();
    for (let message = 0; message < 5; message += 1) pace.noteReply(5)();
    expect(pace.chatWaitMs(5)).toBe(5_000);
    for (let message = 0; message < 500; message += 1) pace.noteReply(5)();
    expect(pace.chatWaitMs(5)).toBe(60_000);
  });

  it('is told of any chat, however many there are', () => {
    const { pace, time } = setUp();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 60 }), (chats) => {
        time.now += 120_000;
        for (let id = 1; id <= 300; id += 1) pace.noteReply(1_000 + id + time.now)();
        for (const chat of chats) pace.noteReply(chat)();
        for (const chat of new Set(chats)) {
          const count = chats.filter((one) => one === chat).length;
          const isFull = chat < 0 && count >= 20;
          expect(pace.isFull(chat)).toBe(isFull);
          expect(pace.chatWaitMs(chat)).toBe(isFull ? 60_000 : Math.min(count * 1_000, 60_000));
        }
      }),
      { numRuns: 40 },
    );
  });
});
