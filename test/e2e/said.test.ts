import type { Update } from '@grammyjs/types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type House, type Said } from './harness.js';

describe('what an update says', () => {
  let house: House;
  let citizen: number;
  let influencer: number;
  let administrator: number;
  let group: number;
  const log: string[] = [];
  beforeAll(async () => {
    house = await openHouse({ log });
    ({ citizen, influencer, administrator } = house.playground.people);
    ({ group } = house.playground);
  });
  afterAll(async () => {
    await house.close();
    expect(log).toEqual([]);
  });

  /** @returns what the bot says in the chat while `act` happens */
  async function during(chatId: number, act: () => void): Promise<Said[]> {
    const before = house.said(chatId).length;
    house.time.now += 5_000;
    act();
    await house.idle();
    return house.said(chatId).slice(before);
  }
  const photo = (person: number, caption: string, options: { chatId?: number; replyTo?: number } = {}) =>
    during(
      options.chatId ?? person,
      () => void house.playground.control.sendMedia(person, 'photo', { caption, ...options }),
    );
  const edit = (person: number, text: string, chatId = person) =>
    during(chatId, () => {
      const own = house.playground.control.messages(chatId).findLast(({ from }) => from?.id === person);
      house.playground.control.edit(person, chatId, own?.message_id ?? 0, text);
    });
  /** a message as Telegram sends it, of a kind that nobody in the playground can write */
  const inject = (fields: object): void =>
    house.playground.control.inject({
      message: {
        date: 0,
        chat: { id: citizen, type: 'private', first_name: 'सुमन' },
        from: { id: citizen, is_bot: false, first_name: 'सुमन' },
        ...fields,
      } as unknown as NonNullable<Update['message']>,
    });

  /** the message that is edited next has been deleted meanwhile */
  const loseNextEdited = (): void =>
    house.playground.control.fail({
      kind: 'refused',
      method: 'editMessageText',
      error: { code: 400, description: 'Bad Request: message to edit not found' },
    });

  describe('danger is heard', () => {
    const CRY = 'मेरा पति मुझे मारता है';

    it('while a district is awaited', async () => {
      await house.say(citizen, '/mera');
      await house.tap(citizen, '🗺 जिला');
      expect((await house.say(citizen, CRY))[0]?.firstLine).toContain('181');
    });

    it('while an older version is waited for', async () => {
      await house.say(citizen, '/mera');
      await house.tap(citizen, '🗺 जिला');
      const kept = house.store.collection<{ version: number }>('conversations');
      await kept.update(String(citizen), (present) => (present === undefined ? undefined : { ...present, version: 0 }));
      expect((await house.say(citizen, CRY))[0]?.firstLine).toContain('181');
    });

    it('in a caption', async () => {
      expect((await photo(citizen, CRY))[0]?.firstLine).toContain('181');
    });

    it('in an edited message, as a new message that rings', async () => {
      await house.say(citizen, 'महतारी वंदन');
      expect((await edit(citizen, CRY))[0]?.firstLine).toContain('181');
    });

    it('in a flood', async () => {
      const said = await during(citizen, () => {
        for (let count = 0; count < 20; count += 1) house.playground.control.send(citizen, 'नमस्ते');
        house.playground.control.send(citizen, CRY);
      });
      expect(said.at(-1)?.firstLine).toContain('181');
      house.time.now += 60_000;
    });

    it('in a group, where it is said to the bot', async () => {
      const [answer] = await house.say(citizen, `@yojana_test_bot ${CRY}`, { chatId: group });
      expect(answer?.firstLine).toContain('181');
      expect(await house.say(citizen, CRY, { chatId: group })).toEqual([]);
    });

    it('but not in what one of the team was asked to write', async () => {
      await house.say(administrator, '/broadcast');
      const said = await house.say(administrator, 'बाल विवाह रोकिए, 1098 पर बताइए');
      expect(said[0]?.text).toBe('बाल विवाह रोकिए, 1098 पर बताइए');
      await house.say(administrator, '/cancel');
    });
  });

  describe('a caption', () => {
    it('is a question like any other, and the picture is not read', async () => {
      const [answer] = await photo(citizen, 'महतारी वंदन में कितना मिलता है');
      expect(answer?.firstLine).toContain('₹1,000');
      expect(answer?.text).toContain('फोटो या फाइल मैं नहीं पढ़ पाती');
    });

    it('is answered in a group that mentions the bot in it', async () => {
      const [answer] = await photo(citizen, '@yojana_test_bot महतारी वंदन में कितना मिलता है', { chatId: group });
      expect(answer?.firstLine).toContain('₹1,000');
    });
  });

  describe('an edited message', () => {
    it('with the same words is not answered again', async () => {
      await house.say(citizen, 'महतारी वंदन योजना क्या है');
      expect(await edit(citizen, 'महतारी वंदन योजना क्या है')).toEqual([]);
    });

    it('changes its answer instead of getting a second one', async () => {
      const [answer] = await house.say(citizen, 'महतारी वंदन योजना क्या है');
      expect(await edit(citizen, 'महतारी वंदन के कागज')).toEqual([]);
      expect(house.said(citizen).find(({ id }) => id === answer?.id)?.firstLine).toContain('आधार');
    });

    it('changes its answer in a group too', async () => {
      const [answer] = await house.say(citizen, '@yojana_test_bot महतारी वंदन क्या है', { chatId: group });
      expect(await edit(citizen, '@yojana_test_bot महतारी वंदन के कागज', group)).toEqual([]);
      expect(house.said(group).find(({ id }) => id === answer?.id)?.firstLine).toContain('आधार');
    });

    it('is answered anew when its answer is gone, or after a restart', async () => {
      await house.say(citizen, 'महतारी वंदन योजना क्या है');
      loseNextEdited();
      expect((await edit(citizen, 'महतारी वंदन के कागज'))[0]?.firstLine).toContain('आधार');
      await house.restart();
      expect((await edit(citizen, 'महतारी वंदन में कितना मिलता है'))[0]?.firstLine).toContain('₹1,000');
    });

    it('that puts a command right is that command', async () => {
      await house.say(influencer, '/start');
      await house.tap(influencer, '✅ हाँ, भेजिए');
      await house.say(influencer, '/stpo');
      const [said] = await edit(influencer, '/stop');
      expect(said?.text).toContain('अपनी ओर से कुछ नहीं भेजेंगे');
      expect((await house.people.get(influencer))?.news).toBe(false);
    });
  });

  it('in reply to an older answer is about that answer', async () => {
    const [ration] = await house.say(citizen, 'राशन कार्ड में नाम जोड़ने के लिए क्या कागज लगेंगे');
    await house.say(citizen, 'महतारी वंदन योजना क्या है');
    const [answer] = await house.say(citizen, 'कितना मिलता है?', { replyTo: ration?.id ?? 0 });
    expect(ration?.text).toContain('राशन');
    expect(answer?.text).toContain('राशन');
    expect(answer?.text).not.toContain('महतारी वंदन योजना ·');
  });

  it('by a button of a message that was deleted is answered by a new message', async () => {
    await house.say(citizen, 'महतारी वंदन योजना में कितना पैसा मिलता है');
    const before = house.said(citizen).length;
    loseNextEdited();
    await house.tap(citizen, '📄 कागज');
    expect(house.said(citizen)).toHaveLength(before + 1);
    expect(house.said(citizen).at(-1)?.firstLine).toContain('आधार');
  });

  it('of an album is heard once, and each part that has words', async () => {
    const said = await during(citizen, () => {
      for (let id = 9_000; id < 9_010; id += 1)
        inject({
          message_id: id,
          media_group_id: 'album-1',
          photo: [],
          ...(id === 9_004 ? { caption: 'महतारी वंदन के कागज' } : {}),
        });
    });
    expect(said.map(({ text }) => text)).toEqual([
      expect.stringContaining('फोटो या फाइल नहीं'),
      expect.stringContaining('महतारी वंदन'),
    ]);
    // The pictures did not use up what a person may send.
    expect(await house.say(citizen, 'महतारी वंदन के कागज')).toHaveLength(1);
  });

  it('of another bot is not answered, that of a person in the name of a chat is', async () => {
    const bot = { id: 77, is_bot: true, first_name: 'x', username: 'x_bot' };
    const chat = { id: group, type: 'group', title: 'x' };
    const words = { chat, text: '@yojana_test_bot महतारी वंदन', entities: [{ type: 'mention', offset: 0, length: 16 }] };
    expect(await during(group, () => inject({ message_id: 9_100, from: bot, ...words }))).toEqual([]);
    expect(
      await during(group, () => inject({ message_id: 9_101, from: bot, sender_chat: chat, ...words })),
    ).toHaveLength(1);
  });
});
