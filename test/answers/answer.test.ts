import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderAnswer } from '../../src/answers/answer.js';
import { mayHaveChanged } from '../../src/answers/facts.js';
import { truncate } from '../../src/answers/text.js';
import { FACETS } from '../../src/content/facet.js';
import { LANGUAGES } from '../../src/content/language.js';
import { schemeSchema, type Scheme } from '../../src/content/scheme.js';
import { readCatalogue } from '../../src/messages/read.js';

const catalogue = await readCatalogue('locales');
const model = schemeSchema.parse(parse(await readFile('data/schemes/mahtari-vandan.yaml', 'utf8')));
const answer = (
  scheme: Scheme,
  facet: (typeof FACETS)[number],
  today = '2026-11-23',
  language: (typeof LANGUAGES)[number] = 'hi',
  second?: (typeof FACETS)[number],
) =>
  renderAnswer({
    knowledge: { schemeById: new Map([[scheme.id, scheme]]) },
    schemeId: scheme.id,
    facet,
    second,
    language,
    t: catalogue.translate(language),
    today,
  })?.text.text ?? '';

describe('an answer', () => {
  it('begins with what was asked and ends with source and date', () => {
    const text = answer(model, 'benefit');
    expect(text.split('\n')[0]).toBe(model.facets.benefit?.[0]?.hi);
    expect(text).toMatch(/स्रोत: .*8 मार्च 2026/);
  });

  it('says of a source that nobody read that it is second-hand', () => {
    expect(answer(model, 'documents')).toContain('मूल पन्ना हमने नहीं पढ़ा');
  });

  it('stops saying what has run out, and says instead that it does not know', () => {
    const ended: Scheme = {
      ...model,
      facets: {
        ...model.facets,
        deadline: [{ hi: 'आखिरी दिन कल।', hne: 'आखरी दिन काली।', from: ['aadesh'], validUntil: '2026-11-30' }],
      },
    };
    expect(answer(ended, 'deadline', '2026-11-30')).toContain('आखिरी दिन');
    expect(answer(ended, 'deadline', '2026-12-01')).not.toContain('आखिरी दिन');
    expect(answer(ended, 'deadline', '2026-12-01')).toContain('पक्की जानकारी हमारे पास नहीं');
  });

  it('of an unknown part names where to ask', () => {
    const bare: Scheme = { ...model, facets: { office: model.facets.office } };
    expect(answer(bare, 'helpline')).toContain('आंगनवाड़ी');
    const barest: Scheme = { ...model, facets: {} };
    expect(answer(barest, 'helpline')).toContain('महिला एवं बाल विकास विभाग');
  });

  it('tells a part that may as well have been meant below the first, where it is known', () => {
    const text = answer(model, 'benefit', '2026-11-23', 'hi', 'documents');
    expect(text.split('\n')[0]).toBe(model.facets.benefit?.[0]?.hi);
    expect(text.indexOf(model.facets.documents![0]!.hi)).toBeGreaterThan(0);
    expect(text.indexOf(model.facets.documents![0]!.hi)).toBeLessThan(text.indexOf('📌'));
    const bare: Scheme = { ...model, facets: { benefit: model.facets.benefit } };
    expect(answer(bare, 'benefit', '2026-11-23', 'hi', 'documents')).toBe(answer(bare, 'benefit'));
  });

  it('of a closed scheme says so first', () => {
    const closed: Scheme = { ...model, status: 'closed', statusNote: { hi: 'यह योजना बंद है।', hne: 'ए योजना बंद हे।' } };
    expect(answer(closed, 'benefit').split('\n')[0]).toBe('यह योजना बंद है।');
  });

  it('says that it may have changed once its source is older than the interval', () => {
    expect(answer(model, 'benefit', '2026-03-09')).not.toContain('⏳');
    expect(answer(model, 'benefit', '2026-11-23')).toContain('⏳');
  });

  it('of nothing is nothing', () => {
    const none = renderAnswer({
      knowledge: { schemeById: new Map() },
      schemeId: 'x',
      facet: 'about',
      language: 'hi',
      t: catalogue.translate('hi'),
      today: '2026-11-23',
    });
    expect(none).toBeUndefined();
  });

  it('has entities inside its text, whatever the record says', () => {
    const anyText = fc.string({ unit: 'grapheme', minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(
        anyText,
        anyText,
        fc.constantFrom(...FACETS),
        fc.constantFrom(...LANGUAGES),
        (name, text, facet, language) => {
          const scheme: Scheme = {
            ...model,
            name: { hi: name, hne: name, en: name },
            summary: { hi: text, hne: text, en: text },
          };
          const rendered = renderAnswer({
            knowledge: { schemeById: new Map([[scheme.id, scheme]]) },
            schemeId: scheme.id,
            facet,
            language,
            t: catalogue.translate(language),
            today: '2026-11-23',
          });
          for (const { offset, length } of rendered?.text.entities ?? []) {
            expect(offset).toBeGreaterThanOrEqual(0);
            expect(offset + length).toBeLessThanOrEqual(rendered?.text.text.length ?? 0);
          }
        },
      ),
    );
  });
});

describe('the age of a fact', () => {
  it.each([
    ['2026-11-01', 30, '2026-12-01', false],
    ['2026-11-01', 30, '2026-12-02', true],
    ['2026-10', 30, '2026-11-30', false],
    ['2026-10', 30, '2026-12-01', true],
    ['2025', 365, '2026-12-31', false],
    ['2025', 365, '2027-01-01', true],
  ])('as of %s, every %s days, on %s: may have changed is %s', (asOf, days, today, old) => {
    expect(mayHaveChanged(asOf, days, today)).toBe(old);
  });
});

describe('cutting a text', () => {
  it('never tears a matra off its letter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('क', 'ा', 'ि', '्', 'ष', ' ', '👩‍🌾', 'ं') }),
        fc.integer({ min: 2, max: 20 }),
        (text, max) => {
          const cut = truncate(text, max);
          expect(cut.length).toBeLessThanOrEqual(Math.max(max, 1));
          expect(cut === text || text.startsWith(cut.slice(0, -1))).toBe(true);
        },
      ),
    );
  });
});
