import { figuresIn, phonesIn } from './figures.js';

/** Longest sentence a person follows when it is read aloud, in words. */
const MAX_WORDS = 20;

/** Short numbers that are called, not counted. */
const HELPLINES = new Set([
  '100',
  '101',
  '102',
  '104',
  '108',
  '112',
  '181',
  '1098',
  '1515',
  '1912',
  '1930',
  '14416',
  '14434',
  '14445',
  '14447',
  '14555',
  '14567',
  '155261',
  '155326',
]);

const wordsOf = (text: string): string[] =>
  text.match(/[\p{L}\p{M}\p{N}₹,.%/-]*[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}%-]*/gu) ?? [];

/** Hindi words that a Chhattisgarhi sentence never holds, with what is said instead. */
const HINDI_WORDS: ReadonlyMap<string, string> = new Map([
  ['है', 'हे'],
  ['हैं', 'हें / हे'],
  ['हूँ', 'हँव'],
  ['था', 'रिहिस'],
  ['थी', 'रिहिस'],
  ['थे', 'रिहिन'],
  ['लिए', 'बर'],
  ['लिये', 'बर'],
  ['में', 'म'],
  ['को', 'ल'],
  ['ने', 'drop it'],
  ['और', 'अउ'],
  ['नहीं', 'नइ'],
  ['भी', 'घलो'],
  ['मत', 'झन'],
  ['यह', 'ए'],
  ['वह', 'ओ'],
  ['ये', 'ए मन'],
  ['आपको', 'तुमन ल'],
  ['आपका', 'तुँहर'],
  ['आपके', 'तुँहर'],
  ['इसका', 'एकर'],
  ['इसके', 'एकर'],
  ['इसकी', 'एकर'],
  ['इसमें', 'एमा'],
  ['उसका', 'ओकर'],
  ['उसके', 'ओकर'],
  ['उसकी', 'ओकर'],
  ['उसे', 'ओला'],
  ['उन्हें', 'ओमन ल'],
  ['जिसके', 'जेकर'],
  ['जिसका', 'जेकर'],
  ['जिसे', 'जेला'],
  ['जिनके', 'जेकर'],
  ['किसी', 'कोनो'],
  ['कोई', 'कोनो'],
  ['कितना', 'कतका'],
  ['कितनी', 'कतका'],
  ['की', 'के'],
  ['रहा', '-त हे'],
  ['रही', '-त हे'],
  ['गया', 'गे / गिस'],
  ['गई', 'गे / गिस'],
  ['गए', 'गे / गिन'],
  ['किया', 'करे'],
  ['हुआ', 'होय'],
  ['हुई', 'होय'],
  ['चाहिए', 'चाही'],
  ['लेकिन', 'फेर'],
  ['बाद में', 'पाछू'],
  ['पैसा', 'पइसा'],
  ['पैसे', 'पइसा'],
  ['महीना', 'महिना'],
  ['महीने', 'महिना'],
  ['शादी', 'बिहाव'],
  ['बच्चों', 'लइका मन'],
  ['बच्चा', 'लइका'],
  ['बच्चे', 'लइका'],
  ['होगा', 'होही'],
  ['होगी', 'होही'],
  ['होते', 'होथे'],
  ['होता', 'होथे'],
  ['होती', 'होथे'],
]);

/** Endings of Hindi verbs and plurals: करेगा, मिलेंगे, करता (है), किसानों, भरिए, भरने. */
const HINDI_ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/[\u0900-\u097F]{2,}(?:ेगा|ेगी|ेंगे|ेंगी|ूंगा|ूँगा)$/u, 'future is -ही, -बो, -हू, -हूँ'],
  [/[\u0900-\u097F]{2,}(?:िए|िये|िएगा)$/u, "imperative is -व ('भरव')"],
  [/[\u0900-\u097F]{2,}[^\u093E]ों$/u, "plural is 'मन'"],
  [/[\u0900-\u097F]{2,}(?:ाओं|ियों|ुओं)$/u, "plural is 'मन'"],
];
/** Words that end like Hindi ones by chance or are names and loans. */
const ENDING_EXCEPTIONS = new Set(['दोनों', 'चारों', 'तीनों', 'पाँचों', 'जिए', 'मनरेगा', 'नरेगा']);

/** Quoted text is the name of something on a screen or a paper: it stands as it is there. */
const withoutQuotes = (text: string): string => text.replaceAll(/'[^']*'|"[^"]*"|‘[^’]*’/gu, ' ');

/**
 * Finds Hindi in a Chhattisgarhi text: function words, verb endings, oblique plurals.
 * Quoted text is left alone.
 * @returns one message a finding, in the order of the text
 */
export function lintChhattisgarhi(text: string): string[] {
  const findings: string[] = [];
  for (const word of wordsOf(withoutQuotes(text)).map((raw) => raw.replace(/[.,]+$/, ''))) {
    const better = HINDI_WORDS.get(word);
    if (better !== undefined) findings.push(`'${word}' is Hindi; say ${better}`);
    for (const [ending, rule] of HINDI_ENDINGS) {
      if (ending.test(word) && !ENDING_EXCEPTIONS.has(word)) findings.push(`'${word}' has a Hindi ending; ${rule}`);
    }
  }
  return findings;
}

/** @returns a message for each sentence over 20 words */
export function lintLength(text: string): string[] {
  return text
    .split(/[।?!\n]+/u)
    .map((sentence) => wordsOf(sentence))
    .filter((words) => words.length > MAX_WORDS)
    .map((words) => `sentence of ${words.length} words (at most ${MAX_WORDS}): ${words.slice(0, 6).join(' ')} …`);
}

const BARE_FIGURE = /(?<!₹\s?)(?<![\d,.\p{L}\p{M}/-])(\d+(?:,\d+)*)(?![\d])(?=\s*(?:[।,;:.)?!]|$))/gu;

/** @returns a message for each figure that stands without a unit: neither ₹ before it nor a word after it */
export function lintUnits(text: string): string[] {
  const withoutPhones = phonesIn(text).reduce((rest, phone) => rest.replace(phone, 'नंबर'), text);
  return [...withoutPhones.matchAll(BARE_FIGURE)]
    .map((match) => match[1] ?? '')
    .filter((figure) => {
      const value = Number(figure.replaceAll(',', ''));
      const isYear = value >= 1950 && value <= 2050 && !figure.includes(',');
      return value >= 100 && !isYear && !HELPLINES.has(figure);
    })
    .map((figure) => `figure ${figure} has no unit`);
}

/**
 * Finds words that neither the word list nor an author knows: mostly typing errors.
 * @param known words in NFC
 */
export function lintUnknownWords(text: string, known: ReadonlySet<string>): string[] {
  const words =
    withoutQuotes(text)
      .normalize('NFC')
      .match(/[\u0900-\u0963\u0970-\u097f]+/gu) ?? [];
  return [...new Set(words)]
    .filter((word) => !known.has(word))
    .map((word) => `unknown word '${word}'; mend it, or add it to lexicon/hne-words.txt`);
}

/** @returns a message where the two languages do not carry the same figures or telephone numbers */
export function lintSameFigures(hi: string, hne: string): string[] {
  const pairs = [
    [figuresIn(hi).join(', '), figuresIn(hne).join(', '), 'figures'],
    [phonesIn(hi).join(', '), phonesIn(hne).join(', '), 'telephone numbers'],
  ] as const;
  return pairs.filter(([a, b]) => a !== b).map(([a, b, what]) => `${what} differ: hi has [${a}], hne has [${b}]`);
}
