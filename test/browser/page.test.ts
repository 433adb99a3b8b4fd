import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPlayground, type Playground } from '../../src/playground/index.js';
import { createScriptedBot, type ScriptedBot } from './scripted-bot.js';

/** The page with a bot of raw HTTP calls behind it: what is tested is the page. */
describe('the playground page', () => {
  let browser: Browser;
  let page: Page;
  let playground: Playground;
  let bot: ScriptedBot;
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
    bot = createScriptedBot(playground);
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

  const start = async (): Promise<void> => {
    await page.click('#start');
    await mine().waitFor();
  };
  const mine = (): Locator => page.locator('.message.mine').last();
  const theirs = (): Locator => page.locator('.message:not(.mine)').last();
  const write = async (text: string): Promise<void> => {
    await page.fill('#text', text);
    await page.press('#text', 'Enter');
  };
  const chatFits = (): Promise<boolean> =>
    page.evaluate('document.documentElement.scrollWidth <= innerWidth && log.scrollWidth <= log.clientWidth');

  it('shows formatting by entities, and hostile text as text', async () => {
    await start();
    const text = '<img src=x onerror=alert(1)> मोटा तिरछा कड़ी 😀गुप्त';
    await bot.says(text, {
      entities: [
        { type: 'bold', offset: text.indexOf('मोटा'), length: 'मोटा तिरछा'.length },
        { type: 'italic', offset: text.indexOf('तिरछा'), length: 'तिरछा'.length },
        { type: 'text_link', offset: text.indexOf('कड़ी'), length: 'कड़ी'.length, url: 'https://example.org/' },
        { type: 'spoiler', offset: text.indexOf('गुप्त'), length: 'गुप्त'.length },
      ],
    });
    const bubble = theirs().locator('.bubble');
    await bubble.waitFor();
    expect(await bubble.locator('img').count()).toBe(0);
    expect(await bubble.textContent()).toContain(text);
    expect(await bubble.locator('b').textContent()).toBe('मोटा तिरछा');
    expect(await bubble.locator('b i').textContent()).toBe('तिरछा');
    expect(await bubble.locator('a').getAttribute('rel')).toContain('noopener');
    expect(await bubble.locator('.spoiler').textContent()).toBe('गुप्त');
  });

  it('shows entities that cross, and drops none of the text', async () => {
    await start();
    await bot.says('एक दो तीन', {
      entities: [
        { type: 'bold', offset: 0, length: 'एक दो'.length },
        { type: 'underline', offset: 'एक '.length, length: 'दो तीन'.length },
      ],
    });
    await theirs().waitFor();
    expect(await theirs().textContent()).toContain('एक दो तीन');
    expect(await theirs().locator('b').textContent()).toBe('एक दो');
    expect((await theirs().locator('u').allTextContents()).join('')).toBe('दो तीन');
  });

  it('shows a hostile name in the group as text', async () => {
    playground.control.addPerson({ id: 1009, firstName: '<img src=x onerror=alert(1)>', kind: 'citizen' });
    playground.control.addGroup(-2002, '<b>समूह</b>', [playground.people.citizen, 1009]);
    playground.control.send(1009, 'जोहार', { chatId: -2002 });
    await page.reload();
    await page.locator('#chats button', { hasText: 'समूह' }).click();
    await theirs().waitFor();
    expect(await theirs().locator('.name').textContent()).toBe('<img src=x onerror=alert(1)>');
    expect(await page.locator('#title').textContent()).toBe('<b>समूह</b>');
    expect(await page.locator('img').count()).toBe(0);
  });

  it.each([
    [false, '#toast'],
    [true, '#dialog[open]'],
  ])('presses a button and shows what was answered (alert: %s) in %s', async (alert, place) => {
    await start();
    await bot.says('चुनिए', { reply_markup: { inline_keyboard: [[{ text: 'हाँ', callback_data: 'yes' }]] } });
    await page.click('text=हाँ');
    const { callback_query: query } = await bot.next('callback_query');
    expect(query?.data).toBe('yes');
    await bot.call('answerCallbackQuery', { callback_query_id: query?.id, text: 'ठीक', show_alert: alert });
    await page.waitForSelector(`${place} >> text=ठीक`);
  });

  it('edits in place, says so, and keeps the focus of a keyboard in the message', async () => {
    await start();
    const buttons = (text: string): object => ({
      reply_markup: { inline_keyboard: [[{ text, callback_data: 'next' }]] },
    });
    const message_id = await bot.says('पहला', buttons('आगे'));
    await page.locator('.buttons button').focus();
    await bot.call('editMessageText', {
      chat_id: playground.people.citizen,
      message_id,
      text: 'दूसरा',
      ...buttons('पीछे'),
    });
    await page.waitForSelector('text=दूसरा');
    expect(await page.locator('.message:not(.mine)').count()).toBe(1);
    expect(await theirs().locator('.meta').textContent()).toContain('बदला');
    await page.waitForSelector('button:focus >> text=पीछे');
    await bot.call('deleteMessage', { chat_id: playground.people.citizen, message_id });
    await theirs().waitFor({ state: 'detached' });
  });

  it('offers a reply keyboard, sends its text, and hides a one-time one', async () => {
    await start();
    await bot.says('चुनिए', { reply_markup: { keyboard: [[{ text: 'रायपुर' }]], one_time_keyboard: true } });
    await page.click('#reply-keyboard >> text=रायपुर');
    await mine().locator('text=रायपुर').waitFor();
    await page.locator('#reply-keyboard').waitFor({ state: 'hidden' });
    await page.reload();
    await mine().locator('text=रायपुर').waitFor();
    expect(await page.isHidden('#reply-keyboard')).toBe(true);
    await page.click('#keyboard');
    expect(await page.isVisible('#reply-keyboard')).toBe(true);
    await bot.says('हटाया', { reply_markup: { remove_keyboard: true } });
    await page.locator('#keyboard').waitFor({ state: 'hidden' });
  });

  it('answers a forced reply as a reply, and asks no more once it is answered', async () => {
    await start();
    const asked = await bot.says('क्या गलत है?', {
      reply_markup: { force_reply: true, input_field_placeholder: 'लिखिए' },
    });
    await page.waitForSelector('#reply-bar:not([hidden])');
    expect(await page.getAttribute('#text', 'placeholder')).toBe('लिखिए');
    await page.waitForSelector('#text:focus');
    await page.keyboard.type('राशि');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.mine .quote >> text=क्या गलत है?');
    await bot.next('message'); // /start
    expect((await bot.next('message')).message?.reply_to_message?.message_id).toBe(asked);
    await page.reload();
    await mine().locator('text=राशि').waitFor();
    expect(await page.isHidden('#reply-bar')).toBe(true);
  });

  it.each(['?start=s_mahtari-vandan', '#start=s_mahtari-vandan'])('follows the deep link %s', async (address) => {
    await page.goto('about:blank');
    await page.goto(`${playground.url}/${address}`);
    await page.waitForSelector('.mine >> text=/start s_mahtari-vandan');
  });

  it("follows a button to its own bot's deep link, and offers to share", async () => {
    await start();
    const share = `https://t.me/share/url?url=${encodeURIComponent('https://t.me/x_bot')}&text=${encodeURIComponent('खबर')}`;
    await bot.says('भेजिए', {
      reply_markup: {
        inline_keyboard: [[{ text: 'खोलिए', url: 'https://t.me/X_bot?start=s_x' }], [{ text: 'आगे', url: share }]],
      },
    });
    await page.click('text=खोलिए');
    await page.waitForSelector('.mine >> text=/start s_x');
    await page.click('text=आगे');
    await page.waitForSelector('#dialog[open] >> text=खबर');
    expect(await page.isVisible('#dialog-copy')).toBe(true);
  });

  it('can be used by keyboard alone: person, menu of commands, edit, reply', async () => {
    await bot.call('setMyCommands', { commands: [{ command: 'yojana', description: 'योजनाएँ' }] });
    await page.focus('#person');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.inputValue('#person')).toBe('1002');
    await page.focus('#commands');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#menu button:focus >> text=/yojana');
    await page.keyboard.press('Escape');
    await page.waitForSelector('#commands:focus');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#menu button:focus >> text=/yojana');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.mine >> text=/yojana');
    await page.focus('#text');
    await page.keyboard.type('एक');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('दो');
    await page.keyboard.press('Enter');
    await mine().locator('text=दो').waitFor();
    await expect.poll(() => page.inputValue('#text')).toBe('');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => page.inputValue('#text')).toBe('एक\nदो');
    await page.keyboard.type(' तीन');
    await page.keyboard.press('Enter');
    expect((await bot.next('edited_message')).edited_message?.text).toBe('एक\nदो तीन');
    await mine().locator('.meta').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#menu button:focus');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#reply-bar:not([hidden])');
    await page.waitForSelector('#text:focus');
  });

  it('is blocked and let in again', async () => {
    await start();
    await page.click('#block');
    await page.waitForSelector('#unblock:not([hidden])');
    expect(await page.isHidden('#composer')).toBe(true);
    await expect(bot.says('पहुँचा?')).rejects.toThrow('blocked');
    await page.click('#unblock');
    await page.locator('#composer').waitFor();
    await bot.says('पहुँचा');
    await page.waitForSelector('text=पहुँचा');
  });

  it('keeps a text that could not be sent', async () => {
    await start();
    await page.route('**/playground/send', (route) => route.fulfill({ status: 200, body: 'not JSON' }));
    await write('बाद में');
    await page.waitForSelector('#toast:not([hidden])');
    expect(await page.inputValue('#text')).toBe('बाद में');
  });

  it('stays where its reader scrolled to, and says that there is more', async () => {
    await start();
    const long = Array.from({ length: 60 }, (_, line) => `पंक्ति ${line}`).join('\n');
    await bot.says(long);
    await theirs().waitFor();
    // the first line of a message that is taller than the screen is what one sees
    await expect
      .poll(() => page.evaluate('log.lastElementChild.offsetTop - log.scrollTop'))
      .toSatisfy((top: number) => top >= 0 && top < 20);
    await page.evaluate('log.scrollTop = 0');
    await bot.says('और एक');
    await page.click('#to-end');
    await expect.poll(() => page.evaluate('log.scrollHeight - log.scrollTop - log.clientHeight')).toBeLessThan(2);
  });

  it('shows the end of a chat with a reply keyboard', async () => {
    await start();
    await bot.says(Array.from({ length: 30 }, (_, line) => `पंक्ति ${line}`).join('\n'));
    await bot.says('चुनिए', { reply_markup: { keyboard: [['रायपुर'], ['बस्तर']] } });
    await page.reload();
    await page.waitForSelector('#reply-keyboard:not([hidden])');
    await expect.poll(() => page.evaluate('log.scrollHeight - log.scrollTop - log.clientHeight')).toBeLessThan(2);
  });

  it('counts what arrives in other chats', async () => {
    await start();
    playground.control.send(playground.people.influencer, 'जोहार', { chatId: playground.group });
    await page.waitForSelector('#chats button >> text=(1)');
    await page.locator('#chats button', { hasText: '(1)' }).click();
    await page.waitForSelector('.message .name >> text=रवि');
    await expect.poll(() => page.locator('#chats').textContent()).not.toContain('(1)');
  });

  it('fits a phone without scrolling sideways', async () => {
    await start();
    await bot.says(`${'बहुतलंबाशब्दबिनाजगह'.repeat(12)} https://example.org/${'x'.repeat(200)}`, {
      reply_markup: {
        inline_keyboard: [[1, 2, 3].map((n) => ({ text: `बहुत लंबा बटन ${n} जिसमें जगह कम है`, callback_data: String(n) }))],
      },
    });
    await page.waitForSelector('.buttons');
    expect(await chatFits()).toBe(true);
    await page.click('#attach');
    await page.waitForSelector('#menu:not([hidden])');
    expect(await chatFits()).toBe(true);
  });

  it('says that the program has stopped', async () => {
    await start();
    expect(await page.locator('#stopped').isVisible()).toBe(false);
    await playground.close();
    await page.locator('#stopped').waitFor({ state: 'visible' });
    expect(await page.locator('#stopped').textContent()).toContain('फिर से शुरू कीजिए');
    problems.splice(0); // that nobody answers any more
  });
});
