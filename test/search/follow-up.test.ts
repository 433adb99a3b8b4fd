import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge.js';

const { search } = await loadKnowledge('data');

describe('a follow-up', () => {
  it.each([
    ['और कागज?', 'documents'],
    ['अउ कब तक?', 'deadline'],
    ['aur form kaise bhare', 'apply'],
    ['ओकर नंबर देव', 'helpline'],
    ['and how much money?', 'benefit'],
    ['obc ko milega kya', 'eligibility'],
  ])('is about what was spoken of: %s', (question, facet) => {
    const reading = search.ask(question, { subject: 'mahtari-vandan' });
    expect(reading).toMatchObject({ isFollowUp: true, facet, outcome: { kind: 'answer', id: 'mahtari-vandan' } });
  });
  it.each([
    'पीएम किसान का पैसा कब आएगा',
    'विधवा पेंशन कितनी है',
    'क्रिकेट मैच कब है',
    'दिव्यांग के लिए क्या है',
    'नोनी बर का योजना हे',
    'गैस कनेक्शन',
  ])('is not what names something of its own: %s', (question) =>
    expect(search.ask(question, { subject: 'mahtari-vandan' }).isFollowUp).toBe(false),
  );
  it('without a subject is asked back of which scheme, with some that have that part', () => {
    expect(search.ask('और कागज?').outcome).toMatchObject({ kind: 'which', ids: { length: 3 } });
    expect(search.ask('और?').outcome.kind).toBe('none');
  });
  it('does not trust a subject that it does not know', () =>
    expect(search.ask('और कागज?', { subject: '../etc' }).outcome.kind).toBe('which'));
});
