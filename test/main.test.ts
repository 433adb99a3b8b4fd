import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPlayground } from '../src/playground/index.js';

/** Starts the program. @returns what it printed until it ended, or until `until` was printed and it was told to stop */
function start(
  environment: Record<string, string>,
  until?: RegExp,
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      env: { PATH: process.env['PATH'] ?? '', BOT_TOKEN: '', PLAYGROUND_PORT: '', ...environment },
    });
    let out = '';
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (until?.test(out) === true) child.kill('SIGTERM');
    });
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

describe('the program', () => {
  it('opens the playground without a token, and ends cleanly when told', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'state-'));
    const { code, out } = await start({ STATE_DIR: dir }, /127\.0\.0\.1/);
    expect(out).toMatch(/open http:\/\/127\.0\.0\.1:\d+/);
    expect(code).toBe(0);
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

  it('refuses a state folder that another process has', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'state-'));
    const playground = await createPlayground({ port: 0, bot: { username: 'x_bot', firstName: 'x' }, page: false });
    await writeFile(join(dir, 'lock'), String(process.pid));
    const { code, err } = await start({
      BOT_TOKEN: playground.token,
      TELEGRAM_API_ROOT: playground.apiRoot,
      STATE_DIR: dir,
    });
    expect(code).toBe(1);
    expect(err).toMatch(/process \d+ is running on this folder/);
    await playground.close();
    await rm(dir, { recursive: true });
  });
});
