import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogue, openHouse, type House } from './harness.js';

const ASKED = 'महतारी वंदन योजना में कितना पैसा मिलता है';
const ANSWER = /महतारी वंदन/;
const t = catalogue.translate('hi');

let house: House;
beforeEach(async () => void (house = await openHouse()));
afterEach(() => house.close());

describe('when Telegram fails', () => {
  it('an answer that arrived is not contradicted by an apology', async () => {
    const { citizen } = house.playground.people;
    house.playground.control.fail({ kind: 'lost', method: 'sendMessage', chatId: citizen });
    const said = await house.say(citizen, ASKED);
    expect(said.map(({ text }) => text)).toEqual([expect.stringMatching(ANSWER), t('in_doubt')]);
  });

  it('a chat that Telegram does not want to be called now waits, unapologised; others do not; nothing is lost', async () => {
    const { citizen, administrator } = house.playground.people;
    house.playground.control.fail({ kind: '429', method: 'sendMessage', chatId: citizen, retryAfterSeconds: 60 });
    house.playground.control.send(citizen, ASKED);
    house.playground.control.send(administrator, ASKED);
    await vi.waitUntil(() => house.said(administrator).length > 0, { timeout: 20_000 });
    await vi.waitUntil(() => house.playground.faultsPlayed('429') > 0, { timeout: 20_000 });
    expect(house.said(citizen)).toEqual([]);

    await house.restart();
    await vi.waitUntil(() => house.said(citizen).length > 0, { timeout: 20_000 });
    await house.idle();
    expect(house.said(citizen).map(({ text }) => text)).toEqual([expect.stringMatching(ANSWER)]);
  });

  it('a question is answered although the store cannot be read', async () => {
    const { citizen } = house.playground.people;
    vi.spyOn(house.parts.people, 'get').mockRejectedValue(new Error('the database is away'));
    const said = await house.say(citizen, ASKED);
    expect(said.map(({ text }) => text)).toEqual([expect.stringMatching(ANSWER)]);
  });
});
