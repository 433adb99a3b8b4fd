import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeCallback, type CallbackData, type CallbackKind } from '../../src/telegram/callbacks.js';
import { openHouse, type House } from './harness.js';

/** One of each kind, to press where it is not. */
const ANY: { readonly [K in CallbackKind]: Extract<CallbackData, { kind: K }> } = {
  show: { kind: 'show', schemeId: 'mahtari-vandan', facet: 'benefit', language: 'hi' },
  halls: { kind: 'halls', language: 'hi' },
  list: { kind: 'list', categoryId: 'women', page: 0, language: 'hi' },
  card: { kind: 'card', schemeId: 'mahtari-vandan', facet: 'benefit', language: 'hi' },
  language: { kind: 'language', choice: 'en' },
  hello: { kind: 'hello', language: 'hi' },
  news: { kind: 'news', answer: 'yes', language: 'hi' },
  example: { kind: 'example', index: 0, language: 'hi' },
  report: { kind: 'report', schemeId: 'mahtari-vandan', facet: 'benefit', language: 'hi' },
  wrong: { kind: 'wrong', schemeId: 'mahtari-vandan', facet: 'benefit', answer: 'yes', language: 'hi' },
  mine: { kind: 'mine', act: 'home' },
  district: { kind: 'district', districtId: 'korba' },
  interest: { kind: 'interest', categoryId: 'women', wanted: 'on' },
  topic: { kind: 'topic', topic: 'dates', wanted: 'on' },
  mute: { kind: 'mute', topic: 'dates' },
  erase: { kind: 'erase', answer: 'yes' },
  invite: { kind: 'invite', role: 'helper' },
  dismiss: { kind: 'dismiss', memberId: 1001, step: 'yes' },
  draft: { kind: 'draft', token: 'abcdefgh', act: 'home', value: '0' },
  run: { kind: 'run', broadcastId: 'babcdefgh', act: 'pause' },
};
const KINDS = Object.keys(ANY) as CallbackKind[];
/** what a group may press, if a message there has it */
const IN_GROUPS: readonly CallbackKind[] = ['show', 'halls', 'list', 'card'];
/** what changes nothing */
const READING: readonly CallbackKind[] = ['show', 'halls', 'list', 'card', 'example', 'report'];

describe('a tap that Telegram has forgotten by the time it is handled', () => {
  let house: House;
  let citizen: number;
  let administrator: number;
  const log: string[] = [];
  beforeEach(async () => {
    log.length = 0;
    house = await openHouse({ log });
    ({ citizen, administrator } = house.playground.people);
  });
  afterEach(async () => {
    await house.close();
    expect(log).toEqual([]);
  });

  /** The bot was frozen meanwhile: whatever it says to the tap comes too late. */
  const tapLate = async (person: number, label: string | RegExp): Promise<void> => {
    house.playground.letQueriesLive(0);
    await expect(house.tap(person, label)).rejects.toThrow('did not answer');
    await house.idle();
    house.playground.letQueriesLive(15_000);
  };

  it('still sets the district', async () => {
    await house.say(citizen, '/mera');
    await house.tap(citizen, '🗺 जिला');
    await tapLate(citizen, 'सरगुजा');
    expect((await house.people.get(citizen))?.district).toBe('surguja');
    const [answer] = await house.say(citizen, 'महतारी वंदन के पइसा कब आही');
    expect(answer?.text).toContain('महतारी वंदन');
  });

  it('still opens the page of interests', async () => {
    await house.say(citizen, '/mera');
    await tapLate(citizen, '🗂 विषय');
    expect(house.said(citizen).at(-1)?.labels).toContain('🌾 किसान');
  });

  it('still erases', async () => {
    await house.say(citizen, '/start');
    await house.say(citizen, '/bhulo');
    await tapLate(citizen, '🗑 हाँ, मिटा दो');
    expect(await house.people.get(citizen)).toBeUndefined();
    expect(house.said(citizen).at(-1)?.text).toContain('अब कुछ नहीं रखा');
  });

  it('still reports a mistake', async () => {
    await house.say(administrator, '/start');
    await house.say(citizen, 'महतारी वंदन योजना में कितना पैसा मिलता है');
    await tapLate(citizen, '🚩 गलत है?');
    await tapLate(citizen, '🚩 हाँ, बता दीजिए');
    expect(house.said(administrator).at(-1)?.text).toContain('mahtari-vandan');
    expect(house.said(citizen).at(-2)?.text).toContain('धन्यवाद');
  });

  it('is answered by a message where the answer would only be read over the chat', async () => {
    await house.say(citizen, '/start');
    const data = encodeCallback(ANY.mute);
    await house.sendOld(citizen, [data]);
    await tapLate(citizen, data);
    expect((await house.people.get(citizen))?.muted).toEqual(['dates']);
    expect(house.said(citizen).at(-1)?.text).toContain('आखिरी तारीख');
  });

  it('still answers an example', async () => {
    await house.say(citizen, '/start');
    await tapLate(citizen, 'महतारी वंदन का पैसा कब आएगा?');
    expect(house.said(citizen).at(-1)?.text).toContain('महतारी वंदन योजना · कब');
  });

  it('still makes an invitation and removes a member', async () => {
    await house.say(administrator, '/team');
    await tapLate(administrator, '➕ सहायक बुलाइए');
    const payload = /start=(\S+)/.exec(house.said(administrator).at(-1)?.text ?? '')?.[1] ?? '';
    await house.say(citizen, `/start ${payload}`);
    await house.say(administrator, '/team');
    await house.tap(administrator, /हटाइए/);
    await tapLate(administrator, 'हाँ, हटाइए');
    expect(await house.parts.roles.of(citizen)).toBeUndefined();
  });

  it('still says in a message that the button is old', async () => {
    const [welcome] = await house.say(citizen, '/start');
    house.playground.letQueriesLive(0);
    await expect(house.playground.control.press(citizen, citizen, welcome?.id ?? 0, 'v0:s')).rejects.toThrow(
      'did not answer',
    );
    await house.idle();
    expect(house.said(citizen).at(-1)?.text).toContain('पुराना');
  });
});

