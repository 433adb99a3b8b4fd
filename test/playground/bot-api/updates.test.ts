import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal, openRoom, type Room } from './setup.js';

let room: Room;
beforeEach(async () => void (room = await openRoom()));
afterEach(() => room.close());

const texts = (updates: readonly { message?: { text?: string } }[]) => updates.map(({ message }) => message?.text);

describe('getUpdates', () => {
  it('hands the same updates out until an offset confirms them', async () => {
    for (const text of ['एक', 'दो', 'तीन']) room.control.send(room.me, text);
    const first = await room.api.getUpdates();
    expect(texts(first)).toEqual(['एक', 'दो', 'तीन']);
    expect(await room.api.getUpdates()).toEqual(first);
    expect(texts(await room.api.getUpdates({ limit: 2 }))).toEqual(['एक', 'दो']);
    expect(texts(await room.api.getUpdates({ offset: first[1]?.update_id ?? 0 }))).toEqual(['दो', 'तीन']);
    expect(texts(await room.api.getUpdates({ offset: -1 }))).toEqual(['तीन']);
    expect(room.pendingUpdates()).toBe(1);
  });

  it('waits for an update, and returns as soon as it comes', async () => {
    const asked = room.api.getUpdates({ timeout: 10 });
    await sleep(50);
    const before = performance.now();
    room.control.send(room.me, 'अब');
    expect(texts(await asked)).toEqual(['अब']);
    expect(performance.now() - before).toBeLessThan(9_000); // of the ten seconds it would wait
  });

  it('returns nothing when nothing comes in time', async () => {
    expect(await room.api.getUpdates({ timeout: 0.1 })).toEqual([]);
  });

  it('ends the first poller when a second one asks', async () => {
    const first = room.api.getUpdates({ timeout: 10 });
    const refused = expectRefusal(first, 409, 'Conflict: terminated by other getUpdates request');
    await sleep(50);
    await room.api.getUpdates();
    await refused;
  });

  it('gives only the kinds that were asked for, and remembers them', async () => {
    await room.api.getUpdates({ allowed_updates: ['callback_query'] });
    room.control.send(room.me, 'x');
    expect(await room.api.getUpdates()).toEqual([]);
    await room.api.getUpdates({ allowed_updates: [] });
    room.control.send(room.me, 'x');
    expect(await room.api.getUpdates()).toHaveLength(1);
  });

  it('gives an update again when it is told to redeliver', async () => {
    room.fail({ kind: 'duplicate-updates' });
    room.control.send(room.me, 'दो बार');
    room.control.send(room.me, 'एक बार');
    const updates = await room.updates();
    expect(texts(updates)).toEqual(['दो बार', 'दो बार', 'एक बार']);
    expect(updates[0]?.update_id).toBe(updates[1]?.update_id);
  });

  it('brings a message as a person wrote it: commands, mentions, edits, forwards', async () => {
    const sent = room.control.send(room.me, '/bhasha हिन्दी');
    room.control.edit(room.me, room.me, sent.message_id, '/help');
    room.control.send(room.me, 'खबर', { forwarded: true, replyTo: sent.message_id });
    room.control.start(room.me, 's_mahtari-vandan');
    const [command, edit, forward, start] = await room.updates();
    expect(command?.message?.entities).toEqual([{ type: 'bot_command', offset: 0, length: 7 }]);
    expect(edit?.edited_message).toMatchObject({ text: '/help', message_id: sent.message_id, edit_date: sent.date });
    expect(forward?.message).toMatchObject({
      forward_origin: { type: 'hidden_user' },
      reply_to_message: { text: '/help' },
    });
    expect(start?.message?.text).toBe('/start s_mahtari-vandan');
  });

  it('brings whatever is injected', async () => {
    room.control.inject({ poll_answer: { poll_id: '1', option_ids: [0] } as never });
    room.control.inject({ update_id: 7, message: {} as never });
    expect(await room.api.getUpdates()).toEqual([
      expect.objectContaining({ poll_answer: { poll_id: '1', option_ids: [0] } }),
      { update_id: 7, message: {} },
    ]);
  });
});
