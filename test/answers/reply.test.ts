import { describe, expect, it } from 'vitest';
import { replyTo, type Reply } from '../../src/answers/reply.js';
import { loadKnowledge } from '../../src/knowledge.js';
import { readCatalogue } from '../../src/messages/read.js';

const [knowledge, catalogue] = await Promise.all([loadKnowledge('data'), readCatalogue('locales')]);
const reply = (question: string): Reply =>
  replyTo({ knowledge, question, translate: catalogue.translate, today: '2026-11-29' });
const QUESTION = 'beti ki shadi ka paisa kitna milta hai sarkar se';

describe('courtesy', () => {
  it.each([
    '%s dhanyavad',
    'Jai johar sir %s',
    '%s जय हिंद',
    'pranam sir, %s',
    'Good morning. %s? Thanks',
    '%s\nplz reply',
  ])('beside a question changes nothing: %s', (text) => {
    const { text: said, reading } = reply(text.replace('%s', QUESTION));
    expect(reading.facet).toBe(reply(QUESTION).reading.facet);
    expect(said).toEqual(reply(QUESTION).text);
  });
  it.each([
    ['जय जोहार', 'जय जोहार'],
    ['नमस्ते सर', 'जय जोहार'],
    ['धन्यवाद', 'धन्यवाद'],
    ['thank you sir', 'welcome'],
  ])('alone is answered in kind: %s', (text, answer) => expect(reply(text).text.text).toContain(answer));
  it('beside words that nobody knows does not make them small talk', () => {
    expect(reply('jai johar mobile recharge kaise kare').text.text).not.toContain('जय जोहार');
    expect(reply('jai johar mobile recharge kaise kare').reading.outcome.kind).toBe('none');
  });
});
