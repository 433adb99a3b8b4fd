import { Api, Context } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import type { BotContext } from '../../src/telegram/context.js';
import { floodGuard } from '../../src/telegram/flood.js';

const ANONYMOUS = { id: 1087968824, is_bot: true, first_name: 'Group' };

/** A guard with a clock of its own, and what it lets through. */
function guarded() {
  const guard = floodGuard(() => world.now);
  const world = { now: 1_000_000 };
  const told: string[] = [];
  const api = new Api('1:x', {
    fetch: ((_url: unknown, init: { body: string }) => {
      told.push(init.body);
      return Promise.resolve(Response.json({ ok: true, result: {} }));
    }) as typeof fetch,
  });
  const say = async (fields: object, danger = false): Promise<boolean> => {
    const message = {
      message_id: 1,
      date: 0,
      chat: { id: 7, type: 'private' },
      from: { id: 7, is_bot: false },
      ...fields,
    };
    const ctx = new Context({ update_id: 1, message } as unknown as Update, api, {} as UserFromGetMe) as BotContext;
    Object.assign(ctx, {
      t: (key: string) => key,
      said: { text: 'x', hidesNumber: false, danger: danger ? {} : undefined },
    });
    let passed = false;
    await guard(ctx, () => {
      passed = true;
      return Promise.resolve();
    });
    return passed;
  };
  const flood = async (fields: object): Promise<number> => {
    let passed = 0;
    for (let count = 0; count < 40; count += 1) passed += Number(await say(fields));
    return passed;
  };
  return { world, told, say, flood };
}

describe('the flood guard', () => {
  it('lets a dozen through, says so once, and then one in 1.5 s', async () => {
    const { world, told, say, flood } = guarded();
    expect(await flood({})).toBe(12);
    expect(told).toHaveLength(1);
    world.now += 1_500;
    expect(await say({})).toBe(true);
    expect(await say({})).toBe(false);
    expect(told).toHaveLength(1);
  });

  it('lets danger through although the person floods, once in ten seconds', async () => {
    const { world, say, flood } = guarded();
    await flood({});
    expect(await say({}, true)).toBe(true);
    expect(await say({}, true)).toBe(false);
    world.now += 1_000;
    expect(await say({}, true)).toBe(false);
    world.now += 9_000;
    await flood({});
    expect(await say({}, true)).toBe(true);
  });

  it.each([3_600_000, 86_400_000])('silences nobody when the clock is set back by %d ms', async (back) => {
    const { world, say, flood } = guarded();
    await flood({});
    await say({}, true);
    world.now -= back;
    expect(await say({}, true)).toBe(true);
    world.now += 1_500;
    expect(await say({})).toBe(true);
  });

  it('tells the anonymous administrators of different groups apart', async () => {
    const { flood } = guarded();
    for (const id of [-1, -2, -3]) {
      const chat = { id, type: 'supergroup' };
      expect(await flood({ chat, from: ANONYMOUS, sender_chat: chat })).toBe(12);
    }
  });

  it('lets through what nobody sends', async () => {
    const { flood } = guarded();
    expect(await flood({ from: undefined, chat: { id: -5, type: 'channel' } })).toBe(40);
  });
});
