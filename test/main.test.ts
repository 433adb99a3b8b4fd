import { spawn } from 'node:child_process';
import { createServer as createHttpServer } from 'node:http';
import { createServer, Socket, type AddressInfo } from 'node:net';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPlayground } from '../src/playground/index.js';
import { openLowdbStore } from '../src/store/lowdb-store.js';

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
const NODE = [process.execPath, '--import', 'tsx', 'src/main.ts'] as const;

/** Whether the process that had the folder has said that it is done with it. */
async function isGivenBack(dir: string): Promise<boolean> {
  const lock = (await readdir(dir)).find((name) => name.startsWith('lock.'));
  return lock !== undefined && (await readFile(join(dir, lock), 'utf8')).includes('"released":true');
}

/** Starts the program. @returns what it printed until it ended, or until `until` was printed and it was told to stop */
function start(
  environment: Record<string, string>,
  until?: RegExp,
  options: { command?: readonly [string, ...string[]]; beforeStop?: () => Promise<unknown> } = {},
): Promise<Run> {
  const [program, ...args] = options.command ?? NODE;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: { PATH: process.env['PATH'] ?? '', BOT_TOKEN: '', PLAYGROUND_PORT: '', ...environment },
    });
    let out = '';
    let err = '';
    let isReady = false;
    const look = async (): Promise<void> => {
      if (isReady || until?.test(out + err) !== true) return;
      isReady = true;
      await options.beforeStop?.();
      child.kill('SIGTERM');
    };
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
      void look();
    });
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      void look();
    });
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

describe('the program', () => {
  it('opens the playground without a token, and ends cleanly when told', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'state-'));
    const { code, out } = await start({ STATE_DIR: dir, TMPDIR: dir }, /127\.0\.0\.1/);
    expect(out).toMatch(/open http:\/\/127\.0\.0\.1:\d+/);
    expect(code).toBe(0);
    // Its people are gone with it: nothing of them may wait for the next start.
    expect((await readdir(dir)).filter((name) => !name.startsWith('tsx-'))).toEqual([]);
    await rm(dir, { recursive: true });
  });

  it('stops with one line for a wrong setting', async () => {
    const { code, err } = await start({ ADMIN_IDS: '@ravi' });
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toEqual([expect.stringMatching(/^ADMIN_IDS: found "@ravi", expected numeric/)]);
  });

  it('stops when the token is missing in production', async () => {
    const { code, err } = await start({ NODE_ENV: 'production' });
    expect(code).toBe(1);
    expect(err).toMatch(/^BOT_TOKEN: found nothing/);
  });

  it('says that Telegram does not know the token, without printing it', async () => {
    const playground = await createPlayground({ port: 0, bot: { username: 'x_bot', firstName: 'x' }, page: false });
    const dir = await mkdtemp(join(tmpdir(), 'state-'));
    const token = '123456:SECRETSECRETSECRETSECRETSECRET';
    const { code, out, err } = await start({ BOT_TOKEN: token, TELEGRAM_API_ROOT: playground.apiRoot, STATE_DIR: dir });
    expect(code).toBe(1);
    expect(err).toMatch(/^BOT_TOKEN: Telegram does not know it \(401\)/);
    expect(out + err).not.toContain('SECRET');
    await playground.close();
    await rm(dir, { recursive: true });
  });

  it('ends well under npm, although somebody holds a connection open and says nothing', async () => {
    const playground = await createPlayground({ port: 0, bot: { username: 'x_bot', firstName: 'x' }, page: false });
    const dir = await mkdtemp(join(tmpdir(), 'state-'));
    const port = await freePort();
    const silent = new Socket().on('error', () => undefined);
    const { code, err } = await start(
      {
        BOT_TOKEN: playground.token,
        TELEGRAM_API_ROOT: playground.apiRoot,
        STATE_DIR: dir,
        WEBHOOK_URL: 'https://example.org/tg',
        WEBHOOK_SECRET: 'a-secret-of-tests-0',
        PORT: String(port),
      },
      /is running/,
      {
        command: ['npm', 'start'],
        beforeStop: () => new Promise<void>((resolve) => void silent.connect(port, '127.0.0.1', resolve)),
      },
    );
    expect(err).toContain('"msg":"stopped"');
    expect(code).toBe(0);
    expect(await isGivenBack(dir)).toBe(true);
    silent.destroy();
    await playground.close();
    await rm(dir, { recursive: true });
  });

  it('says that Telegram cannot be reached, and ends well while it waits for it', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'state-'));
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const environment = { BOT_TOKEN: '123456:SECRETSECRETSECRETSECRET', TELEGRAM_API_ROOT: nobody, STATE_DIR: dir };
    const { code, err } = await start(environment, /"method":"getMe".*cannot be reached/);
    expect(code).toBe(0);
    expect(err).not.toContain('SECRET');
    expect(await isGivenBack(dir)).toBe(true);
    await rm(dir, { recursive: true });
  });

  it('ends with one line, and gives its folder back, when the token is revoked while it runs', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'state-'));
    const me = { id: 1, is_bot: true, first_name: 'x', username: 'x_bot' };
    const telegram = createHttpServer((request, response) => {
      const isRevoked = request.url?.endsWith('/getUpdates') === true;
      response.writeHead(isRevoked ? 401 : 200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(
          isRevoked ? { ok: false, error_code: 401, description: 'Unauthorized' } : { ok: true, result: me },
        ),
      );
    });
    await new Promise<void>((resolve) => void telegram.listen(0, '127.0.0.1', resolve));
    const { code, err } = await start({
      BOT_TOKEN: '123456:SECRETSECRETSECRETSECRET',
      TELEGRAM_API_ROOT: `http://127.0.0.1:${(telegram.address() as AddressInfo).port}`,
      STATE_DIR: dir,
    });
    expect(err.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).toEqual([
      expect.stringMatching(/^BOT_TOKEN: Telegram does not know it \(401\)/),
    ]);
    expect(code).toBe(1);
    expect(await isGivenBack(dir)).toBe(true);
    telegram.close();
    telegram.closeAllConnections();
    await rm(dir, { recursive: true });
  });

  it('refuses a state folder that another process has', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'state-'));
    const playground = await createPlayground({ port: 0, bot: { username: 'x_bot', firstName: 'x' }, page: false });
    const store = await openLowdbStore({ dir, warn: () => undefined });
    const { code, err } = await start({
      BOT_TOKEN: playground.token,
      TELEGRAM_API_ROOT: playground.apiRoot,
      STATE_DIR: dir,
    });
    expect(code).toBe(1);
    expect(err).toMatch(/process \d+ is running on this folder/);
    await store.close();
    await playground.close();
    await rm(dir, { recursive: true });
  });
});
