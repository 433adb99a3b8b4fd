import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type House } from './harness.js';

describe('hostile and odd input', () => {
  let house: House;
  let citizen: number;
  const log: string[] = [];
  beforeAll(async () => {
    house = await openHouse({ log });
    citizen = house.playground.people.citizen;
    await house.say(citizen, '/start');
  });
  afterAll(() => house.close());

  it.each([
    ['only emoji', '🙏🙏🌾'],
    ['only digits', '12345'],
    ['a long number', '123456789012'],
    ['another script', 'మహిళలకు డబ్బు ఎప్పుడు'],
    ['Chinese', '什么时候发钱'],
    ['control characters', 'a\u0000b\u0007\u001b[31m'],
    ['an RTL override', '\u202Eमहतारी वंदन'],
    ['HTML', '<b>महतारी</b><img src=x onerror=alert(1)>'],
    ['Markdown', '*_[x](tg://user?id=1)_*`'],
    ['4,096 characters', 'महतारी '.repeat(585).slice(0, 4096)],
    ['punctuation', '???!!!।।'],
    ['blanks that are not blank', '\u200B\u200B\u2060x'],
  ])('%s gets one sensible message', async (_, text) => {
    const said = await house.say(citizen, text);
    expect(said).toHaveLength(1);
    expect(said[0]?.text).not.toContain('गड़बड़ी');
  });

  it('a forwarded message is read like a question', async () => {
    house.playground.control.send(citizen, 'महतारी वंदन के कागज', { forwarded: true });
    await house.idle();
    expect(house.said(citizen).at(-1)?.text).toContain('महतारी वंदन');
  });

  it.each([
    'x',
    'v0:s:mahtari-vandan:1',
    'v1:s:no-such-scheme:1:hi',
    'v1:s:mahtari-vandan:77:hi',
    'v1:l:nowhere:0:hi',
    'v1:e:9:hi',
    'v1:r:none:1:hi',
    'v1:t:dates',
    '🙏'.repeat(16),
  ])('an old button is politely refused: %s', async (data) => {
    house.time.now += 5_000;
    const message = await house.sendOld(citizen, [data]);
    const answer = await house.playground.control.press(citizen, citizen, message, data);
    expect(answer).toEqual({ text: expect.stringContaining('पुराना'), alert: true });
  });

  it.each(['', 'x', 'v0:s:mahtari-vandan:1', 'v1:s:mahtari-vandan:77:hi', '🙏'.repeat(16)])(
    'forged callback data that says nothing is politely refused: %s',
    async (data) => {
      house.time.now += 5_000;
      const message = house.said(citizen)[0];
      const answer = await house.playground.control.press(citizen, citizen, message?.id ?? 0, data);
      expect(answer).toEqual({ text: expect.stringContaining('पुराना'), alert: true });
    },
  );

  it('a page past the end of a list shows the last one', async () => {
    const halls = await house.sendOld(citizen, ['v1:l:women:99:hi']);
    await house.playground.control.press(citizen, citizen, halls, 'v1:l:women:99:hi');
    expect(house.said(citizen).at(-1)?.firstLine).toContain('महिलाएँ');
  });

  it('a person without a name or with a hostile one is answered like anybody', async () => {
    for (const [id, firstName] of [
      [5001, ''],
      [5002, '</b>\u202E${process.env}{x, plural}'],
    ] as const) {
      house.playground.control.addPerson({ id, firstName, kind: 'citizen' });
      expect((await house.say(id, '/start'))[0]?.text).toContain('योजना संगवारी');
    }
  });

  it('who blocked the bot while it was answering does not trouble it', async () => {
    house.playground.control.addPerson({ id: 5003, firstName: 'कोई', kind: 'citizen' });
    house.playground.control.send(5003, 'महतारी वंदन');
    house.playground.control.block(5003, true);
    await house.idle();
    expect((await house.say(citizen, 'महतारी वंदन'))[0]?.text).toContain('महतारी वंदन');
  });

  it('an update of a kind we never asked for is ignored', async () => {
    house.playground.control.inject({
      message: { message_id: 1, date: 0, chat: { id: citizen, type: 'private', first_name: 'x' } } as never,
    });
    await house.idle();
    expect((await house.say(citizen, 'महतारी वंदन'))[0]?.text).toContain('महतारी वंदन');
  });
});

describe('an error inside', () => {
  it('is logged with its update, answered with one line, and does not stop the bot', async () => {
    const log: string[] = [];
    const house = await openHouse({ log });
    const { citizen } = house.playground.people;
    const error = { code: 400, description: 'Bad Request: x' };
    house.playground.fail({ method: 'sendMessage', kind: 'refused', error });
    const said = await house.say(citizen, 'महतारी वंदन में कितना मिलता है');
    expect(said.map(({ text }) => text)).toEqual([expect.stringContaining('गड़बड़ी')]);
    expect(log.join('\n')).toContain('updateId');
    expect((await house.say(citizen, 'महतारी वंदन में कितना मिलता है'))[0]?.text).toContain('₹1,000');
    await house.close();
  });

  it('of Telegram for a while is waited for: 429 and 5xx', async () => {
    const house = await openHouse();
    const { citizen } = house.playground.people;
    house.playground.fail({ method: 'sendMessage', kind: '429', retryAfterSeconds: 0 });
    house.playground.fail({ method: 'sendMessage', kind: '500' });
    house.playground.control.send(citizen, 'महतारी वंदन में कितना मिलता है');
    await expect.poll(() => house.said(citizen)).toHaveLength(1);
    await house.idle();
    expect(house.said(citizen)).toHaveLength(1);
    await house.close();
  });
});

describe('many at once', () => {
  it('200 people asking in the same second are all answered', async () => {
    const house = await openHouse();
    const ids = Array.from({ length: 200 }, (_, index) => 10_000 + index);
    for (const id of ids) house.playground.control.addPerson({ id, firstName: 'कोई', kind: 'citizen' });
    for (const id of ids) house.playground.control.send(id, 'महतारी वंदन में कितना मिलता है');
    for (const id of ids) house.playground.control.send(id, 'और कागज?');
    await house.idle();
    for (const id of ids) {
      const [first, second] = house.said(id);
      expect(first?.text).toContain('₹1,000');
      expect(second?.text).toContain('महतारी वंदन योजना · कौन-से कागज');
    }
    await house.close();
  });

  it('one person who floods gets one polite line, and others notice nothing', async () => {
    const house = await openHouse();
    const { citizen, influencer } = house.playground.people;
    for (let n = 0; n < 60; n += 1) house.playground.control.send(citizen, 'महतारी वंदन');
    const [answer] = await house.say(influencer, 'महतारी वंदन में कितना मिलता है');
    expect(answer?.text).toContain('₹1,000');
    expect(house.said(citizen).filter(({ text }) => text.includes('धीरे'))).toHaveLength(1);
    expect(house.said(citizen).length).toBeLessThan(20);
    house.time.now += 60_000;
    expect((await house.say(citizen, 'महतारी वंदन में कितना मिलता है')).at(-1)?.text).toContain('₹1,000');
    await house.close();
  });

  it('an update that Telegram delivers twice has one effect', async () => {
    for (const receive of ['polling', 'webhook'] as const) {
      const house = await openHouse({ receive });
      house.playground.deliverCopies(3);
      expect(await house.say(house.playground.people.citizen, 'महतारी वंदन')).toHaveLength(1);
      await house.close();
    }
  });
});
