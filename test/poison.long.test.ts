import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPlayground } from '../src/playground/index.js';

const QUESTION = 'महतारी वंदन योजना में कितना पैसा मिलता है';

describe.each([
  ['never comes back from', 'POISONLOOP'],
  ['dies of', 'POISONDIE'],
])('a message that the bot %s', (_, poison) => {
  it('stops it twice, is then set aside with an apology, and keeps nobody from an answer', async () => {
    const playground = await createPlayground({ port: 0, bot: { username: 'x_bot', firstName: 'x' }, page: false });
    const dir = await mkdtemp(join(tmpdir(), 'poison-'));
    const people = Array.from({ length: 12 }, (_unused, index) => 6_000 + index);
    for (const id of people) playground.control.addPerson({ id, firstName: 'x', kind: 'citizen', languageCode: 'hi' });
    const [victim = 0] = people.splice(5, 1);
    for (const id of people.slice(0, 5)) playground.control.send(id, QUESTION);
    playground.control.send(victim, `${poison} ${QUESTION}`);
    for (const id of people.slice(5)) playground.control.send(id, QUESTION);
    const said = (id: number): string[] =>
      playground.control
        .messages(id)
        .filter(({ from }) => from?.is_bot === true)
        .map((message) => (message as { text?: string }).text ?? '');

    // A supervisor: starts it again whenever it ends.
    let starts = 0;
    const over = new AbortController();
    let child: ReturnType<typeof spawn> | undefined;
    const supervised = (async () => {
      while (!over.signal.aborted) {
        starts += 1;
        child = spawn(process.execPath, ['--import', 'tsx', '--import', './test/serving/poison.mjs', 'src/main.ts'], {
          stdio: ['ignore', 'ignore', process.env['SHOW_LOG'] === undefined ? 'ignore' : 'inherit'],
          env: {
            PATH: process.env['PATH'] ?? '',
            BOT_TOKEN: playground.token,
            TELEGRAM_API_ROOT: playground.apiRoot,
            STATE_DIR: dir,
          },
        });
        await new Promise<void>((resolve) => void child?.once('close', () => resolve()));
      }
    })();

    await expect.poll(() => said(victim), { timeout: 300_000, interval: 500 }).toHaveLength(1);
    for (const id of people) await expect.poll(() => said(id).length, { timeout: 30_000 }).toBeGreaterThan(0);
    expect(said(victim)).toEqual([expect.stringContaining('दूसरे शब्दों में पूछिए')]);
    expect(starts).toBe(3);
    over.abort();
    child?.kill('SIGTERM');
    await supervised;
    await playground.close();
    await rm(dir, { recursive: true });
  }, 400_000);
});
