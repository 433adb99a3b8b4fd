import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readFile } from 'node:fs/promises';
import { emergenciesSchema } from '../../src/content/phrases.js';
import { createPhraseMatcher } from '../../src/search/phrases.js';

const emergencies = createPhraseMatcher(
  emergenciesSchema.parse(parse(await readFile('data/emergencies.yaml', 'utf8'))),
);

describe('phrases of danger', () => {
  it.each([
    ['मेरा पति रोज शराब पीकर मुझे मारता है', 'violence'],
    ['मोर गोसइया ह रोज मोला मारथे', 'violence'],
    ['pati daru pi ke bahut marta hai kya karu', 'violence'],
    ['अब जीने का मन नहीं करता', 'suicide'],
    ['main marna chahti hu', 'suicide'],
    ['नाबालिग लड़की की शादी हो रही है', 'child'],
    ['मेरे भाई का एक्सीडेंट हो गया है', 'accident'],
    ['भाई ल साँप चाब दिस', 'accident'],
  ])('are found: %s', (text, id) => {
    expect(emergencies.find(text)?.id).toBe(id);
  });

  it.each([
    'महतारी वंदन के पइसा कब आही',
    'पति गुजर गए पेंशन मिलेगी क्या',
    'दुर्घटना बीमा में कितना मिलता है',
    'बेटी की शादी के लिए पैसा',
    'mor gosaiya gujar ge',
    'बाल संदर्भ योजना',
    'मर गे आदमी के नाव ले पइसा',
  ])('are not seen where there are none: %s', (text) => {
    expect(emergencies.find(text)).toBeUndefined();
  });

  it('never throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void emergencies.find(text)));
  });
});
