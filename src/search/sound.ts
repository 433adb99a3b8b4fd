/**
 * Sound keys: one spelling for both scripts, so that 'mahtari', 'mehtari' and 'महतारी' meet.
 *
 *   word        close key   loose key        what the loose key gives up
 *   महतारी       mhtAri      mhtri            long a inside the word
 *   mahtari                  mhtri
 *   विवाह        vivAh       bibh             v/b
 *   पइसा, पैसा    paisA       pesa             ai/e
 *
 * The close key exists for Devanagari only (x is ह, so that गह is not घ) and keeps what a Devanagari writer means (धन and धान,
 * पता and पत्ता); the loose key keeps what is left of it after Latin typing habits.
 */

const CONSONANTS: Readonly<Record<string, string>> = {
  क: 'k', ख: 'kh', ग: 'g', घ: 'gh', ङ: 'n', च: 'c', छ: 'ch', ज: 'j', झ: 'jh', ञ: 'n',
  ट: 'T', ठ: 'Th', ड: 'D', ढ: 'Dh', ण: 'n', त: 't', थ: 'th', द: 'd', ध: 'dh', न: 'n',
  प: 'p', फ: 'f', ब: 'b', भ: 'bh', म: 'm', य: 'y', र: 'r', ल: 'l', ळ: 'l', व: 'v',
  श: 's', ष: 's', स: 's', ह: 'x',
}; // prettier-ignore
const VOWEL_SIGNS: Readonly<Record<string, string>> = {
  'ा': 'A', 'ि': 'i', 'ी': 'i', 'ु': 'u', 'ू': 'u', 'ृ': 'ri', 'े': 'e', 'ै': 'ai', 'ो': 'o', 'ौ': 'au',
}; // prettier-ignore
const VOWELS: Readonly<Record<string, string>> = {
  अ: 'a', आ: 'A', इ: 'i', ई: 'i', उ: 'u', ऊ: 'u', ऋ: 'ri', ए: 'e', ऐ: 'ai', ओ: 'o', औ: 'au',
}; // prettier-ignore

/**
 * @param word Devanagari, normalised
 * @returns its close key. The inherent a is not written (योजना: `yojnA`), so a lost or added virama
 * changes nothing. क्ष is ch and ज्ञ is gy, as they are spoken.
 */
export function closeKey(word: string): string {
  const letters = [...word.replaceAll('क्ष', 'छ').replaceAll('ज्ञ', 'ग्य')];
  let key = '';
  let inherent = false; // true right after a consonant without a vowel sign
  for (const letter of letters) {
    const consonant = CONSONANTS[letter];
    const sign = VOWEL_SIGNS[letter];
    const vowel = VOWELS[letter];
    if (consonant !== undefined) {
      key += consonant;
      inherent = true;
      continue;
    }
    if (sign !== undefined) key += sign;
    // अइ, अउ inside a word are spoken like ऐ, औ: पइसा = पैसा, नउकरी = नौकरी
    else if (vowel !== undefined)
      key +=
        inherent && (vowel === 'i' || vowel === 'u')
          ? `a${vowel}`
          : key === 'a' && (vowel === 'i' || vowel === 'u')
            ? vowel
            : vowel;
    else if (letter === 'ं') key += 'n';
    inherent = false;
  }
  // गये = गए, चाहिये = चाहिए, बनाय = बनाए; ं before a lip sound is m: संबंध and सम्बन्ध met before
  return key
    .replace(/(?<=[Aaioue])y(?=[ei])/gu, '')
    .replace(/Ay$/u, 'Ae')
    .replace(/m(?=[pb])/gu, 'n');
}

/** @returns the loose key of a Devanagari word, comparable with `latinKey` */
export function looseKey(word: string): string {
  return loosen(closeKey(word).replaceAll('A', 'a'));
}

