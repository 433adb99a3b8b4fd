/**
 * Brings every way of writing the same Devanagari to one. Sources: the Unicode standard on
 * composition exclusions (U+0958-095F decompose under NFC), and how people in Chhattisgarh type.
 */

/** Joiners, directions, tone marks, and the selectors and keycaps of emoji: none of them is a letter or changes one. */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u0951-\u0957\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufeff\u{e0000}-\u{e01ef}]/gu;
/** No letter of any language here carries more signs than this (क्ष्म्य: each virama has a letter of its own). */
const PILED_MARKS = /(?<=\p{M}{4})\p{M}+/gu;
/**
 * Vowels put together from parts, in either order: typed on keyboards that compose visually. First the signs among
 * themselves (ा and े are ो), then a letter with a sign (अ and ो are ओ, आ and े too).
 */
const TYPED_VOWELS: readonly (readonly [RegExp, string])[] = [
  [/ाे|ेा/gu, 'ो'],
  [/ाै|ैा/gu, 'ौ'],
  [/ाॅ|ॅा/gu, 'ॉ'],
  [/अा/gu, 'आ'],
  [/अि/gu, 'इ'],
  [/अी|इी/gu, 'ई'],
  [/अु/gu, 'उ'],
  [/अू|उू/gu, 'ऊ'],
  [/अृ/gu, 'ऋ'],
  [/अे/gu, 'ए'],
  [/अै|एे/gu, 'ऐ'],
  [/अो|आे|ओे/gu, 'ओ'],
  [/अौ|आै/gu, 'औ'],
  [/अॉ|आॅ/gu, 'ऑ'],
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
  let result = normaliseOnce(text.replace(PILED_MARKS, ''));
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
  let result = text.normalize('NFKC').replace(INVISIBLE, '').toLowerCase();
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
