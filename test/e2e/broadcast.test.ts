import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHouse, type House, type Said } from './harness.js';

const MANY = 40;

/** Rates are high, so that a test waits for nothing; the pace has its own tests. */
async function openWithPeople(options: Parameters<typeof openHouse>[0] = {}): Promise<House> {
  const house = await openHouse({ perSecond: 1_000, ...options });
  for (let id = 5_001; id <= 5_000 + MANY; id += 1) {
    house.playground.control.addPerson({ id, firstName: `व्यक्ति ${id}` }, { hasStarted: true });
    await house.people.change(id, '2026-11-20', {
      news: true,
      language: id % 2 === 0 ? 'hi' : 'hne',
      ...(id % 4 === 0 ? { district: 'raipur' } : {}),
      ...(id % 10 === 0 ? { kind: 'creator' } : {}),
    });
  }
  return house;
}

/** Data of the first button, to press it after it is gone. */
function firstButton(said: Said | undefined): string {
  const markup = said?.message.reply_markup;
  const button = markup !== undefined && 'inline_keyboard' in markup ? markup.inline_keyboard[0]?.[0] : undefined;
  return button !== undefined && 'callback_data' in button ? button.callback_data : '';
}

describe('a broadcast by command', () => {
  let house: House;
  let administrator: number;
  let citizen: number;
  beforeEach(async () => {
    house = await openWithPeople();
    ({ administrator, citizen } = house.playground.people);
  });
  afterEach(() => house.close());

  const last = (): Said | undefined => house.said(administrator).at(-1);
  const until = async (text: RegExp, chatId = administrator): Promise<Said> => {
    for (let turn = 0; turn < 1_600; turn += 1) {
      const found = house.said(chatId).find((said) => text.test(said.text));
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(
      `never said ${text.source}: ${house
        .said(chatId)
        .map(({ text: said }) => said)
        .join('\n---\n')}`,
    );
  };
  const compose = async (text = 'कल धमतरी में शिविर है।'): Promise<void> => {
    await house.say(administrator, '/broadcast');
    await house.say(administrator, text);
  };
  const send = async (): Promise<void> => {
    await house.tap(administrator, /^✅ भेजिए/);
    await house.tap(administrator, '✅ हाँ, भेजिए');
  };

  it('shows what people will get, goes to all who consented, and says when it is done', async () => {
    await compose();
    const [copy, , page] = house.said(administrator).slice(-3);
    expect(copy?.text).toBe('कल धमतरी में शिविर है।');
    expect(copy?.labels).toEqual(['🔕 ऐसे संदेश बंद']);
    expect(page?.text).toContain(`सब लोग, जिन्होंने हाँ कहा, अभी ${MANY}`);
    await send();
    const done = await until(/^✅ पूरा हुआ/);
    expect(done.text).toContain(`पहुँचा: ${MANY}`);
    expect(done.text).toContain('▓▓▓▓▓▓▓▓▓▓ 100 %');
    const got = house.said(5_001);
    expect(got.map(({ text }) => text)).toEqual(['कल धमतरी में शिविर है।']);
    expect(got[0]?.labels).toEqual(['🔕 अइसन संदेस बंद']);
    expect(house.said(citizen)).toEqual([]);
    await until(/भेजना पूरा हुआ/);
  });

  it('narrows the audience by district, language and kind, with the live count', async () => {
    await compose();
    await house.tap(administrator, '👥 किसको');
    await house.tap(administrator, '🗺 जिला');
    await house.tap(administrator, 'रायपुर');
    expect(last()?.text).toContain(`जिला रायपुर, अभी ${MANY / 4}`);
    await house.tap(administrator, '👥 किसको');
    await house.tap(administrator, 'छत्तीसगढ़ी');
    expect(last()?.text).toContain(`अभी ${MANY / 2}`);
    await house.tap(administrator, '👥 किसको');
    await house.tap(administrator, 'औरों को बताने वाले');
    expect(last()?.text).toContain(`अभी ${MANY / 10}`);
    await send();
    await until(/^✅ पूरा हुआ/);
    expect(house.said(5_010)).toHaveLength(1);
    expect(house.said(5_011)).toHaveLength(0);
  });

  it('carries a link button, and goes at the time that was typed', async () => {
    await compose();
    await house.tap(administrator, '🔗 बटन लगाइए');
    const [wrong] = await house.say(administrator, 'फॉर्म भरिए यहाँ');
    expect(wrong?.text).toContain('यह पता ठीक नहीं लगा');
    await house.say(administrator, 'फॉर्म भरिए cgstate.gov.in');
    expect(last()?.text).toContain('बटन: फॉर्म भरिए');
    await house.tap(administrator, '🕐 कब');
    await house.tap(administrator, '✍️ और समय');
    expect((await house.say(administrator, 'कल सुबह'))[0]?.text).toContain('समझ में नहीं आया');
    await house.say(administrator, '24-11 09:15');
    expect(last()?.text).toContain('24 नवंबर, सुबह 9:15');
    await send();
    await until(/समय का इंतजार/);
    expect(house.said(5_001)).toEqual([]);
    await house.restart(); // also over a restart
    house.time.now = Date.parse('2026-11-24T09:15:01+05:30');
    await house.restart();
    await until(/^✅ पूरा हुआ/);
    expect(house.said(5_001)[0]?.labels).toEqual(['फॉर्म भरिए', '🔕 अइसन संदेस बंद']);
  });

  it.each(['photo', 'video', 'document', 'voice'] as const)('takes a %s with its caption', async (kind) => {
    await house.say(administrator, '/broadcast');
    house.playground.control.sendMedia(administrator, kind, { caption: 'देखिए' });
    await house.idle();
    await send();
    await until(/^✅ पूरा हुआ/);
    expect(house.said(5_001)[0]?.message).toMatchObject({ caption: 'देखिए', [kind]: expect.anything() });
  });

  it('a forward goes out as a copy that names where it comes from', async () => {
    await house.say(administrator, '/broadcast');
    house.playground.control.send(administrator, 'नई योजना आई', {
      forwarded: {
        type: 'channel',
        date: 0,
        message_id: 7,
        chat: { id: -100_1, type: 'channel', title: 'जनसंपर्क', username: 'dprcg' },
      },
    });
    await house.idle();
    await send();
    await until(/^✅ पूरा हुआ/);
    const [got] = house.said(5_001);
    expect(got?.text).toBe('नई योजना आई\n\nकहाँ से: जनसंपर्क');
    expect(JSON.stringify(got?.message)).toContain('https://t.me/dprcg/7');
    expect(got?.message.forward_origin).toBeUndefined();
  });

  it('refuses what cannot go out, with a sentence, and goes on waiting', async () => {
    await house.say(administrator, '/broadcast');
    house.playground.control.sendMedia(administrator, 'sticker');
    await house.idle();
    expect(last()?.text).toContain('यह नहीं भेज सकते');
    const album = { media_group_id: 'a1', photo: [], chat: { id: administrator, type: 'private', first_name: 'x' } };
    for (const id of [901, 902])
      house.playground.control.inject({
        message: {
          ...album,
          message_id: id,
          date: 0,
          from: { id: administrator, is_bot: false, first_name: 'x' },
        },
      } as never);
    await house.idle();
    expect(house.said(administrator).filter(({ text }) => text.includes('कई फोटो'))).toHaveLength(1);
    await house.say(administrator, 'अब ठीक है');
    expect(last()?.text).toContain('ठीक ऐसा ही जाएगा');
  });

  it('waits for its message over a restart, and leaves it by /cancel', async () => {
    await house.say(administrator, '/broadcast');
    await house.restart();
    await house.say(administrator, 'शिविर कल है');
    expect(last()?.text).toContain('ठीक ऐसा ही जाएगा');
    await house.say(administrator, '/broadcast');
    await house.say(administrator, '/cancel');
    expect(last()?.text).toContain('छोड़ दिया');
    const [answer] = await house.say(administrator, 'महतारी वंदन के पइसा कब आही');
    expect(answer?.text).toContain('महतारी वंदन');
  });

  it('an old confirm button does nothing, and a second tap sends nothing twice', async () => {
    await compose('पहला');
    await house.tap(administrator, /^✅ भेजिए/);
    const stale = last();
    await compose('दूसरा');
    const answer = await house.playground.control.press(
      administrator,
      administrator,
      stale?.id ?? 0,
      firstButton(stale),
    );
    expect(answer.text).toContain('पुराना');
    await house.tap(administrator, /^✅ भेजिए/);
    const go = last();
    const again = firstButton(go);
    await house.tap(administrator, '✅ हाँ, भेजिए');
    await house.playground.control.press(administrator, administrator, go?.id ?? 0, again).catch(() => undefined);
    await until(/^✅ पूरा हुआ/);
    expect(house.said(5_001).map(({ text }) => text)).toEqual(['दूसरा']);
  });

  it('a yes that is delivered again after a kill goes on where it stopped, and sends nothing twice', async () => {
    await compose('एक बार');
    await house.tap(administrator, /^✅ भेजिए/);
    const go = last();
    const data = firstButton(go);
    const drafts = house.store.collection<object>('drafts');
    const draft = await drafts.get(String(administrator));
    await house.tap(administrator, '✅ हाँ, भेजिए');
    await until(/भेजना पूरा हुआ/);
    // As if the kill had come between the order and all that follows it.
    await drafts.update(String(administrator), () => draft);
    await house.restart();
    await house.playground.control.press(administrator, administrator, go?.id ?? 0, data);
    await house.idle();
    expect(await drafts.get(String(administrator))).toBeUndefined();
    await house.restart();
    await house.playground.control.press(administrator, administrator, go?.id ?? 0, data);
    expect(await house.parts.delivery.latest(10)).toHaveLength(1);
    expect((await house.parts.audit.latest(10)).map(({ act }) => act)).toEqual(['broadcast_start']);
    expect(house.said(5_001).map(({ text }) => text)).toEqual(['एक बार']);
    expect(house.said(administrator).filter(({ text }) => /भेजना पूरा हुआ/.test(text))).toHaveLength(1);
  });

  it('goes out after a yes although nothing could be said then, and its end is told', async () => {
    await compose();
    await house.tap(administrator, /^✅ भेजिए/);
    // Four attempts of the page, one of what is told.
    house.playground.control.fail({ method: 'sendMessage', chatId: administrator, kind: '500', times: 5 });
    await house.tap(administrator, '✅ हाँ, भेजिए');
    await until(/भेजना पूरा हुआ/);
    expect(house.said(5_001)).toHaveLength(1);
  });

  it.each([1, 2, 3])('tells its end when it goes to %i, also over a restart', async (count) => {
    for (let id = 5_001 + count; id <= 5_000 + MANY; id += 1)
      await house.people.change(id, '2026-11-20', { news: false });
    await compose();
    await send();
    await house.restart();
    await until(new RegExp(`भेजना पूरा हुआ। ${count} तक`));
    expect(house.said(administrator).filter(({ text }) => /भेजना पूरा हुआ/.test(text))).toHaveLength(1);
  });

  it('counts who blocked as unreachable, not as an opt-out, and a tap on the bell as one', async () => {
    house.playground.control.block(5_002, true);
    await house.idle();
    await house.people.change(5_002, '2026-11-20', { unreachable: false });
    await compose();
    await send();
    const done = await until(/^✅ पूरा हुआ/);
    expect(done.text).toContain('🚫 बॉट को रोक रखा है: 1');
    expect(await house.people.get(5_002)).toMatchObject({ unreachable: true, news: true });
    const answer = await house.tap(5_001, '🔕 अइसन संदेस बंद');
    expect(answer.text).toContain('नइ भेजन');
    expect((await house.people.get(5_001))?.muted).toEqual(['schemes']);
    await compose('और एक');
    expect(last()?.text).toContain(`अभी ${MANY - 2}`);
  });

  it('is paused, resumed and cancelled by buttons', async () => {
    await house.close();
    house = await openWithPeople({ perSecond: 2 });
    await compose();
    await send();
    await until(/जा रहा है/);
    await house.tap(administrator, '⏸ रोकिए');
    const paused = await until(/^⏸ रुका है/);
    expect(paused.labels).toEqual(['▶️ आगे बढ़ाइए', '🛑 बंद कीजिए']);
    await house.tap(administrator, '▶️ आगे बढ़ाइए');
    await until(/^📤 जा रहा है/);
    await house.tap(administrator, '🛑 बंद कीजिए');
    await house.tap(administrator, 'हाँ, बंद कीजिए');
    await until(/^🛑 बंद किया गया/);
    const reached = Array.from({ length: MANY }, (_, index) => house.said(5_001 + index).length);
    expect(reached.reduce((sum, count) => sum + count, 0)).toBeLessThan(MANY);
    expect(Math.max(...reached)).toBe(1);
  });

  it('is corrected everywhere and taken back', async () => {
    await compose('शिविर सोमवार को');
    await send();
    await until(/^✅ पूरा हुआ/);
    await house.tap(administrator, '✏️ सुधारिए');
    await house.say(administrator, 'शिविर मंगलवार को');
    await until(new RegExp(`✏️ सुधारा ${MANY}`));
    expect(house.said(5_003)[0]).toMatchObject({ text: 'शिविर मंगलवार को', labels: ['🔕 अइसन संदेस बंद'] });
    await house.tap(administrator, '↩️ वापस लीजिए');
    await house.tap(administrator, 'हाँ, वापस लीजिए');
    await until(new RegExp(`मिटाया ${MANY}`));
    expect(house.said(5_003)).toEqual([]);
  });

  it('gives the list of what became of each as a file', async () => {
    await compose();
    await send();
    await until(/^✅ पूरा हुआ/);
    await house.tap(administrator, '📄 सूची');
    const file = last()?.message as { document?: { file_name?: string } } | undefined;
    expect(file?.document?.file_name).toMatch(/^broadcast-.*\.csv$/);
  });

  it('publicity is held until the day that is given', async () => {
    expect((await house.say(administrator, '/broadcast_hold'))[0]?.text).toContain('15-12-2026');
    expect((await house.say(administrator, '/broadcast_hold 30-11'))[0]?.text).toContain('30 नवंबर 2026');
    await compose();
    expect(last()?.text).toContain('प्रचार अभी रुका है');
    await send();
    await until(/प्रचार रुका है/);
    expect(house.said(5_001)).toEqual([]);
    await house.say(administrator, '/broadcast_hold off');
    await until(/^✅ पूरा हुआ/);
    expect(house.said(5_001)).toHaveLength(1);
  });

  it('goes to groups where an administrator asked for it, without the bell', async () => {
    const { group } = house.playground;
    await house.say(citizen, '/announce_here', { chatId: group });
    await house.say(administrator, '/announce_here', { chatId: group });
    expect(house.said(group).at(-1)?.text).toContain('घोषणाएँ यहाँ भी');
    await compose();
    await house.tap(administrator, '👥 किसको');
    await house.tap(administrator, 'ग्रुप और चैनल');
    expect(last()?.text).toContain('ग्रुप और चैनल, अभी 1');
    await send();
    await until(/^✅ पूरा हुआ/);
    expect(house.said(group).at(-1)).toMatchObject({ text: 'कल धमतरी में शिविर है।', labels: [] });
  });

  it('goes to a channel to which one of the team has added the bot, and not to another', async () => {
    const { control, botId } = house.playground;
    for (const [id, owner] of [
      [-1_009_001, administrator],
      [-1_009_002, citizen],
    ] as const) {
      control.addGroup(id, `चैनल ${id}`, [owner], { type: 'channel', withBot: false });
      control.addToGroup(id, botId, owner);
      await house.idle();
      control.send(owner, '/announce_here', { chatId: id });
      await house.idle();
    }
    expect(await house.parts.places.announced()).toMatchObject([{ id: -1_009_001, kind: 'channel' }]);
    control.removeFromGroup(-1_009_001, botId, administrator);
    await house.idle();
    expect(await house.parts.places.announced()).toEqual([]);
  });

  it('is not to be had by others, not even with its buttons', async () => {
    expect((await house.say(citizen, '/broadcast'))[0]?.text).toContain('मुझे नहीं आता');
    expect((await house.say(citizen, '/broadcasts'))[0]?.text).toContain('मुझे नहीं आता');
  });

  it('a person who is forgotten leaves the list of those who will get it', async () => {
    await compose();
    await house.tap(administrator, '🕐 कब');
    await house.tap(administrator, /शाम 6:00/);
    await send();
    await house.say(5_001, '/bhulo');
    await house.tap(5_001, /मेट दव/);
    house.time.now = Date.parse('2026-11-23T18:00:05+05:30');
    await house.restart();
    const done = await until(/^✅ पूरा हुआ/);
    expect(done.text).toContain(`पहुँचा: ${MANY - 1}`);
  });
});
