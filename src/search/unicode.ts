/**
 * Brings every way of writing the same Devanagari to one. Sources: the Unicode standard on
 * composition exclusions (U+0958-095F decompose under NFC), and how people in Chhattisgarh type.
 */

const JOINERS_AND_MARKS = /[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\u0951-\u0957]/gu;
/** Vowels put together from parts (अा, ाे, ...): typed on keyboards that compose visually. */
const TYPED_VOWELS: readonly (readonly [RegExp, string])[] = [
  [/अाे|ओे/gu, 'ओ'],
  [/अाै/gu, 'औ'],
  [/अा/gu, 'आ'],
  [/अे/gu, 'ए'],
  [/अै/gu, 'ऐ'],
  [/एे/gu, 'ऐ'],
  [/ाे/gu, 'ो'],
  [/ाै/gu, 'ौ'],
];
/** Candra vowels of English words: डॉक्टर = डाक्टर, ऑनलाइन = आनलाइन, कॅम्प = केम्प. */
const CANDRA: readonly (readonly [RegExp, string])[] = [
  [/[ऑऒ]/gu, 'आ'],
  [/[ॉॊ]/gu, 'ा'],
  [/[ऍऎ]/gu, 'ए'],
  [/[ॅॆ]/gu, 'े'],
];
/** A class nasal before its own row is written as anusvara too: सम्बन्ध = संबंध, पञ्चायत = पंचायत. */
const HOMORGANIC = /ङ्(?=[क-ङ])|ञ्(?=[च-ञ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])|न्(?=[सशष])/gu;
const DEVANAGARI_DIGITS = /[०-९]/gu;

/**
 * @returns the text in lower case, with one spelling for nukta, nasals, joiners, digits and vowels.
 * Applying it twice changes nothing. Never throws.
 */
export function normaliseUnicode(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase(); // no rule touches it, and figures are many
  let result = normaliseOnce(text);
  // one rule may make work for another (a visarga between two anusvaras): until nothing changes
  for (let round = 0; round < ROUNDS; round++) {
    const again = normaliseOnce(result);
    if (again === result) break;
    result = again;
  }
  return result;
}

const ASCII = /^[\x20-\x7e]*$/u;

/** Rules feed each other at most a few times; the bound is for texts of signs without sense. */
const ROUNDS = 8;

function normaliseOnce(text: string): string {
  let result = text.normalize('NFKC').replace(JOINERS_AND_MARKS, '').toLowerCase();
  // NFKC turns ॰ਂ etc. into nothing new, but splits off nukta: drop it, people leave it out (सडक, जमीन)
  result = result
    .normalize('NFD')
    .replace(/\u093c/gu, '')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC');
  for (const [pattern, letter] of TYPED_VOWELS) result = result.replace(pattern, letter);
  for (const [pattern, letter] of CANDRA) result = result.replace(pattern, letter);
  return result
    .replace(/[ँऀ]/gu, 'ं')
    .replace(/ं+/gu, 'ं')
    .replace(HOMORGANIC, 'ं')
    .replace(/(?<=[ऀ-ॿ]):(?=[ऀ-ॿ])/gu, '')
    .replace(/ः/gu, '')
    .replace(/([ा-ौ])\1+/gu, '$1')
    .replace(DEVANAGARI_DIGITS, (digit) => String(digit.charCodeAt(0) - 0x966));
}
