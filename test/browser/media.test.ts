import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { drawPng } from '../../src/playground/bot-api/picture.js';
import { launch, openPage, type PageRoom } from './page-room.js';

let browser: Browser;
let room: PageRoom;
beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());
beforeEach(async () => {
  room = await openPage(browser);
  await room.start();
});
afterEach(async () => expect(await room.close()).toEqual([]));

const png = drawPng({ width: 1200, height: 900 });
/** Chooses a file by the menu; it is sent by the composer. */
async function choose(label: string, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  const chooser = room.page.waitForEvent('filechooser');
  await room.page.click('#attach');
  await room.page.click(`#menu >> text=${label}`);
  await (await chooser).setFiles({ name, mimeType, buffer });
  await room.page.waitForSelector(`#reply-text >> text=${name}`);
}
const send = (): Promise<void> => room.page.click('#send');

it('a photo is chosen, sent with a caption and shown', async () => {
  await choose('फोटो', 'खेत.png', 'image/png', png);
  await room.page.fill('#text', 'मेरा खेत /yojana');
  await send();
  await room.mine().locator('img.photo').waitFor();
  await expect.poll(() => room.page.evaluate("document.querySelector('img.photo').naturalWidth")).toBe(1200);
  expect(await room.mine().locator('.command').textContent()).toBe('/yojana');
  expect(await room.page.isHidden('#reply-bar')).toBe(true);
  expect(await room.page.inputValue('#text')).toBe('');
  expect(await room.fits()).toBe(true);
  await room.bot.next('message'); // /start
  const { message } = await room.bot.next('message');
  expect(message).toMatchObject({ caption: 'मेरा खेत /yojana', photo: [{ width: 1200, height: 900 }] });
});

it('a document without a caption is a row with its name and size, to be downloaded', async () => {
  await choose('फाइल · file', 'सूची.csv', 'text/csv', Buffer.alloc(2_000, 'a'));
  await send();
  const row = room.mine().locator('a.document');
  await row.waitFor();
  expect(await row.textContent()).toContain('सूची.csv2 KB');
  const download = room.page.waitForEvent('download');
  await row.click();
  expect((await download).suggestedFilename()).toBe('सूची.csv');
});

it.each([
  ['वीडियो', 'video', 'clip.mp4', 'video/mp4'],
  ['आवाज की फाइल', 'audio', 'बात.ogg', 'audio/ogg'],
])('%s has a player', async (label, tag, name, type) => {
  await choose(label, name, type, Buffer.from('not really'));
  await send();
  const player = room.mine().locator(tag);
  await player.waitFor();
  expect(await player.getAttribute('controls')).not.toBeNull();
  expect(await room.fits()).toBe(true);
});

it('a chosen file can be put back', async () => {
  await choose('फोटो', 'खेत.png', 'image/png', png);
  await room.page.click('#reply-cancel');
  await room.page.fill('#text', 'बिना फोटो');
  await send();
  await room.mine().locator('text=बिना फोटो').waitFor();
  expect(await room.page.locator('img').count()).toBe(0);
});

it('a caption is shown with its formatting, and where a message was forwarded from', async () => {
  const { citizen, influencer } = room.playground.people;
  const photo = room.playground.control.sendMedia(citizen, 'photo', { caption: 'देखिए' });
  await room.bot.call('copyMessage', {
    chat_id: citizen,
    from_chat_id: citizen,
    message_id: photo.message_id,
    caption: 'नई खबर',
    caption_entities: [{ type: 'bold', offset: 0, length: 2 }],
  });
  await room.theirs().locator('b >> text=नई').waitFor();
  room.playground.control.start(influencer);
  const words = room.playground.control.send(influencer, 'सुनिए');
  await room.bot.call('forwardMessage', {
    chat_id: citizen,
    from_chat_id: influencer,
    message_id: words.message_id,
  });
  expect(await room.theirs().locator('.forwarded').textContent()).toContain('रवि');
});

it('those who come and go are a line of the group', async () => {
  const { control, group, people } = room.playground;
  const { id } = control.addPerson({ firstName: 'मीना' });
  control.addToGroup(group, id, people.citizen);
  control.removeFromGroup(group, id, id);
  await room.page.locator('#chats button', { hasText: 'गाँव' }).click();
  await room.page.waitForSelector('.service >> text=सुमन ने मीना को जोड़ा');
  await room.page.waitForSelector('.service >> text=मीना समूह से गए');
});
