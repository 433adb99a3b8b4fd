import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What a stranger does: starts the program without a token, opens the page, asks. */
describe('a stranger without a Telegram account', () => {
  let bot: ChildProcess;
  let browser: Browser;
  let page: Page;
  let dir: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'state-'));
    bot = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      env: { ...process.env, STATE_DIR: dir, BOT_TOKEN: '', PLAYGROUND_PORT: '', NODE_ENV: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve, reject) => {
      bot.stdout?.on('data', (chunk: Buffer) => {
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(chunk.toString());
        if (found !== null) resolve(found[0]);
      });
      bot.once('exit', (code) => reject(new Error(`ended with ${code}`)));
    });
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    });
    page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(url);
  });
  afterAll(async () => {
    await browser.close();
    const ended = new Promise<number | null>((resolve) => bot.once('exit', resolve));
    bot.kill('SIGTERM');
    expect(await ended).toBe(0);
    await rm(dir, { recursive: true });
  });

  it('asks in Chhattisgarhi and reads the answer with source and date', async () => {
    await page.click('#start');
    await page.waitForSelector('text=जय जोहार');
    await page.fill('#text', 'महतारी बंदन के पइसा कब आही');
    await page.press('#text', 'Enter');
    const answer = page.locator('.message:not(.mine)', { hasText: 'महतारी वंदन योजना ·' }).last();
    await answer.waitFor();
    const text = await answer.textContent();
    expect(text).toContain('8 मार्च 2026');
    expect(text).toContain('कहाँ ले:');
    await answer.locator('button', { hasText: 'कागज' }).click();
    await page.waitForSelector('.message >> text=आधार कारड');
  });
});
