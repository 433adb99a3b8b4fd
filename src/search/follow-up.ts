import type { Lexicon } from '../content/lexicon.js';
import type { Signals } from './confidence.js';
import type { Query, Ranked } from './ranking.js';
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
  readonly query: Query;
  readonly ranked: readonly Ranked[];
  readonly signals: Signals;
  readonly facetFound: number;
}) => Talk;

/** A follow-up says so little of its own that it needs the subject of the last answer. */
export function createFollowUp(talk: Lexicon['talk']): FollowUp {
  const pointing = new Set(talk.pointing.map((word) => keyOf(normaliseUnicode(word))));
  const continuing = new Set(talk.continuing.map((word) => keyOf(normaliseUnicode(word))));
  return ({ tokens, words, facetFound, signals }) => {
    const topics = words.words.filter(({ senses }) => senses.length === 0 || senses[0]!.kind === 'topic').length;
    const points = tokens.some(({ text }) => pointing.has(keyOf(text)));
    const continues = tokens.length > 0 && continuing.has(keyOf(tokens[0]!.text));
    const asksPart = facetFound > 0;
    return {
      isFollowUp:
        (topics === 0 && (asksPart || points || continues)) ||
        (topics <= 1 && signals.name < 0.5 && (points || continues) && tokens.length <= 7),
    };
  };
}

const keyOf = (word: string): string => (/^[a-z]/u.test(word) ? word : `=${closeKey(word)}`);
