import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../src/content/load.js';
import { createSearch } from '../../src/search/index.js';

const content = await loadContent('data');
const search = createSearch(content);
const first = (question: string, subject?: string): string | undefined => search.ask(question, { subject }).hits[0]?.id;

describe('asking', () => {
  it.each([
    ['महतारी वंदन के पइसा कब आही', 'mahtari-vandan'],
    ['mahtari bandan ke farm kaha bharahi', 'mahtari-vandan'],
    ['mahtarivandan', 'mahtari-vandan'],
    ['PM Kisan', 'pm-kisan'],
    ['charan paduka', 'charan-paduka'],
  ])('%s finds %s by its name', (question, id) => {
    expect(search.ask(question).outcome).toMatchObject({ kind: 'answer', id });
  });

  it.each([
    ['बेटी की शादी के लिए कितना पैसा मिलता है', ['kanya-vivah']],
    ['नोनी के बिहाव बर सरकार का देथे', ['kanya-vivah']],
    ['मोर गोसइया ला गुजरे तीन बछर होगे, पेंसन मिलही का', ['sukhad-sahara', 'nsap-widow', 'mukhyamantri-pension']],
    ['my husband died, is there a pension for me', ['sukhad-sahara', 'nsap-widow', 'mukhyamantri-pension']],
  ])('%s is understood by the situation', (question, ids) => expect(ids).toContain(first(question)));

  it("tells the chief minister's scheme from the prime minister's", () => {
    expect(first('मुख्यमंत्री कौशल विकास योजना')).toBe('kaushal-vikas');
    expect(first('प्रधानमंत्री कौशल विकास योजना')).toBe('pmkvy');
  });
  it('suggests where only a part of a name is said', () => expect(search.ask('आयुष्मान').outcome.kind).not.toBe('none'));
  it('finds a situation by the words of those who asked before', () => {
    const asked = ['झिंगुरमा बर का देहीं', 'झिंगुरमा वाला पइसा'].map((question) => ({
      question,
      language: 'hne' as const,
      style: '',
      schemes: ['pm-kisan'],
      facets: [],
    }));
    const taught = createSearch({ ...content, asked });
    expect(taught.ask('झिंगुरमा के पइसा').hits[0]?.id).toBe('pm-kisan');
    expect(search.ask('झिंगुरमा के पइसा').hits[0]?.id).not.toBe('pm-kisan');
  });

  it.each([
    ['आज मौसम कैसा रहेगा', 'none'],
    ['ipl score batao', 'none'],
    ['asdkfj qwpeoi zxmcn', 'none'],
    ['', 'none'],
    ['🙂', 'none'],
  ])('%s is not ours', (question, kind) => expect(search.ask(question).outcome.kind).toBe(kind));

  it.each(['लाड़ली बहना योजना में पैसा कब आएगा', 'माझी लाडकी बहीण', 'मंईयां सम्मान', 'maiya samman yojana'])(
    '%s belongs to another state',
    (question) => {
      expect(search.ask(question).outcome).toMatchObject({ kind: 'other-state', ids: ['mahtari-vandan'] });
    },
  );
});

describe('follow-ups', () => {
  it('take the subject of the last answer', () => {
    const reading = search.ask('अउ कागज का-का लागही?', { subject: 'mahtari-vandan' });
    expect(reading).toMatchObject({
      isFollowUp: true,
      facet: 'documents',
      outcome: { kind: 'answer', id: 'mahtari-vandan' },
    });
  });
  it('ask back which scheme without a subject', () =>
    expect(search.ask('अउ कागज का-का लागही?').outcome.kind).toBe('which'));
  it('give way to a new name', () => expect(first('और महतारी वंदन कैसे भरें', 'pm-kisan')).toBe('mahtari-vandan'));
  it('ignore a subject that does not exist', () =>
    expect(search.ask('और कागज?', { subject: 'no-such' }).outcome.kind).toBe('which'));
});

describe('completing', () => {
  it.each(['mah', 'महत', 'mahtari v', 'महतारी वं'])('%s already finds Mahtari Vandan', (prefix) => {
    expect(search.complete(prefix, 5).map(({ id }) => id)).toContain('mahtari-vandan');
  });
  it('returns nothing for an empty prefix', () => expect(search.complete(' ', 5)).toEqual([]));
  it('returns at most the limit', () => expect(search.complete('m', 2).length).toBeLessThanOrEqual(2));
});

describe('any text', () => {
  it('is read without throwing, the same every time, with confidence between 0 and 1', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
        const reading = search.ask(text);
        expect(reading.confidence).toBeGreaterThanOrEqual(0);
        expect(reading.confidence).toBeLessThanOrEqual(1);
        expect(reading.hits.length).toBeLessThanOrEqual(5);
        expect(search.ask(text)).toEqual(reading);
        search.complete(text, 3);
      }),
      { numRuns: 60 },
    );
  });
});
