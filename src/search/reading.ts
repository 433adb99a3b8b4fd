import type { Facet } from '../content/facet.js';
import type { Language } from '../content/language.js';
import type { Signals } from './confidence.js';
import type { QuestionScript } from './language-of.js';

/** A scheme that was found. */
export interface Hit {
  readonly id: string;
  /** only for comparing hits of one question */
  readonly score: number;
}

/** What becomes of a question. */
export type Outcome =
  /** sure enough to answer; `also`: near matches for 'not this?' */
  | { readonly kind: 'answer'; readonly id: string; readonly also: readonly string[] }
  /** not sure: one to three to choose from */
  | { readonly kind: 'suggest'; readonly ids: readonly string[] }
  /** a scheme of another state, recognised by its name; `ids`: the nearest of ours */
  | { readonly kind: 'other-state'; readonly name: string; readonly ids: readonly string[] }
  /** asks for a part, but of no scheme: is asked which; `ids`: those most asked for, to choose from */
  | { readonly kind: 'which'; readonly ids: readonly string[] }
  /** nothing that we know of */
  | { readonly kind: 'none' };

/** How a question was read. */
export interface Reading {
  /** of the question; Hindi and Chhattisgarhi in Latin letters are hi and hne */
  readonly language: Language;
  readonly script: QuestionScript;
  readonly facet: Facet;
  /** a part that may as well have been meant */
  readonly secondFacet: Facet | undefined;
  /** 0..1, calibrated: how likely the first hit is what was asked for */
  readonly confidence: number;
  readonly outcome: Outcome;
  /** up to five, best first, also when it is not answered */
  readonly hits: readonly Hit[];
  /** asks only for a part ('और कागज?'): the subject came from the context, or is missing */
  readonly isFollowUp: boolean;
  /** a greeting, thanks or the like, and nothing else */
  readonly isCourtesy: boolean;
}

/** How a question was read, step by step; plain data to print. */
export interface Explanation {
  readonly normalised: string;
  readonly language: { readonly language: Language; readonly points: Readonly<Record<Language, number>> };
  readonly words: readonly {
    readonly text: string;
    readonly key: string;
    readonly readings: readonly {
      readonly term: string;
      readonly kind: string;
      readonly how: string;
      readonly weight: number;
      readonly rarity: number;
    }[];
  }[];
  readonly concepts: readonly { readonly id: string; readonly because: string; readonly weight: number }[];
  readonly facet: Readonly<Record<Facet, number>>;
  /** what the fitted part of the facet model looked at, with its strength */
  readonly facetFeatures: Readonly<Record<string, number>>;
  /** what is looked up: words and @concepts -> how surely they were read */
  readonly terms: Readonly<Record<string, number>>;
  readonly hits: readonly {
    readonly id: string;
    readonly score: number;
    readonly parts: Readonly<Record<string, number>>;
    readonly name: string | undefined;
  }[];
  /** 1 for a few words, towards 0 for a long story */
  readonly brevity: number;
  readonly signals: Signals;
  readonly reading: Reading;
}

export interface Context {
  /** id of the scheme that the last answer was about */
  readonly subject?: string | undefined;
}
export interface Search {
  /** Reads a question; never throws. */
  ask(question: string, context?: Context): Reading;
  /** Suggestions while typing: a prefix of a word already finds. None for an empty prefix. */
  complete(prefix: string, limit: number): Hit[];
  /** How a question was read. */
  explain(question: string, context?: Context): Explanation;
}