describe('a button', () => {
  let house: House;
  let citizen: number;
  let administrator: number;
  beforeAll(async () => {
    house = await openHouse();
    ({ citizen, administrator } = house.playground.people);
    await house.say(citizen, '/help');
    await house.say(administrator, '/help');
  });
  afterAll(() => house.close());

  /** Presses anything under a message. @returns what the bot said, and what it did besides */
  const press = async (kind: CallbackKind, person: number, chatId: number, messageId: number) => {
    house.time.now += 5_000;
    const before = house.playground.calls.length;
    const data = encodeCallback(ANY[kind]);
    // The bot answers a press last, so nothing of it comes after.
    const toast = await house.playground.control.press(person, chatId, messageId, data);
    const calls = house.playground.calls.slice(before).filter(({ method }) => method !== 'answerCallbackQuery');
    return { toast, calls };
  };
  const isOld = { text: expect.stringContaining('पुराना'), alert: true };

  it.each(KINDS)('that the message does not have does nothing, in private or in a group: %s', async (kind) => {
    // The mightiest person there is, so that nothing else stands in the way.
    for (const chatId of [administrator, house.playground.group]) {
      const message = await house.sendOld(chatId, ['v1:h:hi:other']);
      const { toast, calls } = await press(kind, administrator, chatId, message);
      expect(calls).toEqual([]);
      expect(toast).toEqual(chatId === administrator || IN_GROUPS.includes(kind) ? {} : isOld);
    }
    expect(await house.people.get(administrator)).toBeUndefined();
  });

  it.each(IN_GROUPS)('in a group acts if it is not about one person: %s', async (kind) => {
    const { group } = house.playground;
    const message = await house.sendOld(group, [encodeCallback(ANY[kind])]);
    expect((await press(kind, citizen, group, message)).toast).not.toEqual(isOld);
  });

  it.each(KINDS.filter((kind) => !IN_GROUPS.includes(kind)))(
    'about one person does nothing in a group: %s',
    async (kind) => {
      const { group } = house.playground;
      const message = await house.sendOld(group, [encodeCallback(ANY[kind])]);
      const { toast, calls } = await press(kind, citizen, group, message);
      expect(calls).toEqual([]);
      expect(toast).toEqual(isOld);
      expect(await house.people.get(citizen)).toBeUndefined();
    },
  );

  it.each(READING)('of a message that Telegram shows no more lets read in private: %s', async (kind) => {
    const { toast, calls } = await press(kind, citizen, citizen, 999_999);
    expect(toast).toEqual({});
    expect(calls.map(({ method }) => method)).toContain('sendMessage');
  });

  it.each(KINDS)('of a message that Telegram shows no more does nothing else: %s', async (kind) => {
    const chats = [house.playground.group, ...(READING.includes(kind) ? [] : [administrator])];
    for (const chatId of chats) {
      const { toast, calls } = await press(kind, administrator, chatId, 999_999);
      expect(calls).toEqual([]);
      expect(toast).toEqual(isOld);
    }
  });

  it('tapped twice quickly does once what it says, without a word', async () => {
    const [answer] = await house.say(citizen, 'महतारी वंदन योजना में कितना पैसा मिलता है');
    const markup = answer?.message.reply_markup as { inline_keyboard: { text: string; callback_data: string }[][] };
    const data = markup.inline_keyboard.flat().find(({ text }) => text === '📄 कागज')?.callback_data ?? '';
    const taps = [1, 2, 3].map(() => house.playground.control.press(citizen, citizen, answer?.id ?? 0, data));
    expect(await Promise.all(taps)).toEqual([{}, {}, {}]);
    expect(house.said(citizen).at(-1)?.firstLine).toContain('आधार');
  });
});

