import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge.js';

const { dangerIn } = await loadKnowledge('data');
const heard = (text: string): string[] => {
  const danger = dangerIn(text);
  return danger === undefined ? [] : [danger.emergency.id, ...(danger.also === undefined ? [] : [danger.also.id])];
};

describe('danger', () => {
  it.each([
    ['मोला मर जाय के मन लागथे', 'suicide'],
    ['मर जाना चाहथों', 'suicide'],
    ['मुझे जीना नहीं है', 'suicide'],
    ['fasal barbad ho gayi karz hai jine ka man nahi', 'suicide'],
    ['marne ka man karta hai', 'suicide'],
    ['mjhe mrna h', 'suicide'],
    ['mje jine ka mn ni h', 'suicide'],
    ['अब बस हमेशा के लिए सो जाना है', 'suicide'],
    ['mere jane ke baad bachcho ko kaun dekhega', 'suicide'],
    ['keetnashak pi liya hai', 'poison'],
    ['zeher kha liya', 'poison'],
    ['jehar kha lis', 'poison'],
    ['saap kaat liya hai', 'medical'],
    ['khoon bahut beh raha hai', 'medical'],
    ['मेरे भाई का एक्सीडेंट हो गया है', 'medical'],
    ['भाई ल साँप चाब दिस', 'medical'],
    ['बच्चा लापता है', 'child'],
    ['14 saal ki ladki ka byah ho rha h', 'child'],
    ['बेटी के साथ गलत काम हुआ', 'child'],
    ['mere pati sharab pikar roj marte hai', 'violence'],
    ['सास जलाथे', 'violence'],
    ['ओ घर मा बहिनी के हाड़-गोड़ टूट जाही', 'violence'],
    ['मेरा पति रोज शराब पीकर मुझे मारता है', 'violence'],
    ['mor beti ko padosi ne pakad ke rakha hai', 'captive'],
    ['किसी ने पकड़ के रखा है', 'captive'],
  ])('is heard: %s', (text, kind) => expect(heard(text)).toContain(kind));

  it.each([
    'लइका मन गांव म पढ़थें छात्रवृत्ति मिलही का',
    'नोनी गांव म रहिथे पढ़ई बर मदद',
    'मरने के बाद किसको मिलेगा',
    'महँगाई ने मार डाला',
    'हँसते-हँसते मर गए',
    'saap ka bima',
    'महतारी वंदन के पइसा कब आही',
    'पति गुजर गए पेंशन मिलेगी क्या',
    'दुर्घटना बीमा में कितना मिलता है',
    'बेटी की शादी के लिए पैसा',
    'mor gosaiya gujar ge',
    'बाल संदर्भ योजना',
    'मर गे आदमी के नाव ले पइसा',
    '',
    '🙏',
  ])('is not heard where there is none: %s', (text) => expect(heard(text)).toEqual([]));

  it('is sure when it is said plainly', () => expect(dangerIn('mai mrna chahti hu')?.grade).toBe('sure'));

  it('is heard at either end of a long message', () => {
    const story = 'हमारे गाँव में सड़क बनी है और नाली भी बन रही है। '.repeat(60);
    expect(heard(`मेरे पति रोज मुझे मारते हैं। ${story}`)).toContain('violence');
    expect(heard(`${story} मेरे पति रोज मुझे मारते हैं`)).toContain('violence');
  });

  it('throws on no text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void dangerIn(text)));
  });
});
