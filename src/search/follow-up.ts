import type { Lexicon } from '../content/lexicon.js';
import type { Signals } from './confidence.js';
import { closeKey } from './sound.js';
import type { Token } from './tokens.js';
import { normaliseUnicode } from './unicode.js';
import type { QuestionWords } from './words.js';

export interface Talk {
  readonly isFollowUp: boolean;
}
export type FollowUp = (question: {
  readonly tokens: readonly Token[];
  readonly words: QuestionWords;
  readonly signals: Signals;
  /** 0..1, how likely the first hit is right */
  readonly confidence: number;
  readonly facetFound: number;
  readonly speaksOfPersons: boolean;
  /** it asks whether persons may have it too, and for nothing else: 'अउ बेवा मन ल?', 'obc ko milega kya' */
  readonly asksForPersons: boolean;
  /** a scheme was spoken of before */
  readonly hasSubject: boolean;
}) => Talk;

/** A follow-up says so little of its own that it needs the subject of the last answer. */
export function createFollowUp(talk: Lexicon['talk']): FollowUp {
  const pointing = new Set(talk.pointing.map((word) => keyOf(normaliseUnicode(word))));
  const continuing = new Set(talk.continuing.map((word) => keyOf(normaliseUnicode(word))));
  return ({ tokens, words, facetFound, speaksOfPersons, asksForPersons, signals, confidence, hasSubject }) => {
    const topics = words.words.filter(({ senses }) => senses.length === 0 || senses[0]!.kind === 'topic').length;
    const points = tokens.some(({ text }) => pointing.has(keyOf(text)));
    const continues = tokens.length > 0 && continuing.has(keyOf(tokens[0]!.text));
    const isNamed = signals.name >= NAMED;
    const saysNothing = topics === 0 && !isNamed && (facetFound > 0 || points || continues);
    const saysLittle = topics <= 1 && !isNamed && (points || continues) && tokens.length <= SHORT;
    // After an answer, a short question that names neither scheme nor need of its own is about the same thing.
    const staysWithSubject =
      hasSubject &&
      (points || continues || (speaksOfPersons ? asksForPersons : facetFound > 0 || signals.concepts === 0)) &&
      tokens.length <= SHORT &&
      (asksForPersons ? signals.name < WHOLLY_NAMED : confidence < SURE);
    // 'क्रिकेट कब है' is another talk, whatever was spoken of before.
    return { isFollowUp: signals.offtopic === 0 && (saysNothing || saysLittle || staysWithSubject) };
  };
}

/** Words of a short question, at most. */
const SHORT = 8;
/** A name of a scheme is in the question as good as whole. */
const NAMED = 0.5;
/** From this confidence on a question is about what it says, whatever was spoken of before. */
const SURE = 0.6;
/** A person alone ('कुँवारी नोनी ला घलो मिलही?') is a new question only when it is a whole name: 'विधवा पेंशन'. */
const WHOLLY_NAMED = 0.9;

const keyOf = (word: string): string => (/^[a-z]/u.test(word) ? word : `=${closeKey(word)}`);
