import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHouse, type House } from './harness.js';

describe('a mistake that somebody reports', () => {
  let house: House;
  let citizen: number;
  let influencer: number;
  let administrator: number;
  beforeEach(async () => {
    house = await openHouse();
    ({ citizen, influencer, administrator } = house.playground.people);
  });
  afterEach(() => house.close());

  const ask = (person: number) => house.say(person, 'महतारी वंदन योजना में कितना पैसा मिलता है');
  /** @returns the bot's question for words */
  const report = async (person: number) => {
    await ask(person);
    await house.tap(person, '🚩 गलत है?');
    await house.tap(person, '🚩 हाँ, बता दीजिए');
    return house.said(person).at(-1);
  };
  const words = async (person: number, text: string) => {
    const question = await report(person);
    return house.say(person, text, { replyTo: question?.id ?? 0 });
  };
  const toTeam = () => house.said(administrator).filter(({ text }) => text.startsWith('🚩'));

  it('is told to nobody before a second tap', async () => {
    await house.say(administrator, '/start');
    await ask(citizen);
    await house.tap(citizen, '🚩 गलत है?');
    expect(house.said(citizen).at(-1)?.text).toContain('महतारी वंदन योजना · कितना');
    expect(toTeam()).toEqual([]);
    await house.tap(citizen, 'नहीं');
    expect(house.said(citizen).at(-1)?.text).toContain('किसी को नहीं बताया');
    expect(toTeam()).toEqual([]);
  });

  it('reaches the team, and a sentence after it, without who said it and without numbers', async () => {
    await house.say(administrator, '/start');
    const [thanks] = await words(citizen, 'अब 1200 मिलता है, 9876543210 पर पूछ लो');
    expect(thanks?.text).toContain('टीम तक पहुँच गई');
    expect(toTeam()).toHaveLength(1);
    const text = toTeam()[0]?.text ?? '';
    expect(text).toContain('mahtari-vandan');
    expect(text).toContain('अब 1200 मिलता है');
    expect(text).not.toContain('9876543210');
    expect(text).not.toContain('सुमन');
  });

  it('may be said by a photo with words', async () => {
    await house.say(administrator, '/start');
    const question = await report(citizen);
    house.playground.control.sendMedia(citizen, 'photo', { caption: 'पर्ची में 1200 है', replyTo: question?.id ?? 0 });
    await house.idle();
    expect(toTeam().at(-1)?.text).toContain('पर्ची में 1200 है');
  });

  it('that nobody of the team could get is kept, said so, and read by whoever comes', async () => {
    const [said] = await words(citizen, 'अब 1200 मिलता है');
    expect(said?.text).toContain('रख ली है');
    await house.restart();
    const seen = await house.say(administrator, '/start');
    expect(seen[0]?.firstLine).toContain('योजना संगवारी');
    expect(seen.at(-1)?.text).toContain('अब 1200 मिलता है');
    expect(await house.say(administrator, '/help')).toHaveLength(1);
  });

  it('is one message for all who report the same part, however often, with their number', async () => {
    await house.say(administrator, '/start');
    for (const person of [citizen, influencer, citizen, citizen]) await report(person);
    expect(toTeam()).toHaveLength(1);
    expect(toTeam()[0]?.firstLine).toBe('🚩 2 लोगों ने गलती बताई है');
    const before = house.playground.calls.length;
    await report(citizen);
    const told = house.playground.calls.slice(before).filter(({ payload }) => payload['chat_id'] === administrator);
    expect(told.map(({ method }) => method)).toEqual([]);
  });

  it('is one message also when many tap at the same moment', async () => {
    await house.say(administrator, '/start');
    for (const person of [citizen, influencer]) {
      await ask(person);
      await house.tap(person, '🚩 गलत है?');
    }
    await Promise.all([citizen, influencer].map((person) => house.tap(person, '🚩 हाँ, बता दीजिए')));
    expect(toTeam()).toHaveLength(1);
    expect(toTeam()[0]?.firstLine).toContain('2 लोगों');
  });

  it('is a new message an hour later', async () => {
    await house.say(administrator, '/start');
    await report(citizen);
    house.time.now += 61 * 60_000;
    await report(influencer);
    expect(toTeam()).toHaveLength(2);
  });

  describe('and the team answers', () => {
    it('reaches everybody who reported it, without who answered, and is no new report', async () => {
      await house.say(administrator, '/start');
      await words(citizen, 'अब 1200 मिलता है');
      await report(influencer);
      const [said] = await house.say(administrator, 'देख लिया, 1000 ही है। 0771-2234567 पर पूछिए', {
        replyTo: toTeam().at(-1)?.id ?? 0,
      });
      expect(said?.text).toContain('2 लोगों तक');
      for (const person of [citizen, influencer]) {
        expect(house.said(person).at(-1)?.text).toContain('0771-2234567');
        expect(house.said(person).at(-1)?.text).not.toContain('प्रशासक');
      }
      expect(toTeam()).toHaveLength(1);
    });

    it('says when it can reach nobody', async () => {
      await house.say(administrator, '/start');
      await report(citizen);
      house.playground.control.block(citizen, true);
      const [said] = await house.say(administrator, 'धन्यवाद', { replyTo: toTeam()[0]?.id ?? 0 });
      expect(said?.text).toContain('नहीं पहुँच सका');
    });

    it('says when the report is kept no more', async () => {
      await house.say(administrator, '/start');
      await report(citizen);
      house.time.now += 91 * 24 * 3_600_000;
      await house.parts.jobs.runDue();
      const [said] = await house.say(administrator, 'ठीक कर दिया', { replyTo: toTeam()[0]?.id ?? 0 });
      expect(said?.text).toContain('रखी हुई नहीं है');
    });

    it('is sent once, also when the update comes again after a restart', async () => {
      await house.say(administrator, '/start');
      await report(citizen);
      await house.say(administrator, 'देख लिया', { replyTo: toTeam()[0]?.id ?? 0 });
      const before = house.said(citizen).length;
      await house.restart();
      house.playground.deliverAgain();
      await house.idle();
      expect(house.said(citizen)).toHaveLength(before);
    });
  });

  it('is shown to the person by /mera and forgotten by /bhulo', async () => {
    await words(citizen, 'अब 1200 मिलता है');
    await report(influencer);
    const shown = async () => (await house.parts.keepers.find(({ name }) => name === 'reports')?.show(citizen)) ?? null;
    expect(JSON.stringify(await shown())).toContain('अब 1200 मिलता है');
    expect((await house.say(citizen, '/mera'))[0]?.text).toContain('बताई हुई गलतियाँ: 1');
    await house.parts.erase(citizen);
    expect(await shown()).toBeNull();
    const seen = await house.say(administrator, '/start');
    expect(seen.at(-1)?.firstLine).toBe('🚩 किसी ने गलती बताई है');
    expect(seen.at(-1)?.text).not.toContain('1200');
    await house.parts.erase(influencer);
    expect(await house.parts.reports.waiting()).toEqual([]);
    expect(await house.store.collection('reports').count()).toBe(0);
  });
});
