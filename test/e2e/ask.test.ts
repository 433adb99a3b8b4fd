import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type House } from './harness.js';

describe.each(['polling', 'webhook'] as const)('a citizen who asks, by %s', (receive) => {
  let house: House;
  let citizen: number;
  const log: string[] = [];
  beforeAll(async () => {
    house = await openHouse({ receive, log });
    citizen = house.playground.people.citizen;
  });
  afterAll(async () => {
    await house.close();
    expect(log).toEqual([]);
  });

  it('gets the part that was asked, first, in Chhattisgarhi, with source and date', async () => {
    const [answer] = await house.say(citizen, 'महतारी बंदन के पइसा कब आही');
    expect(answer?.firstLine).toContain('8 मार्च 2026');
    expect(answer?.text).toContain('महतारी वंदन योजना · कब');
    expect(answer?.text).toContain('कहाँ ले:');
    expect(answer?.labels).toContain('📄 कागज');
  });

  it('gets Hindi for Hindi, also in Latin letters', async () => {
    const [answer] = await house.say(citizen, 'mahtari vandan yojana me kitna paisa milta hai');
    expect(answer?.firstLine).toBe('हर महीने ₹1,000 मिलते हैं। साल भर में ₹12,000।');
    expect(answer?.text).toContain('स्रोत:');
  });

  it('turns to another part in the same message', async () => {
    const [answer] = await house.say(citizen, 'महतारी वंदन योजना में कितना पैसा मिलता है');
    await house.tap(citizen, '📄 कागज');
    const after = house.said(citizen).find(({ id }) => id === answer?.id);
    expect(after?.firstLine).toContain('आधार कार्ड');
    expect(after?.labels).toContain('💰 कितना');
  });

  it('may tap the same button twice', async () => {
    const [answer] = await house.say(citizen, 'महतारी वंदन योजना में कितना पैसा मिलता है');
    const data = 'v1:s:mahtari-vandan:1:hi';
    await expect(house.playground.control.press(citizen, citizen, answer?.id ?? 0, data)).resolves.toEqual({});
    await expect(house.playground.control.press(citizen, citizen, answer?.id ?? 0, data)).resolves.toEqual({});
  });

  it('keeps the subject of the talk for half an hour, not longer', async () => {
    await house.say(citizen, 'महतारी वंदन योजना क्या है');
    const [papers] = await house.say(citizen, 'अउ कागज का लगही?');
    expect(papers?.text).toContain('महतारी वंदन योजना');
    expect(papers?.firstLine).toContain('आधार');
    house.time.now += 31 * 60_000;
    const [later] = await house.say(citizen, 'अउ कागज का लगही?');
    expect(later?.text).not.toContain('महतारी वंदन योजना ·');
  });

  it('is told the helpline first when somebody is in danger', async () => {
    const [answer] = await house.say(citizen, 'मेरा पति शराब पीकर मुझे मारता है');
    expect(answer?.firstLine).toContain('181');
  });

  it('is warned of numbers that identify a person, and they are kept nowhere', async () => {
    const [answer] = await house.say(citizen, 'mahtari vandan ka paisa nahi aya mera aadhaar 1234 5678 9012 hai');
    expect(answer?.text).toContain('🔒');
    expect(JSON.stringify(house.playground.calls)).not.toContain('5678');
  });

  it('gets an honest no, with a helpline, for what we do not know', async () => {
    const [answer] = await house.say(citizen, 'जापान की राजधानी क्या है');
    expect(answer?.text).toMatch(/जवाब हमारे पास नहीं है/);
    expect(answer?.text).toContain('112');
  });

  it('learns that a scheme belongs to another state', async () => {
    const [answer] = await house.say(citizen, 'लाड़ली बहना योजना का फॉर्म');
    expect(answer?.text).toContain('दूसरे राज्य');
    expect(answer?.labels).toContain('महतारी वंदन योजना');
  });

  it('gets a friendly line for what is no question', async () => {
    expect((await house.say(citizen, 'जय जोहार'))[0]?.text).toContain('जय जोहार');
    expect((await house.say(citizen, 'धन्यवाद'))[0]?.text).toContain('धन्यवाद');
    expect((await house.say(citizen, 'tum kaun ho'))[0]?.text).toContain('योजना संगवारी');
  });

  it('who lives elsewhere learns what applies there', async () => {
    const [answer] = await house.say(citizen, 'मैं बिहार में रहता हूँ, महतारी वंदन योजना के कागज बताइए');
    expect(answer?.text).toContain('छत्तीसगढ़ के रहने वालों के लिए');
  });

  it('who edits the question gets the answer to it changed', async () => {
    const [answer] = await house.say(citizen, 'महतारी वंदन योजना क्या है');
    const mine = house.playground.control.messages(citizen).findLast(({ from }) => from?.id === citizen);
    const before = house.said(citizen).length;
    house.playground.control.edit(citizen, citizen, mine?.message_id ?? 0, 'महतारी वंदन के कागज');
    await house.idle();
    expect(house.said(citizen).length).toBe(before);
    expect(house.said(citizen).find(({ id }) => id === answer?.id)?.firstLine).toContain('आधार');
  });
});
