import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPhraseMatcher } from '../../src/search/phrases.js';

const phrases = createPhraseMatcher([
  { id: 'thanks', phrases: ['धन्यवाद', 'thank you'] },
  { id: 'joke', phrases: ['चुटकुला सुनाओ', 'जोक सुनाव'] },
]);

describe('phrases', () => {
  it.each([
    ['बहुत धन्यवाद भाई', 'thanks'],
    ['dhanyavaad', 'thanks'],
    ['koi chutkula to sunao', 'joke'],
    ['एक जोक जल्दी सुनाव', 'joke'],
  ])('are found in either script: %s', (text, id) => {
    expect(phrases.find(text)?.id).toBe(id);
  });

  it.each(['महतारी वंदन के पइसा कब आही', 'सुनाओ कोई योजना'])('are not seen where there are none: %s', (text) => {
    expect(phrases.find(text)).toBeUndefined();
  });

  it('never throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void phrases.find(text)));
  });
});
