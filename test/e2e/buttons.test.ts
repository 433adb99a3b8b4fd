import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHouse, type House } from './harness.js';

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

  it('still asks what is wrong, and says its thanks in a message', async () => {
    await house.say(administrator, '/start');
    await house.say(citizen, 'महतारी वंदन योजना में कितना पैसा मिलता है');
    await tapLate(citizen, '🚩 गलत है?');
    expect(house.said(administrator).at(-1)?.text).toContain('mahtari-vandan');
    expect(house.said(citizen).at(-1)?.text).toContain('धन्यवाद');
  });

  it('still answers an example', async () => {
    await house.say(citizen, '/start');
    await tapLate(citizen, 'महतारी वंदन का पैसा कब आएगा?');
    expect(house.said(citizen).at(-1)?.text).toContain('महतारी वंदन योजना · कब');
  });

  it('still makes an invitation and removes a member', async () => {
    await house.say(administrator, '/team');
    await tapLate(administrator, '➕ संपादक बुलाइए');
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