/** @param word Latin letters, lower case @returns the loose key of a word in Latin letters */
export function latinKey(word: string): string {
  return loosen(
    word
      .replace(/aa+/gu, 'a')
      .replace(/ee+/gu, 'i')
      .replace(/oo+/gu, 'u')
      .replace(/ii+/gu, 'i')
      .replace(/uu+/gu, 'u')
      .replace(/ksh|x|kch|chch|cch/gu, 'ch')
      .replace(/ph/gu, 'f')
      .replace(/w/gu, 'v')
      .replace(/z/gu, 'j')
      .replace(/q/gu, 'k')
      .replace(/ck/gu, 'k')
      .replace(/c(?=[eiy])/gu, 's')
      .replace(/c(?!h)/gu, 'k')
      .replace(/sh/gu, 's')
      .replace(/ch/gu, 'c')
      .replace(/ay(?=[ei])/gu, 'a')
      .replace(/ey|ei|ay(?![aeiou])/gu, 'ai')
      .replace(/ou|ow(?![aeiou])/gu, 'au'),
  );
}

/** The part that both scripts share. */
function loosen(key: string): string {
  return key
    .replace(/x/gu, 'h')
    .replace(/T/gu, 't')
    .replace(/D/gu, 'd')
    .replace(/ch/gu, 'c')
    .replace(/v/gu, 'b')
    .replace(/ai|ae/gu, 'e')
    .replace(/au|ao/gu, 'o')
    .replace(/m(?=[pb])/gu, 'n')
    .replace(/iy(?=[aeiou]|$)/gu, 'i')
    .replace(/(?<=.)a(?=.)/gu, '')
    .replace(/(.)\1+/gu, '$1');
}

/** Letters whose loss or addition is a spelling habit rather than another word. */
const LIGHT = new Set(['a', 'e', 'i', 'o', 'u', 'h', 'y', 'n']);
const VOWEL = new Set(['a', 'e', 'i', 'o', 'u', 'y']);
/** Sounds that are often written for each other (ल/र, द/ड़, ज/य of old words). */
const NEAR = new Set([
  'lr',
  'rl',
  'dr',
  'rd',
  'jy',
  'yj',
  'sc',
  'cs',
  'fp',
  'pf',
  'mn',
  'nm',
  'td',
  'dt',
  'gk',
  'kg',
  'bm',
  'mb',
]);

/**
 * Edit distance of two loose keys (Damerau-Levenshtein, restricted), vowels and h at half price.
 *
 *     k i s n            cost: delete 'a' 0.4, h 0.4, other letters 1,
 *   k 0 . . .                  swap of neighbours 0.7, near sounds 0.5
 *   h . 0.4 . .
 *
 * @returns the distance, or Infinity once it must exceed `limit`
 */
export function soundDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > 3) return Infinity;
  let before: number[] = [];
  let previous = [0];
  for (let j = 1; j <= right.length; j++) previous.push(previous[j - 1]! + dropCost(right, j - 1));
  for (let i = 1; i <= left.length; i++) {
    const current = [previous[0]! + dropCost(left, i - 1)];
    let least = current[0]!;
    for (let j = 1; j <= right.length; j++) {
      const a = left[i - 1]!;
      const b = right[j - 1]!;
      let cost = Math.min(
        previous[j - 1]! + replaceCost(a, b),
        previous[j]! + dropCost(left, i - 1),
        current[j - 1]! + dropCost(right, j - 1),
      );
      if (i > 1 && j > 1 && a === right[j - 2] && b === left[i - 2]) cost = Math.min(cost, before[j - 2]! + 0.7);
      current.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return Infinity;
    before = previous;
    previous = current;
  }
  return previous[right.length]!;
}

function dropCost(word: string, index: number): number {
  return LIGHT.has(word[index]!) && index > 0 ? 0.45 : 1;
}
function replaceCost(a: string, b: string): number {
  if (a === b) return 0;
  if (VOWEL.has(a) && VOWEL.has(b)) return 0.45;
  return NEAR.has(a + b) ? 0.55 : 1;
}
