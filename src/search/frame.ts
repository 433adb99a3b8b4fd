import type { Lexicon } from '../content/lexicon.js';
import type { Analyser } from './analyse.js';

/**
 * What people put around a question: greetings, thanks, 'sir', 'plz reply', 'Forwarded many times', a web address,
 * the number of a list, name and village. None of it is asked, so it is taken off before anything is read.
 *
 *   'जय जोहार सर, पेंसन कब आही?\nराम साहू, ग्राम बेलटुकरी' ─▶ ['पेंसन कब आही?']
 *
 * @returns the sentences that are left, as written; none when there was nothing else
 */
export type SentencesOf = (text: string) => string[];

/** With or without its beginning: https://a.in/b, www.a.in, a.gov.in. */
const WEB_ADDRESS =
  /(?:https?:\/\/|www\.)\S+|(?<![\w.@-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.(?:com|in|org|net)(?![\w.-])\S*/giu;
/** A number with its dot or bracket at the beginning of a line, and keycaps anywhere. */
const LIST_NUMBER = /^[ \t]{0,9}\(?\p{N}{1,2}[.)](?=[ \t])|\p{N}\ufe0f?\u20e3/gmu;
/** Where a sentence ends: danda, question mark, exclamation, a full stop after a word of two letters or more; a line break is one only between sentences. */
const MARK = /(?<=[।॥?!])|(?<=[\p{L}\p{M}]{2}\.)(?=\s)/u;
/** Bold, struck through and the like, as it is typed: *कब* आही. */
const DECORATION = /[*~`]/gu;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

export function createSentencesOf(
  { talk, language }: Pick<Lexicon, 'talk' | 'language'>,
  analyser: Analyser,
): SentencesOf {
  const keysOf = (text: string): string[] =>
    analyser.tokens(text).map((token) => {
      const key = analyser.vocabulary.keyOf(token);
      return key.length < LEAST_SOUNDS ? token.text : key;
    });
  const listOf = (phrases: readonly string[]): readonly string[][] =>
    phrases.map(keysOf).toSorted((a, b) => b.length - a.length);
  const setOf = (words: readonly string[]): ReadonlySet<string> => new Set(words.flatMap(keysOf));
  const courtesy = listOf(talk.courtesy);
  const opening = listOf([...talk.courtesy, ...talk.opening]);
  const [address, notBefore, notAfter, places] = [
    setOf(talk.address),
    setOf(talk.notBefore),
    setOf(talk.notAfter),
    setOf(talk.places),
  ];
  const grammar = setOf(
    [language.hi, language.hne, language.en].flatMap(({ words }) =>
      Object.keys(words).filter((word) => words[word]! >= GRAMMAR),
    ),
  );

  const stripped = (line: string): string => {
    const words = [...line.matchAll(WORD)].map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      key: keysOf(match[0]).join(' '),
    }));
    let first = 0;
    let last = words.length;
    const startsWith = (phrase: readonly string[]): boolean =>
      first + phrase.length <= last && phrase.every((key, index) => words[first + index]!.key === key);
    const endsWith = (phrase: readonly string[]): boolean =>
      last - phrase.length >= first && phrase.every((key, index) => words[last - phrase.length + index]!.key === key);
    const isApart = (at: number): boolean => line.slice(words[at]!.to, words[at + 1]?.from).includes(',');
    for (;;) {
      const before = opening.find(startsWith);
      if (before !== undefined) first += before.length;
      else if (
        first < last &&
        address.has(words[first]!.key) &&
        (isApart(first) || !notBefore.has(words[first + 1]?.key ?? ''))
      )
        first += 1;
      else break;
    }
    for (;;) {
      const after = courtesy.find(endsWith);
      if (after !== undefined) last -= after.length;
      else if (first < last && address.has(words[last - 1]!.key) && !notAfter.has(words[last - 2]?.key ?? ''))
        last -= 1;
      else break;
    }
    if (first === last) return '';
    return line.slice(first === 0 ? 0 : words[first]!.from, last === words.length ? line.length : words[last - 1]!.to);
  };

  /** Names, with a word for a place: राम साहू, ग्राम बेलटुकरी; no word of grammar, so nothing is said of them. */
  const isSignature = (line: string): boolean => {
    const words = keysOf(line);
    return (
      words.length > 1 &&
      words.length <= LONGEST_SIGNATURE &&
      words.some((word) => places.has(word)) &&
      !words.some((word) => grammar.has(word))
    );
  };

  return (text) => {
    const sentences: string[] = [];
    let open = '';
    const lines = text.replace(WEB_ADDRESS, ' ').replace(LIST_NUMBER, ' ').replace(DECORATION, '').split('\n');
    lines.forEach((line, index) => {
      for (const part of line.split(MARK)) {
        // one word a line: a sentence typed in pieces, whose middle has no edges
        const isPiece = index > 0 && index < lines.length - 1 && !/\s/u.test(line.trim());
        const said = isPiece ? part.trim() : stripped(part);
        if (said === '' || (index > 0 && isSignature(said))) continue;
        open = `${open} ${said}`.trim();
        if (!ENDED.test(part)) continue;
        sentences.push(open);
        open = '';
      }
    });
    if (open !== '') sentences.push(open);
    return sentences;
  };
}

const ENDED = /[।॥?!.]$/u;
/** A shorter sound is shared by too many words: it counts as it is written. */
const LEAST_SOUNDS = 4;
const LONGEST_SIGNATURE = 8;
/** What a word of data/lexicon/language.yaml must say for a language to be grammar rather than a topic. */
const GRAMMAR = 1;
