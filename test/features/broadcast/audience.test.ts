import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../../src/knowledge.js';
import { readCatalogue } from '../../../src/messages/read.js';
import { audienceCode, audienceName, parseAudience } from '../../../src/features/broadcast/audience.js';
import type { BotContext } from '../../../src/telegram/context.js';

const [knowledge, catalogue] = await Promise.all([loadKnowledge('data'), readCatalogue('locales')]);
const ctx = { knowledge, language: 'en', t: catalogue.translate('en') } as unknown as BotContext;

describe('an audience', () => {
  it.each([
    ['all', 'everybody who said yes'],
    ['lang-hne', 'those who read छत्तीसगढ़ी'],
    ['d-raipur', 'district Raipur'],
    ['creators', 'those who tell others'],
    ['places', 'groups and channels'],
    ['both', 'everybody, groups and channels'],
    [`i-${knowledge.categories[0]?.id}`, `those interested in ${knowledge.categories[0]?.name.en}`],
  ])('%s comes back from the order, and is called %s', (code, name) => {
    const spec = parseAudience(code, 'schemes', ctx);
    expect(spec).toBeDefined();
    expect(spec && audienceCode(spec)).toBe(code);
    expect(audienceName(code, ctx)).toBe(name);
  });

  it.each(['', 'lang-', 'lang-fr', 'd-paris', 'i-nothing', 'everyone', 'x-raipur'])('%j is none', (code) => {
    expect(parseAudience(code, 'schemes', ctx)).toBeUndefined();
  });

  it.each([
    { name: 'people', args: { topic: 'weather' } },
    { name: 'meetup', args: { topic: 'schemes' } },
  ])('of another feature has no button: %j', (spec) => {
    expect(audienceCode(spec)).toBeUndefined();
  });
});
