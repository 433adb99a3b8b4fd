import type { Lexicon } from '../content/lexicon.js';
import { normaliseUnicode } from './unicode.js';

/** @returns the clauses of a long sentence, in order; the sentence itself when it is short */
export type ClausesOf = (sentence: string) => string[];

/**
 * Cuts a long sentence, which has no marks inside, as marks would:
 * 'मोर गोसइया ल गुजरे तीन बछर होगे हे | दू झन लइका हें | मोला पेंसन मिलही का'.
 */
export function createClausesOf({ talk }: Pick<Lexicon, 'talk'>): ClausesOf {
  const ends = setOf(talk.clauses.ends);
  const begins = setOf(talk.clauses.begins);
  const goesOn = setOf([...talk.clauses.ends, ...talk.clauses.goesOn, ...talk.notBefore, ...talk.negation]);
  return (sentence) => {
    const words = sentence.split(/\s+/u);
    if (words.length < LONG) return [sentence];
    const keys = words.map(normaliseUnicode);
    const clauses: string[] = [];
    let from = 0;
    for (let at = LEAST; at <= words.length - LEAST; at++) {
      const isEnd = ends.has(keys[at - 1]!) && !goesOn.has(keys[at]!);
      if (at - from < LEAST || !(isEnd || begins.has(keys[at]!))) continue;
      clauses.push(words.slice(from, at).join(' '));
      from = at;
    }
    return [...clauses, words.slice(from).join(' ')];
  };
}

/** A sentence of fewer words is one clause. */
const LONG = 16;
/** Fewer words are no clause. */
const LEAST = 3;

const setOf = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(normaliseUnicode));

/** Words that join two wants: कतका अउ कब, form aur kagaj. */
const AND = /\s(?:और|अउ|अऊ|तथा|एवं|aur|au|and)\s|[,;]\s/u;

/** @returns the wants that a sentence may join, as written; one for most */
export const splitWants = (sentence: string): string[] =>
  sentence.split(AND).filter((part) => part.trim().includes(' '));
