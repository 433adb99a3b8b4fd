import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch, openPage, type PageRoom } from './page-room.js';

let browser: Browser;
let room: PageRoom;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());
beforeEach(async () => void (room = await openPage(browser)));
afterEach(async () => expect(await room.close()).toEqual([]));

const become = (person: number): Promise<unknown> => room.page.selectOption('#person', String(person));
const count = (label: string): Promise<string | null> =>
  room.page.locator('#crowd-counts div', { hasText: label }).locator('dd').textContent();

describe('the crowd panel', () => {
  it('is for the administrator', async () => {
    expect(await room.page.isHidden('#crowd')).toBe(true);
    await become(room.playground.people.administrator);
    await room.page.locator('#crowd').waitFor();
    await become(room.playground.people.influencer);
    await room.page.locator('#crowd').waitFor({ state: 'hidden' });
  });

  it('adds people, and shows how many there are and what came to them', async () => {
    await become(room.playground.people.administrator);
    await room.page.click('#crowd summary');
    await room.page.click('#crowd-form button');
    await expect.poll(() => count('आ गए')).toMatch(/^[1-9]\d* \/ 50$/);
    const [first] = room.playground.control.people().filter(({ isCrowd }) => isCrowd === true);
    await room.bot.call('sendMessage', { chat_id: first?.id, text: '<b>नई</b> खबर' });
    await room.page.waitForSelector('#crowd-latest li >> text=<b>नई</b> खबर');
    expect(await count('कुल भेजे')).toBe('1');
    expect(await room.page.locator('#person option').count()).toBe(3);
    expect(await room.fits()).toBe(true);
    await room.page.reload();
    expect(await room.page.inputValue('#person')).toBe(String(room.playground.people.administrator));
  });
});

describe('groups and channels', () => {
  it('a channel is opened, the bot is taken in, and a command posted', async () => {
    await room.page.click('#new-group');
    await room.page.fill('#group-title', 'गाँव की खबर');
    await room.page.selectOption('#group-type', 'channel');
    await room.page.click('#group-form [type=submit]');
    await room.page.waitForSelector('#title >> text=गाँव की खबर');
    await room.page.click('#bot-place >> text=जोड़िए');
    await room.page.waitForSelector('#bot-place >> text=हटाइए');
    await room.page.fill('#text', '/announce_here');
    await room.page.press('#text', 'Enter');
    await room.theirs().locator('text=/announce_here').waitFor();
    const added = await room.bot.next('my_chat_member');
    expect(added.my_chat_member?.new_chat_member.status).toBe('member'); // of the group that is there
    expect((await room.bot.next('my_chat_member')).my_chat_member?.new_chat_member.status).toBe('administrator');
    expect((await room.bot.next('channel_post')).channel_post?.text).toBe('/announce_here');
    await become(room.playground.people.influencer);
    await room.page.locator('#composer').waitFor({ state: 'hidden' });
    expect(await room.page.isHidden('#bot-place')).toBe(true);
  });

  it('the bot is removed from a group and added again, and both are told there', async () => {
    await room.page.locator('#chats button', { hasText: 'गाँव' }).click();
    await room.page.click('#bot-place >> text=हटाइए');
    await room.page.waitForSelector('.service >> text=सुमन ने संगवारी को हटाया');
    await room.page.click('#bot-place >> text=जोड़िए');
    await room.page.waitForSelector('.service >> text=सुमन ने संगवारी को जोड़ा');
    await room.page.waitForSelector('#subtitle >> text=3 लोग और बॉट');
  });
});

it('who blocked the bot, has blocked it after a reload too', async () => {
  await become(room.playground.people.influencer);
  await room.page.click('#start');
  await room.mine().waitFor();
  await room.page.click('#block');
  await room.page.waitForSelector('#unblock:not([hidden])');
  await room.page.reload();
  await room.page.waitForSelector('#unblock:not([hidden])');
  expect(await room.page.inputValue('#person')).toBe(String(room.playground.people.influencer));
  room.playground.control.block(room.playground.people.influencer, false);
  await room.page.locator('#composer').waitFor();
});
