import { describe, expect, it } from 'vitest';
import { BotApiError } from '../../../src/playground/bot-api/errors.js';
import { Failures } from '../../../src/playground/bot-api/failures.js';
import { Flood } from '../../../src/playground/bot-api/flood.js';

function setUp(limits: ConstructorParameters<typeof Flood>[0] = true) {
  const time = { now: 1_000_000 };
  const flood = new Flood(limits, () => time.now);
  /** @returns seconds to wait; 0: taken */
  const send = (chat: number, method = 'sendMessage'): number => {
    try {
      flood.admit(method, { chat_id: chat });
      return 0;
    } catch (error) {
      return (error as BotApiError).parameters?.retry_after ?? -1;
    }
  };
  return { time, flood, send };
}

describe('flood limits', () => {
  it('let 30 messages through in any sliding second, and not one more', () => {
    const { time, send, flood } = setUp();
    for (let chat = 1; chat <= 30; chat += 1) expect(send(chat)).toBe(0);
    expect(send(31)).toBe(1);
    time.now += 999;
    expect(send(31)).toBe(1);
    time.now += 1;
    expect(send(31)).toBe(0);
    expect(flood.counts).toEqual({ lastSecond: 1, messages: 31, refused: 2 });
  });

  it('let a short burst to one chat through, then one a second', () => {
    const { time, send } = setUp();
    expect(Array.from({ length: 6 }, () => send(7))).toEqual([0, 0, 0, 0, 0, 1]);
    time.now += 1_000;
    expect([send(7), send(7)]).toEqual([0, 1]);
  });

  it('let 20 a minute into a group', () => {
    const { time, send } = setUp();
    for (let count = 0; count < 20; count += 1) {
      expect(send(-5)).toBe(0);
      time.now += 1_000;
    }
    expect(send(-5)).toBe(40);
    time.now += 40_000;
    expect(send(-5)).toBe(0);
  });

  it('edits count to their chat only, and other calls not at all', () => {
    const { send } = setUp();
    for (let chat = 1; chat <= 30; chat += 1) send(chat);
    expect(send(99, 'editMessageText')).toBe(0);
    expect(send(99, 'sendChatAction')).toBe(0);
    expect(send(99, 'answerCallbackQuery')).toBe(0);
    expect(send(99, 'copyMessage')).toBe(1);
  });

  it('are off when they are not asked for, and count all the same', () => {
    const { send, flood } = setUp(false);
    for (let count = 0; count < 100; count += 1) expect(send(1)).toBe(0);
    expect(flood.counts).toMatchObject({ messages: 100, refused: 0 });
  });
});

describe('a share of failures', () => {
  it('fails about that many calls, the same ones for the same seed', () => {
    const draw = (seed: number): number[] => {
      const failures = new Failures(seed);
      failures.plan({ method: 'sendMessage', kind: '5xx', share: 0.05, times: Infinity });
      return Array.from({ length: 2_000 }, (_, call) => call).filter(
        () => failures.next('sendMessage', {}) !== undefined,
      );
    };
    expect(draw(1).length).toBeGreaterThan(60);
    expect(draw(1).length).toBeLessThan(140);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
});
