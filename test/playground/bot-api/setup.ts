import { Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { expect } from 'vitest';
import { createPlayground, type FloodLimits, type Playground } from '../../../src/playground/index.js';

/** A playground with nobody polling, in which the citizen has started the bot. */
export interface Room extends Playground {
  readonly api: Api;
  readonly me: number;
  /** milliseconds; moved by hand */
  readonly time: { now: number };
  readonly log: object[];
  /** a call in raw HTTP, for what grammY would not send */
  readonly raw: (method: string, init?: RequestInit, token?: string) => Promise<Response>;
  /** the updates that have come since the last time; they are confirmed */
  readonly updates: () => Promise<Update[]>;
}

export async function openRoom(options: { floodLimits?: boolean | FloodLimits } = {}): Promise<Room> {
  const time = { now: Date.parse('2026-11-23T10:00:00+05:30') };
  const log: object[] = [];
  const playground = await createPlayground({
    port: 0,
    bot: { username: 'x_bot', firstName: 'संगवारी' },
    page: false,
    clock: () => time.now,
    log: (line) => log.push(line),
    ...options,
  });
  const api = new Api(playground.token, { apiRoot: playground.apiRoot });
  const me = playground.people.citizen;
  playground.control.start(me);
  let offset = 0;
  const updates = async (): Promise<Update[]> => {
    const found = await api.getUpdates({ offset });
    offset = (found.at(-1)?.update_id ?? offset - 1) + 1;
    await api.getUpdates({ offset, limit: 1 }); // confirms
    return found;
  };
  await updates();
  return {
    ...playground,
    api,
    me,
    time,
    log,
    updates,
    raw: (method, init, token = playground.token) => fetch(`${playground.apiRoot}/bot${token}/${method}`, init),
  };
}

/** Expects that Telegram refuses, with this code and in these words. */
export async function expectRefusal(call: Promise<unknown>, code: number, description: string): Promise<void> {
  const error = await call.then(
    () => new Error('was carried out'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(GrammyError);
  expect(error).toMatchObject({ error_code: code, description: expect.stringContaining(description) });
}
