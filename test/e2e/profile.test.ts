import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type House } from './harness.js';

describe('what is kept about me', () => {
  let house: House;
  let citizen: number;
  const log: string[] = [];
  beforeAll(async () => {
    house = await openHouse({ log });
    ({ citizen } = house.playground.people);
  });
  afterAll(async () => {
    await house.close();
    expect(log).toEqual([]);
  });

  it('is nothing for a person who only asked', async () => {
    await house.say(citizen, 'महतारी वंदन के पइसा कब आही');
    const [mine] = await house.say(citizen, '/mera');
    expect(mine?.text).toContain('कुछ नहीं रखते');
    expect(await house.people.get(citizen)).toBeUndefined();
  });

  it('keeps how a person came and when they were last here', async () => {
    await house.say(citizen, '/start s_mahtari-vandan');
    house.time.now += 24 * 3_600_000;
    await house.say(citizen, 'राशन कार्ड');
    expect(await house.people.get(citizen)).toEqual({
      id: citizen,
      firstSeen: '2026-11-23',
      lastSeen: '2026-11-24',
      cameBy: 's_mahtari-vandan',
    });
  });

  describe('the district', () => {
    it('is heard when it is typed, misspelt', async () => {
      await house.say(citizen, '/mera');
      await house.tap(citizen, '🗺 जिला');
      const [unknown] = await house.say(citizen, 'भोपाल');
      expect(unknown?.text).toContain('समझ में नहीं आया');
      const [said] = await house.say(citizen, 'raajnandgaw');
      expect(said?.text).toBe('ठीक है, आपका जिला: राजनांदगांव।');
      expect((await house.people.get(citizen))?.district).toBe('rajnandgaon');
    });

    it('is taken from a button, and the next text is a question again', async () => {
      await house.say(citizen, '/mera');
      await house.tap(citizen, '🗺 जिला');
      await house.tap(citizen, 'सरगुजा');
      expect((await house.people.get(citizen))?.district).toBe('surguja');
      const [answer] = await house.say(citizen, 'महतारी वंदन के पइसा कब आही');
      expect(answer?.text).toContain('महतारी वंदन');
    });

    it.each([
      ['a question instead', 'राशन कार्ड में नाम कैसे जुड़ेगा?', /राशन/],
      ['another command', '/help', /\/yojana/],
      ['/cancel', '/cancel', /छोड़ दिया/],
    ])('lets go for %s', async (_what, text, answer) => {
      await house.say(citizen, '/mera');
      await house.tap(citizen, '🗺 जिला');
      expect((await house.say(citizen, text))[0]?.text).toMatch(answer);
      expect((await house.say(citizen, '/cancel'))[0]?.text).toContain('कोई काम चल नहीं रहा');
    });

    it('is awaited without names or anything typed being kept', async () => {
      await house.say(citizen, '/mera');
      await house.tap(citizen, '🗺 जिला');
      const [warned] = await house.say(citizen, '1234 5678 9012');
      expect(warned?.text).toContain('🔒');
      const kept = JSON.stringify(await house.store.collection('conversations').get(String(citizen)));
      expect(kept).toContain('district');
      for (const secret of ['सुमन', '5678', 'first_name']) expect(kept).not.toContain(secret);
      await house.say(citizen, 'कोरबा');
      expect((await house.people.get(citizen))?.district).toBe('korba');
    });

    it('is asked again after a picture', async () => {
      await house.say(citizen, '/mera');
      await house.tap(citizen, '🗺 जिला');
      house.playground.control.sendMedia(citizen, 'photo');
      await house.idle();
      expect(house.said(citizen).at(-1)?.text).toContain('समझ में नहीं आया');
      await house.say(citizen, 'कोरबा');
      expect((await house.people.get(citizen))?.district).toBe('korba');
    });

    it('asked by an older version is not mistaken for a question', async () => {
      await house.say(citizen, '/mera');
      await house.tap(citizen, '🗺 जिला');
      const kept = house.store.collection<{ version: number; at: number; state: string }>('conversations');
      await kept.update(String(citizen), (present) => (present === undefined ? undefined : { ...present, version: 0 }));
      expect((await house.say(citizen, 'कोरबा'))[0]?.text).toContain('फिर से शुरू कीजिए');
      const [answer] = await house.say(citizen, 'महतारी वंदन');
      expect(answer?.text).toContain('महतारी वंदन');
    });

    it('is taken once of two answers that come at the same moment; the second is a question', async () => {
      await house.say(citizen, '/mera');
      await house.tap(citizen, '🗺 जिला');
      const before = house.said(citizen).length;
      house.playground.control.send(citizen, 'दुर्ग');
      house.playground.control.send(citizen, 'महतारी वंदन के पइसा कब आही');
      await house.idle();
      const said = house.said(citizen).slice(before);
      expect(said.map(({ firstLine }) => firstLine)[0]).toBe('ठीक है, आपका जिला: दुर्ग।');
      expect(said[1]?.text).toContain('महतारी वंदन');
    });

    it('is not waited for after half an hour', async () => {
      await house.say(citizen, '/mera');
      await house.tap(citizen, '🗺 जिला');
      house.time.now += 31 * 60_000;
      const [answer] = await house.say(citizen, 'महतारी वंदन');
      expect(answer?.text).toContain('महतारी वंदन');
    });
  });

  it('interests and news are turned on and off one by one', async () => {
    await house.say(citizen, '/mera');
    await house.tap(citizen, '🗂 विषय');
    await house.tap(citizen, '🌾 किसान');
    expect((await house.people.get(citizen))?.interests).toEqual(['farmers']);
    await house.tap(citizen, '✓ किसान');
    expect((await house.people.get(citizen))?.interests).toEqual([]);
    await house.tap(citizen, '⬅️ वापस');
    await house.tap(citizen, '🔔 खबरें');
    await house.tap(citizen, /शिविर/);
    expect(await house.people.get(citizen)).toMatchObject({ news: true, muted: ['schemes', 'dates'] });
    await house.tap(citizen, /शिविर/);
    expect(await house.people.get(citizen)).toMatchObject({ news: false });
  });

  it('all of it can be taken along as a file and erased', async () => {
    await house.say(citizen, '/mera');
    await house.tap(citizen, '📄 फाइल लीजिए');
    const file = house.said(citizen).at(-1)?.message as { document?: { file_name?: string } } | undefined;
    expect(file?.document?.file_name).toBe('mera.json');
    const [ask] = await house.say(citizen, '/bhulo');
    expect(ask?.text).toContain('मिटा दें?');
    await house.tap(citizen, '🗑 हाँ, मिटा दो');
    expect(await house.people.get(citizen)).toBeUndefined();
    expect((await house.say(citizen, '/mera'))[0]?.text).toContain('कुछ नहीं रखते');
    // An old bell, an old question about news, /stop: a no to nothing begins no record.
    const { apiRoot, token } = house.playground;
    for (const [label, callback_data] of [
      ['🔕', 'v1:u:schemes'],
      ['❌', 'v1:n:no:hi'],
      ['🔔', 'v1:t:schemes:off'],
    ] as const) {
      const reply_markup = { inline_keyboard: [[{ text: label, callback_data }]] };
      await fetch(`${apiRoot}/bot${token}/sendMessage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id: citizen, text: 'x', reply_markup }),
      });
      await house.tap(citizen, label);
    }
    await house.say(citizen, '/stop');
    expect(await house.people.get(citizen)).toBeUndefined();
    // Whoever comes back is not forgotten again by what was left over.
    await house.say(citizen, '/start');
    house.time.now += 120_000;
    await house.parts.jobs.runDue();
    expect(await house.people.get(citizen)).toBeDefined();
  });

  it('who blocks the bot is unreachable until they write again', async () => {
    await house.say(citizen, '/start');
    house.playground.control.block(citizen, true);
    await house.idle();
    expect((await house.people.get(citizen))?.unreachable).toBe(true);
    house.playground.control.block(citizen, false);
    await house.say(citizen, 'राशन कार्ड');
    expect((await house.people.get(citizen))?.unreachable).toBeUndefined();
  });
});

describe('retention', () => {
  it('forgets whom nobody has seen for two years, but not the team', async () => {
    const house = await openHouse();
    const { citizen, influencer, administrator } = house.playground.people;
    await house.say(citizen, '/start');
    await house.say(administrator, '/start');
    house.time.now += 700 * 24 * 3_600_000;
    await house.say(influencer, '/start');
    await house.parts.jobs.runDue();
    expect(await house.people.get(citizen)).toBeDefined();
    house.time.now += 40 * 24 * 3_600_000;
    await house.parts.jobs.runDue();
    expect(await house.people.get(citizen)).toBeUndefined();
    expect(await house.people.get(influencer)).toBeDefined();
    expect(await house.people.get(administrator)).toBeDefined();
    await house.close();
  });
});

describe('a full disk', () => {
  it('is told to the person whose change was not kept; answers go on', async () => {
    const house = await openHouse();
    const { citizen } = house.playground.people;
    await house.say(citizen, '/start');
    house.disk.isFull = true;
    const [said] = await house.say(citizen, '/stop');
    expect(said?.text).toContain('रखा नहीं जा सका');
    expect((await house.say(citizen, 'महतारी वंदन के पइसा कब आही'))[0]?.text).toContain('महतारी वंदन');
    house.disk.isFull = false;
    expect((await house.say(citizen, '/stop'))[0]?.text).toContain('अपनी ओर से कुछ नहीं भेजेंगे');
    expect((await house.people.get(citizen))?.news).toBe(false);
    await house.close();
  });
});
