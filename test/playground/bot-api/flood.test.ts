import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countMessages, Flood, TELEGRAM_LIMITS } from '../../../src/playground/bot-api/flood.js';
import { SlidingWindow } from '../../../src/playground/bot-api/sliding-window.js';
import { Traffic } from '../../../src/playground/bot-api/traffic.js';

/** @returns seconds to wait, 0 when it went through */
function tryPass(flood: Flood, chat: number | string, messages: number, now: number): number {
  try {
    flood.pass(chat, messages, now);
    return 0;
  } catch (error) {
    return (error as { parameters: { retry_after: number } }).parameters.retry_after;
  }
}
const passes = (flood: Flood, chat: number | string, messages: number, now: number): boolean =>
  tryPass(flood, chat, messages, now) === 0;

describe('the limit of the whole bot', () => {
  it('lets 30 messages through in any second, each to somebody else', () => {
    const flood = new Flood(TELEGRAM_LIMITS);
    for (let person = 1; person <= 30; person += 1) expect(passes(flood, person, 1, person)).toBe(true);
    expect(tryPass(flood, 31, 1, 1000)).toBe(1);
    expect(passes(flood, 31, 1, 1001)).toBe(true); // the first went out at 1
    expect(passes(flood, 32, 1, 1001)).toBe(false);
    expect(passes(flood, 32, 0, 1001)).toBe(true); // an edit
  });

  it('counts every message of an album', () => {
    const flood = new Flood(TELEGRAM_LIMITS);
    for (const person of [1, 2, 3]) expect(passes(flood, person, 9, 0)).toBe(true);
    expect(passes(flood, 4, 4, 0)).toBe(false);
    expect(passes(flood, 4, 3, 0)).toBe(true);
  });

  it('never lets more through than it says, whenever they come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.record({ gap: fc.integer({ min: 0, max: 400 }), count: fc.integer({ min: 1, max: 3 }) })),
        (limit, calls) => {
          const window = new SlidingWindow(limit, 1000);
          const passed: number[] = [];
          let now = 0;
          for (const { gap, count } of calls) {
            now += gap;
            const inWindow = passed.filter((time) => time > now - 1000).length;
            const fits = inWindow + count <= limit || inWindow === 0;
            expect(window.waitMs(count, now) === 0).toBe(fits);
            if (!fits) continue;
            window.add(count, now);
            passed.push(...Array.from({ length: count }, () => now));
          }
        },
      ),
    );
  });
});

describe('the limit of one chat', () => {
  it('is a burst of 5 and then 1 a second in a private chat, edits too', () => {
    const flood = new Flood(TELEGRAM_LIMITS);
    for (const messages of [1, 0, 1, 0, 1]) expect(passes(flood, 7, messages, 0)).toBe(true);
    expect(tryPass(flood, 7, 0, 0)).toBe(1);
    expect(passes(flood, 8, 1, 0)).toBe(true);
    expect(passes(flood, 7, 1, 999)).toBe(false);
    expect(passes(flood, 7, 1, 1000)).toBe(true);
    expect(passes(flood, 7, 1, 1000)).toBe(false);
    for (let count = 0; count < 5; count += 1) expect(passes(flood, 7, 1, 60_000)).toBe(true);
    expect(passes(flood, 7, 1, 60_000)).toBe(false);
  });

  it.each([-100, '@channel'])('is 20 a minute in a group or channel: %s', (chat) => {
    const flood = new Flood(TELEGRAM_LIMITS);
    for (let count = 0; count < 20; count += 1) expect(passes(flood, chat, 1, count * 1000)).toBe(true);
    expect(tryPass(flood, chat, 1, 20_000)).toBe(40);
    expect(passes(flood, chat, 1, 60_000)).toBe(true);
  });

  it('counts nothing that was refused', () => {
    const flood = new Flood({ ...TELEGRAM_LIMITS, perSecond: 2 });
    for (const person of [1, 2]) expect(passes(flood, person, 1, 0)).toBe(true);
    for (let again = 0; again < 50; again += 1) expect(passes(flood, 3, 1, 10 + again)).toBe(false);
    for (const person of [3, 4]) expect(passes(flood, person, 1, 1000)).toBe(true);
  });

  it('goes on when chats that are quiet again are forgotten', () => {
    const flood = new Flood({ ...TELEGRAM_LIMITS, perSecond: Infinity, perChatBurst: 1 });
    for (let person = 1; person <= 12_000; person += 1) expect(passes(flood, person, 1, person)).toBe(true);
    expect(passes(flood, 12_000, 1, 12_000)).toBe(false);
    expect(passes(flood, 1, 1, 12_000)).toBe(true);
  });
});

it.each<[string, Record<string, unknown>, number | undefined]>([
  ['sendMessage', {}, 1],
  ['sendDocument', {}, 1],
  ['copyMessage', {}, 1],
  ['forwardMessages', { message_ids: [1, 2, 3] }, 3],
  ['sendMediaGroup', { media: [{}, {}] }, 2],
  ['editMessageText', {}, 0],
  ['sendChatAction', {}, undefined],
  ['deleteMessage', {}, undefined],
  ['answerCallbackQuery', {}, undefined],
])('%s of %j is %s messages', (method, args, count) => {
  expect(countMessages(method, args)).toBe(count);
});

it('traffic tells the rate of now and the highest there was', () => {
  const traffic = new Traffic();
  for (let at = 0; at < 5000; at += 100) traffic.count('sent', 3, at);
  traffic.count('refused', 1, 4950);
  expect(traffic.view(4950)).toEqual({ sends: 150, refused: 1, tooMany: 0, perSecond: 31, peakPerSecond: 31 });
  expect(traffic.view(5500).perSecond).toBe(13);
  expect(traffic.view(60_000)).toMatchObject({ perSecond: 0, peakPerSecond: 31 });
});
