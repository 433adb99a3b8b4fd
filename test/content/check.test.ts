import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readFile } from 'node:fs/promises';
import { checkContent } from '../../src/content/check.js';
import { parseContent } from '../../src/content/parse.js';
import { readKnownWords } from '../../src/content/read-lexicon.js';
import { readContent, type RawContent } from '../../src/content/read.js';

const [raw, knownWords] = await Promise.all([readContent('data'), readKnownWords('data')]);
const model = await readFile('data/schemes/mahtari-vandan.yaml', 'utf8');

/** A record before it is checked: whatever YAML gives. */
type Changed = ReturnType<typeof parse>;

/** The faults of the model record after a change, checked alone. */
function faultsAfter(change: (record: Changed) => void, stem = 'mahtari-vandan'): string[] {
  const value = parse(model);
  change(value);
  const changed: RawContent = { ...raw, schemes: [{ path: `schemes/${stem}.yaml`, stem, value }] };
  return checkContent(parseContent(changed), knownWords).map(({ where, reason }) => `${where}: ${reason}`);
}

describe('the knowledge', () => {
  it('is in order', () => {
    expect(checkContent(parseContent(raw), knownWords)).toEqual([]);
  });
});

describe('the check', () => {
  it('finds nothing in the model record', () => {
    expect(faultsAfter(() => undefined)).toEqual([]);
  });

  it.each<[string, (record: Changed) => void, RegExp]>([
    ['a date that is none', (r) => (r['reviewedOn'] = '2024-13-01'), /reviewedOn: is not a day of the calendar/],
    ['an unknown key', (r) => (r['benifit'] = 1), /Unrecognized key/],
    ['a missing language', (r) => delete r['summary'].hne, /summary\.hne/],
    [
      'a source that does not exist',
      (r) => (r['facets'].benefit[0].from = ['nobody']),
      /facets\.benefit\.0\.from: source "nobody" does not exist/,
    ],
    [
      'a source on which nothing rests',
      (r) => r['sources'].push({ id: 'x', url: 'https://x.in', title: 'xxx', kind: 'press', asOf: '2024' }),
      /nothing rests on source "x"/,
    ],
    [
      'a figure that differs between the languages',
      (r) => (r['facets'].benefit[0].hne = 'हर महिना ₹1,500 मिलथे। साल भर म ₹12,000।'),
      /facets\.benefit\.0: figures differ/,
    ],
    [
      'a fact that the sentence does not say',
      (r) => (r['facets'].benefit[0].facts[0].rupees = 1200),
      /1200 \(amount\) is not in the sentence/,
    ],
    [
      'a rule that the sentence does not say',
      (r) => (r['facets'].eligibility[1].rule.minAge = 18),
      /age 18 is not in the sentence/,
    ],
    [
      'a telephone number without a fact',
      (r) => delete r['facets'].helpline[0].facts,
      /1800-233-4448 is not among the facts/,
    ],
    ['Hindi in Chhattisgarhi', (r) => (r['facets'].office[0].hne = 'आंगनवाड़ी में पूछिए।'), /'में' is Hindi/],
    [
      'a concept that does not exist',
      (r) => r['concepts'].who.push('martian'),
      /concepts\.who: "martian" is not in concepts\.yaml/,
    ],
    ['a category that does not exist', (r) => (r['category'] = 'space'), /category: "space"/],
    ['a companion that does not exist', (r) => (r['companions'] = ['nobody']), /companions: "nobody" does not exist/],
    [
      'a renamed scheme without a successor',
      (r) => Object.assign(r, { status: 'renamed', statusNote: { hi: 'बंद है।', hne: 'बंद हे।' } }),
      /successor: is missing/,
    ],
    ['a closed scheme that does not say so', (r) => (r['status'] = 'closed'), /statusNote: is missing/],
    ['a successor that is itself', (r) => (r['successor'] = 'mahtari-vandan'), /the chain comes back/],
    ['a link that is no web address', (r) => (r['links'][0].url = 'javascript:alert(1)'), /links\.0\.url/],
  ])('finds %s, with path and reason', (_, change, message) => {
    expect(faultsAfter(change).join('\n')).toMatch(message);
  });

  it('finds a file whose name is not its id', () => {
    expect(faultsAfter(() => undefined, 'other').join('\n')).toMatch(
      /id: "mahtari-vandan" differs from the file's name/,
    );
  });
});
