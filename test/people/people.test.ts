import { describe, expect, it } from 'vitest';
import { createAudit } from '../../src/people/audit.js';
import { createInvites } from '../../src/people/invites.js';
import { createPeople } from '../../src/people/people.js';
import { wants } from '../../src/people/person.js';
import { createRoles, may } from '../../src/people/roles.js';
import { createSigner, openSigner } from '../../src/people/signing.js';
import { memoryStore } from '../store/memory-store.js';

describe('people', () => {
  it('lastSeen is written once a day', async () => {
    const store = memoryStore();
    const people = createPeople(store);
    await people.change(1, '2026-11-23', { lastSeen: '2026-11-23' });
    const writes = store.writes();
    await people.seen((await people.get(1)) ?? { id: 1, firstSeen: '' }, '2026-11-23');
    expect(store.writes()).toBe(writes);
    await people.seen((await people.get(1)) ?? { id: 1, firstSeen: '' }, '2026-11-24');
    expect((await people.get(1))?.lastSeen).toBe('2026-11-24');
  });

  it('nothing is begun for a person who is only seen', async () => {
    const people = createPeople(memoryStore());
    await people.seen({ id: 7, firstSeen: '2026-11-01' }, '2026-11-23');
    await people.unreachable(7);
    expect(await people.get(7)).toBeUndefined();
  });

  it('all goes through more than one page', async () => {
    const people = createPeople(memoryStore());
    for (let id = 1; id <= 1_050; id += 1) await people.change(id, '2026-11-23', {});
    const seen = new Set<number>();
    for await (const { id } of people.all()) seen.add(id);
    expect(seen.size).toBe(1_050);
  });

  it.each([
    [{}, false],
    [{ news: true }, true],
    [{ news: false }, false],
    [{ news: true, muted: ['meetups'] as const }, false],
    [{ news: true, muted: ['schemes'] as const }, true],
    [{ news: true, unreachable: true }, false],
  ])('%j wants meetups: %s', (settings, wanted) => {
    expect(wants({ id: 1, firstSeen: '', ...settings }, 'meetups')).toBe(wanted);
  });
});

describe('roles', () => {
  it.each([
    ['owner', 'appoint', true],
    ['administrator', 'appoint', false],
    ['administrator', 'administer', true],
    ['editor', 'administer', false],
    ['editor', 'edit', true],
    ['helper', 'edit', false],
    ['helper', 'help', true],
    [undefined, 'help', false],
  ] as const)('%s may %s: %s', (role, power, allowed) => {
    expect(may(role, power)).toBe(allowed);
  });

  it('an owner stays owner, whatever the records say', async () => {
    const roles = createRoles(memoryStore(), [1]);
    await roles.give({ id: 1, role: 'helper', by: 1, since: '2026-11-23' });
    expect(await roles.of(1)).toBe('owner');
    expect(await roles.holders('administer')).toEqual([1]);
  });

  it('a team of 1,100 is known to the last', async () => {
    const roles = createRoles(memoryStore(), []);
    for (let id = 1_001; id <= 2_100; id += 1) await roles.give({ id, role: 'helper', by: 1, since: '2026-11-23' });
    expect(await roles.members()).toHaveLength(1_100);
    expect(await roles.holders('help')).toContain(2_100);
  });
});

describe('the signing key', () => {
  it('is made once and kept in the store', async () => {
    const store = memoryStore();
    const first = await openSigner(store);
    const second = await openSigner(store);
    expect(second.verify('x', 'text', first.sign('x', 'text'))).toBe(true);
    const other = await openSigner(memoryStore());
    expect(other.verify('x', 'text', first.sign('x', 'text'))).toBe(false);
  });

  it('signs for one purpose only', () => {
    const signer = createSigner(Buffer.alloc(32, 1));
    expect(signer.verify('b', 'text', signer.sign('a', 'text'))).toBe(false);
    expect(signer.verify('a', 'text', '')).toBe(false);
  });
});

describe('invitations', () => {
  it('go to whoever is first; the same person may come again after a crash', async () => {
    const invites = createInvites(memoryStore(), createSigner(Buffer.alloc(32, 1)), () => 0);
    const token = await invites.create('editor', 1, 'a');
    expect(token).toMatch(/^[\w-]{35}$/);
    const outcomes = await Promise.all([invites.take(token, 2, undefined), invites.take(token, 3, undefined)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['taken', 'refused']);
    expect(await invites.take(token, 2, undefined)).toMatchObject({ kind: 'taken', role: 'editor', by: 1 });
  });
});

describe('an invitation', () => {
  const make = () => createInvites(memoryStore(), createSigner(Buffer.alloc(32, 1)), () => 0);

  it.each([
    ['owner', 'administrator', 'needless'],
    ['administrator', 'helper', 'needless'],
    ['editor', 'helper', 'needless'],
    ['helper', 'helper', 'taken'],
    ['helper', 'administrator', 'taken'],
    [undefined, 'helper', 'taken'],
  ] as const)('makes nobody less: %s invited to %s is %s', async (present, role, kind) => {
    const invites = make();
    const token = await invites.create(role, 1, 'a');
    expect((await invites.take(token, 2, present)).kind).toBe(kind);
    // What was not needed is still good.
    expect((await invites.take(token, 3, undefined)).kind).toBe(kind === 'taken' ? 'refused' : 'taken');
  });

  it('is made once for one wish, and anew for another', async () => {
    const invites = make();
    const first = await invites.create('helper', 1, 'a');
    expect(await invites.create('helper', 1, 'a')).toBe(first);
    const others = await Promise.all([invites.create('helper', 1, 'b'), invites.create('helper', 2, 'a')]);
    expect(new Set([first, ...others]).size).toBe(3);
  });
});

describe('the audit log', () => {
  it('gives the newest first, also for acts of the same moment', async () => {
    const audit = createAudit(memoryStore());
    for (const [index, at] of [1000, 2000, 2000, 3000].entries()) await audit.note({ at, by: 1, act: `act${index}` });
    expect((await audit.latest(3)).map(({ act }) => act)).toEqual(['act3', 'act2', 'act1']);
  });

  it('notes an act of an update once, however often it comes', async () => {
    const audit = createAudit(memoryStore());
    for (const at of [1000, 5000]) await audit.note({ at, by: 1, act: 'a', cause: 7 });
    await audit.note({ at: 6000, by: 1, act: 'b', cause: 7 });
    await audit.note({ at: 7000, by: 1, act: 'a', cause: 8 });
    expect((await audit.latest(9)).map(({ at }) => at)).toEqual([7000, 6000, 1000]);
  });
});
