import type { Analysis } from './analyse.js';
import type { Shape } from './shape.js';
import type { Vocabulary } from './vocabulary.js';

/** A sentence (or several) of a question, read. */
export interface FeaturedText {
  readonly analysis: Analysis;
  readonly shapes: ReadonlySet<Shape>;
  /** the sentence that asks, rather than what is told before it */
  readonly isAsked: boolean;
  /** 0..1, what its words count */
  readonly strength: number;
}
/** name -> strength */
export type FacetFeatures = ReadonlyMap<string, number>;

/** Neighbours, and what follows from other features, count less than a word. */
const SECOND = 0.7;

/**
 * What the fitted part of the facet model looks at: words and pairs of neighbours (`t`: the common word,
 * `k`: the sound key as written, since मिलिस and मिलही are one word), the first and the last word, the
 * shapes of the sentence and their pairs. Among neighbours all words that say which scheme is meant are one
 * (`*`); by themselves they count a little (`o`), since some speak for a part (आय, शिविर, ओटीपी).
 */
export function facetFeaturesOf(texts: readonly FeaturedText[], vocabulary: Vocabulary): FacetFeatures {
  const features = new Map<string, number>();
  const add = (name: string, strength: number): void =>
    void features.set(name, Math.max(features.get(name) ?? 0, strength));
  for (const { analysis, shapes, isAsked, strength } of texts) {
    const terms = analysis.words.map(({ senses, key }) => {
      const [first] = senses;
      return first === undefined ? `?${key}` : first.kind === 'topic' ? TOPIC : first.term;
    });
    if (!isAsked) {
      for (const term of terms) if (term !== TOPIC) add(`b:${term}`, strength);
      continue;
    }
    terms.forEach((term, index) => {
      if (term === TOPIC) add(`o:${analysis.words[index]!.senses[0]!.term}`, strength * SECOND);
      else add(`t:${term}`, strength);
      if (index > 0) add(`tt:${terms[index - 1]} ${term}`, strength * SECOND);
    });
    const keys = analysis.tokens.map((token) => (token.script === 'digit' ? DIGITS : vocabulary.keyOf(token)));
    analysis.words.forEach(({ at, senses }) => {
      if (senses[0]?.kind === 'topic') return;
      add(`k:${keys[at]}`, strength);
      if (at + 1 < keys.length) add(`kk:${keys[at]} ${keys[at + 1]}`, strength * SECOND);
    });
    if (terms.length > 0) {
      add(`first:${terms[0]}`, SECOND);
      add(`last:${terms.at(-1)}`, 1);
    }
    const named = [...shapes].toSorted();
    named.forEach((shape, index) => {
      add(`s:${shape}`, 1);
      for (const other of named.slice(index + 1)) add(`s:${shape}+${other}`, SECOND);
    });
  }
  return features;
}

const TOPIC = '*';
const DIGITS = '0';
