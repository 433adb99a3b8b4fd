import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { createPlayground, type Playground } from '../../src/playground/index.js';
import { createScriptedBot, type ScriptedBot } from './scripted-bot.js';

/** The page in a browser, with a bot of raw HTTP calls behind it. */
export interface PageRoom {
  readonly playground: Playground;
  readonly page: Page;
  readonly bot: ScriptedBot;
  /** the newest message of the person who looks, and of anybody else */
  readonly mine: () => Locator;
  readonly theirs: () => Locator;
  /** opens the chat with the bot */
  readonly start: () => Promise<void>;
  /** whether nothing has to be scrolled sideways */
  readonly fits: () => Promise<boolean>;
  /** @returns what the page complained of since */
  readonly close: () => Promise<string[]>;
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });

export async function openPage(browser: Browser, viewport = { width: 360, height: 740 }): Promise<PageRoom> {
  const playground = await createPlayground({
    port: 0,
    bot: { username: 'x_bot', firstName: 'संगवारी' },
    page: true,
  });
  const problems: string[] = [];
  const page = await browser.newPage({ viewport });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
  await page.goto(playground.url);
  await page.waitForSelector('#start:not([hidden])');
  const mine = (): Locator => page.locator('.message.mine').last();
  return {
    playground,
    page,
    bot: createScriptedBot(playground),
    mine,
    theirs: () => page.locator('.message:not(.mine)').last(),
    start: async () => {
      await page.click('#start');
      await mine().waitFor();
    },
    fits: () =>
      page.evaluate('document.documentElement.scrollWidth <= innerWidth && log.scrollWidth <= log.clientWidth'),
    close: async () => {
      await page.close();
      await playground.close();
      return problems;
    },
  };
}
