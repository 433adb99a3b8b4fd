import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type House } from './harness.js';

describe('the team', () => {
  let house: House;
  let citizen: number;
  let influencer: number;
  let administrator: number;
  beforeAll(async () => {
    house = await openHouse();
    ({ citizen, influencer, administrator } = house.playground.people);
  });
  afterAll(() => house.close());

  const invitation = async (label: string): Promise<string> => {
    await house.say(administrator, '/team');
    await house.tap(administrator, label);
    return /start=(\S+)/.exec(house.said(administrator).at(-1)?.text ?? '')?.[1] ?? '';
  };

  it.each(['/team', '/audit', '/broadcast'])('%s is unknown to a citizen', async (command) => {
    expect((await house.say(citizen, command))[0]?.text).toContain('मुझे नहीं आता');
  });

  it('is joined by a link that is good once', async () => {
    const payload = await invitation('➕ सहायक बुलाइए');
    expect((await house.say(influencer, `/start ${payload}`))[0]?.text).toContain('सहायक');
    expect(await house.parts.roles.of(influencer)).toBe('helper');
    expect((await house.say(citizen, `/start ${payload}`))[0]?.text).toContain('काम का नहीं');
    expect(await house.parts.roles.of(citizen)).toBeUndefined();
  });

  it('says what the role may do, and tells the inviter', async () => {
    const payload = await invitation('➕ सहायक बुलाइए');
    const [joined] = await house.say(influencer, `/start ${payload}`);
    expect(joined?.text).toContain('गलती बताएँगे');
    expect(house.said(administrator).at(-1)?.text).toContain('रवि ने बुलावा मान लिया');
  });

  it('offers only roles that can do something', async () => {
    const [page] = await house.say(administrator, '/team');
    expect(page?.labels.filter((label) => label.startsWith('➕'))).toEqual(['➕ प्रशासक बुलाइए', '➕ सहायक बुलाइए']);
  });

  it('does not make its owner less: an invitation that the owner opens stays good for another', async () => {
    const payload = await invitation('➕ सहायक बुलाइए');
    expect((await house.say(administrator, `/start ${payload}`))[0]?.text).toContain('पहले से टीम में हैं: मालिक');
    expect(await house.parts.roles.of(administrator)).toBe('owner');
    expect(await house.parts.roles.members()).toEqual([expect.objectContaining({ id: influencer })]);
    expect((await house.say(influencer, `/start ${payload}`))[0]?.text).toContain('सहायक');
  });

  it('is not joined by a forged or an old link', async () => {
    const payload = await invitation('➕ प्रशासक बुलाइए');
    const forged = payload.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
    expect((await house.say(citizen, `/start ${forged}`))[0]?.text).toContain('काम का नहीं');
    house.time.now += 49 * 3_600_000;
    expect((await house.say(citizen, `/start ${payload}`))[0]?.text).toContain('काम का नहीं');
    expect(await house.parts.roles.of(citizen)).toBeUndefined();
  });

  it('a helper may not invite, not even with a copied button', async () => {
    const page = (await house.say(administrator, '/team'))[0];
    const data = page?.message.reply_markup as { inline_keyboard: { callback_data: string }[][] } | undefined;
    await house.say(influencer, '/yojana');
    const button = data?.inline_keyboard.flat()[0]?.callback_data ?? '';
    const own = house.said(influencer).at(-1)?.id ?? 0;
    const before = house.said(influencer).length;
    await house.playground.control.press(influencer, influencer, own, button);
    await house.idle();
    expect(house.said(influencer)).toHaveLength(before);
  });

  it('shows its commands in the menu of its members only', () => {
    const scopes = house.playground.calls
      .filter(({ method }) => method === 'setMyCommands')
      .map(({ payload }) => JSON.stringify(payload))
      .filter((payload) => payload.includes('"chat_id"'));
    expect(scopes.some((payload) => payload.includes(String(administrator)) && payload.includes('broadcast'))).toBe(
      true,
    );
    expect(scopes.some((payload) => payload.includes(String(citizen)))).toBe(false);
  });

  it('lists its members with names and removes one after a question', async () => {
    const [page] = await house.say(administrator, '/team');
    expect(page?.text).toContain(`(${influencer}): सहायक, 23 नवंबर 2026 से`);
    await house.tap(administrator, /हटाइए/);
    await house.tap(administrator, 'हाँ, हटाइए');
    expect(await house.parts.roles.of(influencer)).toBeUndefined();
    expect(house.said(influencer).at(-1)?.text).toContain('टीम में नहीं हैं');
  });

  it('keeps who did what', async () => {
    const [log] = await house.say(administrator, '/audit');
    expect(log?.text).toMatch(/टीम से हटाया[^]*टीम में आए[^]*बुलावा बनाया/);
    expect((await house.parts.audit.latest(1))[0]).toMatchObject({ act: 'team_dismiss', before: 'helper' });
  });
});
