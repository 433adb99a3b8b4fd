import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type House } from './harness.js';

describe.each(['polling', 'webhook'] as const)('the conversation around the answer, by %s', (receive) => {
  let house: House;
  let citizen: number;
  let influencer: number;
  const log: string[] = [];
  beforeAll(async () => {
    house = await openHouse({ receive, log, contact: 't.me/sangwari' });
    ({ citizen, influencer } = house.playground.people);
  });
  afterAll(async () => {
    await house.close();
    expect(log).toEqual([]);
  });

  describe('/start', () => {
    it('says who the bot is and who runs it, gives examples, and asks once whether news may come', async () => {
      const [welcome, news] = await house.say(citizen, '/start');
      expect(welcome?.firstLine).toContain('योजना संगवारी');
      expect(welcome?.text).toContain('यह सरकारी दफ्तर नहीं है');
      expect(welcome?.text).toContain('t.me/sangwari');
      expect(welcome?.labels).toEqual(
        expect.arrayContaining(['महतारी वंदन का पैसा कब आएगा?', '📚 सब योजनाएँ देखिए', 'छत्तीसगढ़ी']),
      );
      expect(news?.labels).toEqual(['✅ हाँ, भेजिए', '❌ नहीं']);
      await house.tap(citizen, '✅ हाँ, भेजिए');
      expect((await house.people.get(citizen))?.news).toBe(true);
      expect(await house.say(citizen, '/start')).toHaveLength(1);
    });

    it('answers an example that is tapped', async () => {
      const before = house.said(citizen).length;
      await house.tap(citizen, 'महतारी वंदन का पैसा कब आएगा?');
      expect(house.said(citizen)).toHaveLength(before + 1);
      expect(house.said(citizen).at(-1)?.firstLine).toBe('❓ महतारी वंदन का पैसा कब आएगा?');
      expect(house.said(citizen).at(-1)?.text).toContain('महतारी वंदन योजना · कब');
    });

    it('goes straight to the scheme of a deep link', async () => {
      const said = await house.say(influencer, '/start s_mahtari-vandan');
      expect(said).toHaveLength(1);
      expect(said[0]?.text).toContain('महतारी वंदन योजना · क्या है');
      expect(said[0]?.text).toContain('t.me/sangwari');
    });

    it('asks whoever came by a link after the first answer whether news may come, once', async () => {
      const question = 'महतारी वंदन योजना में कितना पैसा मिलता है';
      const [answer, news] = await house.say(influencer, question);
      expect(answer?.firstLine).toContain('₹1,000');
      expect(news?.labels).toEqual(['✅ हाँ, भेजिए', '❌ नहीं']);
      expect(await house.say(influencer, question)).toHaveLength(1);
    });

    it('goes to the part that a link names', async () => {
      const [answer] = await house.say(influencer, '/start s_mahtari-vandan_1');
      expect(answer?.text).toContain('महतारी वंदन योजना · कितना');
    });

    it('is said again in the language that is chosen under it, and the question about news too', async () => {
      const id = 5151;
      house.playground.control.addPerson({ id, firstName: 'कोई', kind: 'citizen', languageCode: 'hi' });
      await house.say(id, '/start');
      await house.tap(id, 'छत्तीसगढ़ी');
      const [welcome, news] = house.said(id);
      expect(house.said(id)).toHaveLength(2);
      expect(welcome?.firstLine).toBe('जय जोहार! मैं योजना संगवारी आँव।');
      expect(welcome?.labels).toContain('नोनी के बिहाव बर कतका मिलथे?');
      expect(news?.labels).toEqual(['✅ हव, भेजव', '❌ नइ']);
      await house.tap(id, 'हिन्दी');
      expect(house.said(id)[1]?.labels).toEqual(['✅ हाँ, भेजिए', '❌ नहीं']);
    });

    it('tells an administrator what only they can do, and nobody else', async () => {
      for (const command of ['/start', '/help']) {
        expect((await house.say(house.playground.people.administrator, command))[0]?.text).toMatch(
          /\/broadcast [^]*\/broadcasts [^]*\/team /,
        );
        expect((await house.say(citizen, command))[0]?.text).not.toContain('/broadcast');
      }
    });

    it.each(['s_nothing', 's_../../etc', '<script>', 'x'.repeat(64)])(
      'greets for a link that leads nowhere: %s',
      async (payload) => {
        const [answer] = await house.say(influencer, `/start ${payload}`);
        expect(answer?.firstLine).toContain('योजना संगवारी');
      },
    );
  });

  it('/stop ends all news', async () => {
    const [said] = await house.say(citizen, '/stop');
    expect(said?.text).toContain('अपनी ओर से कुछ नहीं भेजेंगे');
    expect((await house.people.get(citizen))?.news).toBe(false);
  });

  it.each([
    ['/help', /\/bhasha/],
    ['/about', /योजनाओं और सेवाओं/],
    ['/privacy', /आपका सवाल हम नहीं रखते/],
    ['/nothing', /\/help/],
  ])('%s is answered', async (command, text) => {
    expect((await house.say(citizen, command))[0]?.text).toMatch(text);
  });

  it('registers commands and descriptions in Hindi and English', () => {
    const registered = house.playground.calls
      .filter(({ method }) => method === 'setMyCommands')
      .map(({ payload }) => payload);
    expect(registered).toContainEqual(
      expect.objectContaining({ language_code: 'en', scope: { type: 'all_private_chats' } }),
    );
    expect(JSON.stringify(registered)).toContain('सब योजनाएँ');
    expect(house.playground.calls.some(({ method }) => method === 'setMyShortDescription')).toBe(true);
  });

  describe('the exhibition', () => {
    it('leads from the halls to a list, a scheme and its parts in one message, and back', async () => {
      const [halls] = await house.say(citizen, '/yojana');
      const now = () => house.said(citizen).find(({ id }) => id === halls?.id);
      await house.tap(citizen, '👩 महिलाएँ');
      expect(now()?.firstLine).toBe('👩 महिलाएँ');
      await house.tap(citizen, 'महतारी वंदन योजना');
      expect(now()?.text).toContain('महतारी वंदन योजना · क्या है');
      await house.tap(citizen, '💰 कितना');
      expect(now()?.firstLine).toContain('₹1,000');
      await house.tap(citizen, '⬅️ सूची');
      expect(now()?.firstLine).toBe('👩 महिलाएँ');
      await house.tap(citizen, '⬅️ सब विषय');
      expect(now()?.id).toBe(house.said(citizen).at(-1)?.id);
    });
  });

  describe('the language', () => {
    it('follows the question until one is chosen, then stays', async () => {
      await house.say(influencer, '/bhasha');
      await house.tap(influencer, 'छत्तीसगढ़ी');
      expect(house.said(influencer).at(-1)?.text).toContain('छत्तीसगढ़ी म मिलही');
      expect((await house.say(influencer, 'महतारी वंदन योजना में कितना पैसा मिलता है'))[0]?.firstLine).toContain('मिलथे');
      expect((await house.say(influencer, '/help'))[0]?.text).toContain('लिख दव');
      await house.say(influencer, '/bhasha');
      await house.tap(influencer, /जेन भाखा म/);
      expect((await house.say(influencer, 'महतारी वंदन योजना में कितना पैसा मिलता है'))[0]?.firstLine).toContain('मिलते हैं');
    });

    it('tells an English reader that the details are in Hindi', async () => {
      const [answer] = await house.say(influencer, 'which papers do I need for the Mahtari Vandan scheme?');
      expect(answer?.text).toContain('Hindi and Chhattisgarhi only');
    });
  });

  describe('a choice', () => {
    it('leaves a way back to the other schemes that were offered', async () => {
      const id = 5252;
      house.playground.control.addPerson({ id, firstName: 'कोई', kind: 'citizen', languageCode: 'hi' });
      const [asked] = await house.say(id, 'का कागज लागही');
      const [first = '', second = '', third = ''] = asked?.labels ?? [];
      const now = () => house.said(id).find((one) => one.id === asked?.id)?.labels ?? [];
      await house.tap(id, first);
      expect(now().filter((label) => label.startsWith('⬅️'))).toEqual([`⬅️ ${second}`, `⬅️ ${third}`]);
      await house.tap(id, `⬅️ ${second}`);
      expect(now()).toContain(`⬅️ ${first}`);
    });
  });

  describe('in a group', () => {
    it('the bot minds its own business', async () => {
      expect(await house.say(citizen, 'महतारी वंदन का पैसा कब आएगा?', { chatId: house.playground.group })).toEqual([]);
    });

    it('it answers a mention briefly, with a way to go on in private', async () => {
      const [answer] = await house.say(citizen, '@yojana_test_bot महतारी वंदन में कितना मिलता है', {
        chatId: house.playground.group,
      });
      expect(answer?.firstLine).toContain('₹1,000');
      expect(answer?.labels).toEqual(['💬 अकेले में पूछिए']);
      expect(JSON.stringify(answer?.message.reply_markup)).toContain('?start=s_mahtari-vandan_1"');
      const [follow] = await house.say(citizen, 'और कागज?', {
        chatId: house.playground.group,
        replyTo: answer?.id ?? 0,
      });
      expect(follow?.text).toContain('महतारी वंदन');
    });

    it('it gives the choices as buttons, and the way to ask on in private about the one that is taken', async () => {
      const { group } = house.playground;
      const { administrator } = house.playground.people;
      const [asked] = await house.say(administrator, '@yojana_test_bot का कागज लागही', { chatId: group });
      const [first = '', second = ''] = asked?.labels ?? [];
      expect(asked?.labels).toHaveLength(4);
      await house.tap(administrator, first, group);
      const answer = house.said(group).find(({ id }) => id === asked?.id);
      expect(answer?.text).toContain(first);
      expect(answer?.labels).toEqual([`⬅️ ${second}`, expect.stringContaining('⬅️'), asked?.labels.at(-1)]);
      expect(JSON.stringify(answer?.message.reply_markup)).toMatch(/\?start=s_[a-z-]+_4"/);
    });

    it('it says how to ask when only its name is called', async () => {
      const [answer] = await house.say(citizen, '@yojana_test_bot', { chatId: house.playground.group });
      expect(answer?.text).toContain('मेरा नाम (@…)');
    });

    it('it says how to call it when it is added', () => {
      expect(house.said(house.playground.group)[0]?.text).toContain('/yojana');
    });
  });

  it.each([
    ['voice', /आवाज/],
    ['photo', /फोटो/],
    ['video', /फोटो/],
    ['document', /पासबुक/],
    ['location', /दफ्तर/],
    ['contact', /नंबर/],
    ['sticker', /विषय/],
  ] as const)('a %s is told what to do instead', async (kind, text) => {
    const before = house.said(citizen).length;
    house.time.now += 5_000;
    house.playground.control.sendMedia(citizen, kind);
    await house.idle();
    expect(house.said(citizen)).toHaveLength(before + 1);
    expect(house.said(citizen).at(-1)?.text).toMatch(text);
    expect(house.said(citizen).at(-1)?.labels).toContain('📚 सब योजनाएँ देखिए');
  });
});
