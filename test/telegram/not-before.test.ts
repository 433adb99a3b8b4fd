import { describe, expect, it } from 'vitest';
import { createNotBefore } from '../../src/telegram/not-before.js';

const to = (chatId: number) => ({ method: 'sendMessage', chatId });
function open() {
  const time = { now: 0 };
  return { time, notBefore: createNotBefore(() => time.now) };
}

describe('when Telegram may be called again', () => {
  it('is told for the chat that was refused, and no other', () => {
    const { time, notBefore } = open();
    notBefore.refused(to(1), 60);
    expect([notBefore.waitMs(to(1)), notBefore.waitMs(to(2)), notBefore.waitForAllMs()]).toEqual([60_000, 0, 0]);
    time.now = 59_000;
    expect(notBefore.waitMs(to(1))).toBe(1_000);
    time.now = 61_000;
    expect(notBefore.waitMs(to(1))).toBe(0);
  });

  it('is told for the method where there is no chat', () => {
    const { notBefore } = open();
    notBefore.refused({ method: 'setMyName' }, 3_600);
    expect([notBefore.waitMs({ method: 'setMyName' }), notBefore.waitMs(to(1)), notBefore.waitForAllMs()]).toEqual([
      3_600_000, 0, 0,
    ]);
  });

  it('concerns all once three people are refused at a time, but not for groups or for refusals long past', () => {
    const { time, notBefore } = open();
    for (const group of [-1, -2, -3, -4]) notBefore.refused(to(group), 40);
    notBefore.refused(to(1), 1);
    time.now = 2_000;
    notBefore.refused(to(2), 5);
    notBefore.refused(to(3), 5);
    expect(notBefore.waitForAllMs()).toBe(0);
    notBefore.refused(to(4), 7);
    expect([notBefore.waitForAllMs(), notBefore.waitMs(to(99))]).toEqual([7_000, 7_000]);
    expect(notBefore.waitMs({ method: 'answerCallbackQuery' })).toBe(0);
  });
});
