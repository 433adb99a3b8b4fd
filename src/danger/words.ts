import type { DangerWords } from '../content/danger.js';
import type { Analyser } from '../search/analyse.js';
import { closeKey, latinKey, looseKey } from '../search/sound.js';
import { tokenise, type Token } from '../search/tokens.js';
import { normaliseUnicode } from '../search/unicode.js';

/** A word of a message: its sound, and the classes of meaning (data/danger/words.yaml) that it belongs to. */
export interface HeardWord {
  /** its place in the message; between two sentences some are left free */
  readonly at: number;
  readonly key: string;
  /** the common word of the search's lexicon; undefined when nobody knows it */
  readonly term: string | undefined;
  readonly classes: ReadonlySet<string>;
}
export type HearWords = (text: string) => readonly HeardWord[];

/** Endings of verbs, Hindi and Chhattisgarhi, as they are written after a consonant and after a vowel. */
const ENDINGS =
  ' ता ती ते तीं थे थें थों थौं थंव थव थस त ना नी ने न ा े ी ं ूं ऊं या ये ए यी ई कर के य िस इस िन इन ही हीं हूं बो व वत ाया ाई ाता ाते ाती ाथे ाथें ात ावत ाने ाना ेगा ेगी ेंगे एगा एगी एंगे ूंगा ूंगी ऊंगा ऊंगी ो ओ इया वाता वाते वाथे वाने वाना लिस डारिस देहू दूंगा'.split(
    ' ',
  );

/** Shorter sounds (ma, pe, ke) are shared by too many words: those are found as they are written. */
const LEAST_SOUNDS = 3;
/** Words of so many sounds may be spelt in Devanagari as they are heard, not as they are written. */
const LEAST_LOOSE = 4;
/** A common word of the lexicon counts from this likeness on. */
const LEAST_WEIGHT = 0.8;

const SENTENCE_END = /[।॥?!\n]|\.\s/u;
/** So many places are left free between two sentences: words of both seldom say one thing. */
const PAUSE = 3;

/** Reads a text as classes of meaning, over the spelling, the sounds and the lexicon of the search. */
export function createHearWords(words: DangerWords, analyser: Analyser): HearWords {
  const written = new Map<string, Set<string>>();
  const loose = new Map<string, Set<string>>();
  const byTerm = new Map<string, Set<string>>();
  const file = (name: string, form: string): void => {
    const [word, ...others] = tokenise(normaliseUnicode(form));
    if (word === undefined || others.length > 0)
      throw new Error(`danger/words.yaml: ${name}: "${form}" is not one word`);
    const key = soundOf(word);
    if (word.script === 'deva') add(written, closeKey(word.text), name);
    else add(written, word.text, name);
    if (key.length >= LEAST_SOUNDS) add(loose, key, name);
  };
  for (const [name, { verbs = [], words: forms = [], terms = [] }] of Object.entries(words)) {
    for (const stem of verbs) for (const ending of ENDINGS) file(name, stem + ending);
    for (const form of forms) file(name, form);
    for (const term of terms) add(byTerm, normaliseUnicode(term), name);
  }
  const hearWord = (token: Token, at: number): HeardWord => {
    const key = soundOf(token);
    const [first] = analyser.vocabulary.readKnown(token);
    const bySound =
      token.script === 'deva'
        ? (written.get(closeKey(token.text)) ?? (key.length >= LEAST_LOOSE ? loose.get(key) : undefined))
        : (written.get(token.text) ?? loose.get(key));
    const byMeaning = first !== undefined && first.weight >= LEAST_WEIGHT ? byTerm.get(first.term) : undefined;
    return { at, key, term: first?.term, classes: new Set([...(bySound ?? []), ...(byMeaning ?? [])]) };
  };
  return (text) => {
    let at = 0;
    return text.split(SENTENCE_END).flatMap((sentence) => {
      const heard = analyser.split(sentence).tokens.map((token) => hearWord(token, at++));
      at += PAUSE;
      return heard;
    });
  };
}

const soundOf = ({ script, text }: Token): string =>
  script === 'deva' ? looseKey(text) : script === 'latn' ? latinKey(text) : text;

function add(map: Map<string, Set<string>>, key: string, name: string): void {
  const names = map.get(key);
  if (names === undefined) map.set(key, new Set([name]));
  else names.add(name);
}
