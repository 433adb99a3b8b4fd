import { describe, expect, it } from 'vitest';
import { createPlaces } from '../../src/delivery/places.js';
import { createPeople } from '../../src/people/people.js';
import type { Person } from '../../src/people/person.js';
import { toArray } from '../../src/store/query.js';
import { createAudiences } from '../../src/telegram/audiences.js';
import { memoryStore } from '../store/memory-store.js';

const CROWD: readonly (Partial<Person> & { readonly id: number })[] = [
  { id: 1, news: true },
  { id: 2, news: true, language: 'hne', district: 'raipur', interests: ['farming'] },
  { id: 3, news: true, language: 'hi', district: 'raipur', interests: ['pension', 'housing'], kind: 'creator' },
  { id: 4, news: true, language: 'en', district: 'dhamtari', interests: [] },
  { id: 5, news: true, muted: ['schemes'], district: 'raipur' },
  { id: 6, news: false, district: 'raipur', interests: ['farming'] },
  { id: 7, district: 'raipur' },
  { id: 8, news: true, unreachable: true, district: 'raipur' },
];

async function recipients(name: string, args: Record<string, unknown>, after?: string): Promise<number[]> {
  const store = memoryStore();
  const people = createPeople(store);
  const places = createPlaces(store);
  for (const { id, unreachable, ...more } of CROWD) {
    await people.change(id, '2026-11-20', more);
    if (unreachable === true) await people.unreachable(id);
  }
  for (const id of [-5, -1001]) await places.put({ id, title: '', kind: 'group', by: 1, announce: true });
  await places.put({ id: -7, title: '', kind: 'group', by: 1, announce: false });
  const found: number[] = [];
  const audience = createAudiences(people, places)[name];
  for await (const id of audience?.({ topic: 'schemes', ...args }, after) ?? []) found.push(id);
  return found;
}

describe('the people who get a message', () => {
  it.each([
    ['all who consented and did not stop the topic', {}, [1, 2, 3, 4]],
    ['those who stopped another topic too', { topic: 'meetups' }, [1, 2, 3, 4, 5]],
    ['a district', { district: 'raipur' }, [2, 3]],
    ['a language; Hindi for whoever chose none', { language: 'hi' }, [1, 3]],
    ['another language', { language: 'hne' }, [2]],
    ['an interest, and whoever chose none wants all', { interest: 'farming' }, [1, 2, 4]],
    ['an interest that is not the first of somebody', { interest: 'housing' }, [1, 3, 4]],
    ['an interest of nobody', { interest: 'sports' }, [1, 4]],
    ['those who tell others', { kind: 'creator' }, [3]],
    ['all that is asked must fit', { district: 'raipur', interest: 'farming' }, [2]],
    ['all that is asked must fit, and nobody does', { district: 'dhamtari', kind: 'creator' }, []],
  ])('%s', async (_title, args, expected) => {
    expect(await recipients('people', args)).toEqual(expected);
  });

  it.each([
    [{ topic: 'weather' }, /topic/],
    [{ interest: 5 }, /interest/],
    [{ caste: 'any' }, /caste/],
  ])('refuses %j', async (args, fault) => {
    await expect(recipients('people', args)).rejects.toThrow(fault);
  });
});

describe('places', () => {
  it('are those in which announcements were asked for', async () => {
    expect(await recipients('places', {})).toEqual([-1001, -5]);
  });

  it('come after the people where both are meant', async () => {
    expect(await recipients('both', { district: 'raipur' })).toEqual([2, 3, -1001, -5]);
  });

  it.each([
    ['people', '2', [3, 4]],
    ['places', '-1001', [-5]],
    ['both', '3', [4, -1001, -5]],
    ['both', '-1001', [-5]],
  ])('%s after %s go on where they stood', async (name, after, expected) => {
    expect(await recipients(name, {}, after)).toEqual(expected);
  });
});

it('an audience of places reaches each of 1,300 groups that asked for it, and goes on where it stopped', async () => {
  const store = memoryStore();
  const places = createPlaces(store);
  const ids = Array.from({ length: 1_300 }, (_, n) => -1_000_001 - n);
  for (const [n, id] of ids.entries())
    await places.put({ id, title: 'समूह', kind: 'group', by: 1, announce: n % 2 === 0 });
  const audience = createAudiences(createPeople(store), places)['places'];
  if (audience === undefined) throw new Error('no such audience');
  const wanted = ids.filter((_, n) => n % 2 === 0).sort((a, b) => (String(a) < String(b) ? -1 : 1));
  expect(await toArray(audience(null))).toEqual(wanted);
  expect(await toArray(audience(null, String(wanted[1_000 / 2])))).toEqual(wanted.slice(501));

  for (const id of ids) await places.put({ id, title: 'समूह', kind: 'group', by: 1, announce: true });
  expect(await toArray(audience(null))).toHaveLength(1_300);
});