/** For each kind of button: who, what they say and tap before, and the tap. */
const TAPS: { readonly [K in CallbackKind]: readonly [who: 'citizen' | 'administrator', ...(string | RegExp)[]] } = {
  show: ['citizen', 'महतारी वंदन योजना में कितना पैसा मिलता है', /कागज/],
  halls: ['citizen', '/start', /सब योजनाएँ/],
  list: ['citizen', '/yojana', /महिलाएँ/],
  card: ['citizen', '/yojana', /महिलाएँ/, /^महतारी वंदन योजना$/],
  language: ['citizen', '/bhasha', /हिन्दी/],
  hello: ['citizen', '/start', 'हिन्दी'],
  news: ['citizen', encodeCallback(ANY.news)],
  example: ['citizen', '/start', /महतारी वंदन का पैसा/],
  report: ['citizen', 'महतारी वंदन योजना में कितना पैसा मिलता है', /गलत है/],
  wrong: ['citizen', 'महतारी वंदन योजना में कितना पैसा मिलता है', /गलत है/, '🚩 हाँ, बता दीजिए'],
  mine: ['citizen', '/mera', /📣/],
  district: ['citizen', '/mera', /जिला/, 'सरगुजा'],
  interest: ['citizen', '/mera', /विषय/, /किसान/],
  topic: ['citizen', '/khabar', /शिविर/],
  mute: ['citizen', encodeCallback(ANY.mute)],
  erase: ['citizen', '/bhulo', /हाँ/],
  invite: ['administrator', '/team', /सहायक बुलाइए/],
  dismiss: ['administrator', '/team', /हटाइए/, 'हाँ, हटाइए'],
  draft: ['administrator', '/broadcast', 'शिविर कल है', /✅/, /✅/],
  run: ['administrator', '/broadcasts', /^1\. /, /▶️|⏸|🛑|📄/],
};

describe('an update that comes again after the process was killed', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
    const { citizen, influencer, administrator } = house.playground.people;
    await house.say(administrator, '/start');
    await house.say(citizen, '/start');
    await house.parts.roles.give({ id: influencer, role: 'helper', by: administrator, since: '2026-11-01' });
    await house.say(influencer, '/start');
    for (const id of [citizen, influencer]) await house.people.change(id, '2026-11-01', { news: true });
  });
  afterAll(() => house.close());

  it.each(KINDS)('leaves everything as it was after the first time: a tap on %s', async (kind) => {
    const [who, ...steps] = TAPS[kind];
    const person = house.playground.people[who];
    for (const step of steps) {
      if (typeof step === 'string' && step.startsWith('v1:')) {
        await house.sendOld(person, [step]);
        await house.tap(person, step);
      } else if (step === steps[0] || step === 'शिविर कल है') await house.say(person, step as string);
      else await house.tap(person, step);
    }
    await expectSameAgain(house);
  });

  it.each([
    '/start',
    '/start s_mahtari-vandan',
    '/stop',
    '/bhasha',
    '/mera',
    '/bhulo',
    '/help',
    'राशन कार्ड',
    '/cancel',
  ])('leaves everything as it was after the first time: %s', async (text) => {
    await house.say(house.playground.people.citizen, text);
    await expectSameAgain(house);
  });

  it('and no keyboard on the way had a row without buttons', () => {
    const markups = house.playground.calls.flatMap(({ payload }) =>
      payload['reply_markup'] === undefined ? [] : [JSON.stringify(payload['reply_markup'])],
    );
    expect(markups.length).toBeGreaterThan(20);
    expect(markups.filter((markup) => /\[\[?\],|,\[\]/.test(markup))).toEqual([]);
  });

  it('leaves everything as it was after the first time: an invitation taken', async () => {
    const { citizen, administrator } = house.playground.people;
    await house.say(administrator, '/team');
    await house.tap(administrator, /सहायक बुलाइए/);
    const payload = /start=(\S+)/.exec(house.said(administrator).at(-1)?.text ?? '')?.[1] ?? '';
    await house.say(citizen, `/start ${payload}`);
    expect(await house.parts.roles.of(citizen)).toBe('helper');
    await expectSameAgain(house);
  });
});

async function expectSameAgain(house: House): Promise<void> {
  const once = await everythingKept(house);
  await house.restart();
  house.playground.deliverAgain();
  await house.idle();
  expect(await everythingKept(house)).toEqual(once);
}

/** All records. What is awaited is the same, but carries the time; each run of the process notes itself; a broadcast goes on meanwhile. */
async function everythingKept(house: House): Promise<Record<string, unknown>> {
  const kept: Record<string, unknown> = {};
  for (const name of await house.store.collections()) {
    const records: { readonly id: string }[] = [];
    for await (const record of house.store.collection(name).walk()) records.push(record);
    const isMoving = name === 'conversations' || name === 'quarantine' || /broadcast|ledger|job/.test(name);
    kept[name] = isMoving ? records.map(({ id }) => id) : records;
  }
  return kept;
}
