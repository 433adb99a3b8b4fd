import { expect, it } from 'vitest';
import { createPlaces } from '../../src/delivery/places.js';
import { createPeople } from '../../src/people/people.js';
import { toArray } from '../../src/store/query.js';
import { createAudiences } from '../../src/telegram/audiences.js';
import { memoryStore } from '../store/memory-store.js';

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
