import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPlayground, type Playground } from '../../src/playground/index.js';

/** The page with a bot of raw HTTP calls behind it: what is tested is the page. */
describe('the playground page', () => {
  let browser: Browser;
  let page: Page;
  let playground: Playground;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    });
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    playground = await createPlayground({ port: 0, bot: { username: 'x_bot', firstName: 'संगवारी' }, page: true });
    page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    await page.goto(playground.url);
    await page.waitForSelector('#start:not([hidden])');
  });
  afterEach(async () => {
    await page.close();
    await playground.close();
    expect(problems.splice(0)).toEqual([]);
  });

  const call = async (method: string, payload: object): Promise<{ message_id: number }> => {
    const response = await fetch(`${playground.apiRoot}/bot${playground.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    });
    const { ok, result, description } = (await response.json()) as {
      ok: boolean;
      result: { message_id: number };
      description?: string;
    };
    if (!ok) throw new Error(description);
    return result;
  };
  const botSays = (text: string, extra: object = {}): Promise<{ message_id: number }> =>
    call('sendMessage', { chat_id: playground.people.citizen, text, ...extra });
  const start = async (): Promise<void> => {
    await page.click('#start');
    await page.waitForSelector('.mine');
  };

  it('shows formatting by entities, and hostile text as text', async () => {
    await start();
    const text = '<img src=x onerror=alert(1)> मोटा तिरछा कड़ी';
    await botSays(text, {
      entities: [
        { type: 'bold', offset: text.indexOf('मोटा'), length: 11 },
        { type: 'italic', offset: text.indexOf('तिरछा'), length: 5 },
        { type: 'text_link', offset: text.indexOf('कड़ी'), length: 4, url: 'https://example.org/' },
      ],
    });
    const bubble = page.locator('.message:not(.mine) .bubble');
    await bubble.waitFor();
    expect(await bubble.locator('img').count()).toBe(0);
    expect(await bubble.textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(await bubble.locator('b').textContent()).toContain('मोटा');
    expect(await bubble.locator('b i').textContent()).toBe('तिरछा');
    expect(await bubble.locator('a').getAttribute('rel')).toContain('noopener');
  });

  it('presses a button and shows what was answered, as a toast or a dialog', async () => {
    await start();
    await botSays('चुनिए', { reply_markup: { inline_keyboard: [[{ text: 'हाँ', callback_data: 'yes' }]] } });
    for (const alert of [false, true]) {
      const pressed = new Promise<string>((resolve) => {
        const timer = setInterval(() => {
          void fetch(`${playground.apiRoot}/bot${playground.token}/getUpdates`).then(async (response) => {
            const { result } = (await response.json()) as { result: { callback_query?: { id: string } }[] };
            const query = result.findLast(({ callback_query: found }) => found !== undefined)?.callback_query;
            if (query === undefined) return;
            clearInterval(timer);
            resolve(query.id);
          });
        }, 50);
      });
      await page.click('text=हाँ');
      await call('answerCallbackQuery', { callback_query_id: await pressed, text: 'ठीक', show_alert: alert });
      await page.waitForSelector(alert ? 'dialog[open]' : '#toast:not([hidden])');
      const offset = 10_000;
      await fetch(`${playground.apiRoot}/bot${playground.token}/getUpdates?`, {
        method: 'POST',
        body: JSON.stringify({ offset }),
      });
    }
  });

  it('edits in place', async () => {
    await start();
    const { message_id } = await botSays('पहला');
    await page.waitForSelector('text=पहला');
    await call('editMessageText', { chat_id: playground.people.citizen, message_id, text: 'दूसरा' });
    await page.waitForSelector('text=दूसरा');
    expect(await page.locator('.message:not(.mine)').count()).toBe(1);
  });

  it('offers a reply keyboard and sends its text', async () => {
    await start();
    await botSays('चुनिए', { reply_markup: { keyboard: [[{ text: 'रायपुर' }]], one_time_keyboard: true } });
    await page.click('#reply-keyboard >> text=रायपुर');
    await page.waitForSelector('.mine >> text=रायपुर');
    expect(await page.isHidden('#reply-keyboard')).toBe(true);
  });

  it('answers a forced reply as a reply', async () => {
    await start();
    await botSays('क्या गलत है?', { reply_markup: { force_reply: true, input_field_placeholder: 'लिखिए' } });
    await page.waitForSelector('#reply-bar:not([hidden])');
    expect(await page.getAttribute('#text', 'placeholder')).toBe('लिखिए');
    await page.fill('#text', 'राशि');
    await page.press('#text', 'Enter');
    await page.waitForSelector('.mine .quote >> text=क्या गलत है?');
  });

  it('follows a deep link of its own bot, and opens the share dialog', async () => {
    await page.goto(`${playground.url}/?start=s_mahtari-vandan`);
    await page.waitForSelector('.mine >> text=/start s_mahtari-vandan');
    const share = `https://t.me/share/url?url=${encodeURIComponent('https://t.me/x_bot')}&text=${encodeURIComponent('खबर')}`;
    await botSays('भेजिए', { reply_markup: { inline_keyboard: [[{ text: 'आगे', url: share }]] } });
    await page.click('text=आगे');
    await page.waitForSelector('dialog[open] >> text=खबर');
  });

  it('can be used by keyboard alone', async () => {
    await page.focus('#person');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(`document.querySelector('#person').value === '1002'`);
    await page.focus('#text');
    await page.keyboard.type('नमस्ते');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.mine >> text=नमस्ते');
    await page.keyboard.press('ArrowUp');
    await page.waitForFunction(`document.querySelector('#text').value === 'नमस्ते'`);
  });

  it('fits a phone without scrolling sideways', async () => {
    await start();
    await botSays(`${'बहुतलंबाशब्दबिनाजगह'.repeat(12)} https://example.org/${'x'.repeat(200)}`, {
      reply_markup: {
        inline_keyboard: [[1, 2, 3].map((n) => ({ text: `बहुत लंबा बटन ${n} जिसमें जगह कम है`, callback_data: String(n) }))],
      },
    });
    await page.waitForSelector('.buttons');
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  });
});
