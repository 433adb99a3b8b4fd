import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFleet, type Fleet, type Member } from './serving/fleet.js';
import { startPostgres, type TestDatabase } from './store/postgres.js';

/** What is promised: from the end of the server to the first answer of another. */
const TAKEOVER_MS = 15_000;
const FREEZE_MS = 30_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let postgres: TestDatabase;
beforeAll(async () => void (postgres = await startPostgres()), 60_000);
afterAll(() => postgres.stop());

describe.each(['polling', 'webhook'] as const)('two processes on one database, on %s', (receive) => {
  let fleet: Fleet;
  beforeAll(async () => void (fleet = await openFleet({ DATABASE_URL: await postgres.create(receive) }, receive)));
  afterAll(() => fleet.close());
  let serving: Member;
  let standby: Member;

  it('one serves, the other stands by and asks Telegram nothing', async () => {
    serving = await fleet.start();
    await serving.reaches('serving');
    standby = await fleet.start();
    await standby.reaches('standby');
    const people = fleet.ask(20);
    await fleet.answered(people);
    expect(fleet.answers(people)).toEqual(people.map(() => 1));
    expect(standby.proxy.calls.map(({ method }) => method)).toEqual(['getMe']);
  });

  it('a kill in the middle of answers loses no question, and answers only those under way twice', async () => {
    const underWay = fleet.ask(20);
    await pause(40);
    serving.child.kill('SIGKILL');
    const after = fleet.ask(20);
    const took = await fleet.answered([...underWay, ...after]);
    console.log(`${receive}: answered ${Math.round(took)} ms after the kill`);
    expect(took).toBeLessThan(TAKEOVER_MS);
    expect(fleet.answers(after)).toEqual(after.map(() => 1));
    expect(Math.max(...fleet.answers(underWay))).toBeLessThanOrEqual(2);
    expect(standby.state).toBe('serving');
  });

  it('a freeze of the server is taken over, and when it thaws it calls nobody and stands by', async () => {
    [serving, standby] = [standby, await fleet.start()];
    await standby.reaches('standby');
    await pause(1_000);
    serving.child.kill('SIGSTOP');
    const frozenAt = Date.now();
    const people = fleet.ask(20);
    const took = await fleet.answered(people);
    console.log(`${receive}: answered ${Math.round(took)} ms after the freeze`);
    expect(took).toBeLessThan(TAKEOVER_MS);
    await pause(frozenAt + FREEZE_MS - Date.now());

    const thawedAt = Date.now();
    serving.child.kill('SIGCONT');
    await serving.reaches('standby');
    const later = fleet.ask(20);
    await fleet.answered(later);
    await pause(3_000);
    expect(serving.proxy.calls.filter(({ at }) => at >= thawedAt)).toEqual([]);
    expect(fleet.answers([...people, ...later])).toEqual([...people, ...later].map(() => 1));
    expect(standby.state).toBe('serving');
  });

  it('a freeze in the middle of answers loses no question', async () => {
    [serving, standby] = [standby, serving];
    const people = fleet.ask(20);
    await pause(40);
    serving.child.kill('SIGSTOP');
    await fleet.answered(people);
    await pause(FREEZE_MS);
    serving.child.kill('SIGCONT');
    await serving.reaches('standby');
    await pause(2_000);
    expect(Math.max(...fleet.answers(people))).toBeLessThanOrEqual(2);
  });

  it('a clean stop hands over at once, and nothing is answered twice', async () => {
    [serving, standby] = [standby, serving];
    const underWay = fleet.ask(20);
    await pause(40);
    serving.child.kill('SIGTERM');
    await Promise.all([serving.ended, standby.reaches('serving')]);
    expect(serving.child.exitCode).toBe(0);
    const after = fleet.ask(20);
    await fleet.answered([...underWay, ...after]);
    await pause(1_000);
    expect(fleet.answers([...underWay, ...after])).toEqual([...underWay, ...after].map(() => 1));
  });

  it('no two ever polled at a time, but for the open request of a frozen one', () => {
    const conflicts = fleet.members.map(({ proxy }) => proxy.calls.filter(({ status }) => status === 409).length);
    // Each of two processes was frozen once with a request open; the one that takes over ends it.
    expect(conflicts.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(receive === 'polling' ? 2 : 0);
  });
});
