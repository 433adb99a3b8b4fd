import type { WordKind } from '../content/lexicon.js';
import type { Analysis, ReadWord } from './analyse.js';

/** Kinds that never say which scheme is meant. */
export const WEIGHTLESS: ReadonlySet<WordKind> = new Set(['stop', 'offtopic']);
/** How much a word of a kind says about which scheme is meant. */
export const KIND_WEIGHT: Readonly<Record<WordKind, number>> = {
  topic: 1,
  field: 0.35,
  ask: 0.18,
  stop: 0,
  offtopic: 0,
};

export interface TermHit {
  readonly weight: number;
  /** position of the word in the question */
  readonly at: number;
}
/** A question as common words. */
export interface QuestionWords {
  readonly words: readonly ReadWord[];
  /** every reading of every word, the surest */
  readonly byTerm: ReadonlyMap<string, TermHit>;
  /** words that nobody knows, even misspelt */
  readonly unknown: readonly ReadWord[];
}

export function collectWords({ words }: Analysis): QuestionWords {
  const byTerm = new Map<string, TermHit>();
  const unknown: ReadWord[] = [];
  for (const word of words) {
    if (word.senses.length === 0) unknown.push(word);
    for (const { term, weight } of word.senses) {
      const known = byTerm.get(term);
      if (known === undefined || known.weight < weight) byTerm.set(term, { weight, at: word.at });
    }
  }
  return { words, byTerm, unknown };
}

/** @returns the words that may say which scheme is meant, in all readings -> how surely they were read */
export function weightedTerms({ words }: QuestionWords): Map<string, number> {
  const terms = new Map<string, number>();
  for (const { senses } of words) {
    for (const { term, kind, weight } of senses) {
      if (!WEIGHTLESS.has(kind)) terms.set(term, Math.max(terms.get(term) ?? 0, weight));
    }
  }
  return terms;
}
