import { expect, it } from 'vitest';
import { Activity } from '../../../src/playground/bot-api/activity.js';
import { Archive } from '../../../src/playground/bot-api/archive.js';
import { Listeners } from '../../../src/playground/bot-api/listeners.js';
import type { StoredMessage } from '../../../src/playground/bot-api/types.js';

const message = (id: number, chatId: number): StoredMessage =>
  ({ message_id: id, chat: { id: chatId }, date: 0, text: String(id) }) as unknown as StoredMessage;
const idsOf = (archive: Archive, chatId: number): number[] => archive.of(chatId).map(({ message_id: id }) => id);

it('the log keeps the last 10,000 calls and lets older ones go', () => {
  const activity = new Activity();
  const { calls } = activity;
  for (let at = 0; at < 25_000; at += 1) activity.record({ method: 'sendMessage', payload: {}, at });
  expect(calls).toBe(activity.calls);
  expect(calls.length).toBeGreaterThanOrEqual(10_000);
  expect(calls.length).toBeLessThanOrEqual(11_000);
  expect(calls.at(-1)?.at).toBe(24_999);
  expect(calls[0]?.at).toBe(25_000 - calls.length);
});

it('the archive drops the oldest message of all chats when there are too many', () => {
  const archive = new Archive(4);
  for (const id of [1, 2, 3, 4]) archive.put(message(id, id % 2));
  archive.put(message(1, 1)); // edited: still the oldest
  archive.put(message(5, 1));
  expect([idsOf(archive, 0), idsOf(archive, 1)]).toEqual([
    [2, 4],
    [3, 5],
  ]);
  expect(archive.remove(0, 4)).toBe(true);
  expect(archive.remove(0, 4)).toBe(false);
  archive.put(message(6, 2));
  expect(archive.get(0, 2)).toBeDefined();
});

it('the archive keeps the last 1,000 messages of a chat', () => {
  const archive = new Archive();
  for (let id = 1; id <= 1_500; id += 1) archive.put(message(id, 7));
  expect(idsOf(archive, 7)).toHaveLength(1_000);
  expect(archive.of(7)[0]?.message_id).toBe(501);
});

it('listeners hear their own key only, until they stop, also from inside', () => {
  const listeners = new Listeners<string, number>();
  const heard: string[] = [];
  const stop = listeners.add('a', (event) => {
    heard.push(`first ${event}`);
    stop();
  });
  listeners.add('a', (event) => heard.push(`second ${event}`));
  listeners.tell('b', 0);
  listeners.tell('a', 1);
  listeners.tell('a', 2);
  stop();
  listeners.tell('a', 3);
  expect(heard).toEqual(['first 1', 'second 1', 'second 2', 'second 3']);
});
