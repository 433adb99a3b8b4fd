import { z } from 'zod';
import { FACETS } from './facet.js';

/**
 * What a word is for the search.
 * - `topic`: says what the question is about; full weight
 * - `field`: said of nearly every scheme (योजना, पैसा, सहायता); little weight
 * - `ask`: asks for a part of a scheme (कागज, फॉर्म, कब); chooses the facet, hardly the scheme
 * - `stop`: grammar; none
 * - `offtopic`: belongs to talk that is not ours (मौसम, क्रिकेट)
 */
export const WORD_KINDS = ['topic', 'field', 'ask', 'stop', 'offtopic'] as const;
export type WordKind = (typeof WORD_KINDS)[number];

const wordEntry = z.strictObject({
  /** the common word that all forms are read as */
  term: z.string().min(1),
  kind: z.enum(WORD_KINDS),
  /** other words and spellings for it, either script; several words make a set phrase */
  forms: z.array(z.string().min(1)),
});
const pair = z.strictObject({ hne: z.string().min(1), hi: z.string().min(1), kind: z.string().min(1) });
const ending = z.strictObject({
  /** the letters that are cut off, in order of trial (longest first) */
  cut: z.array(z.string().min(1)),
  /** sounds (close or Latin letters) that must be left, at least */
  leave: z.number().int().min(1),
});
const markers = z.strictObject({ words: z.record(z.string(), z.number()), endings: z.record(z.string(), z.number()) });

export const endingsSchema = z.strictObject({
  chhattisgarhi: ending,
  hindi: ending,
  latin: ending,
  /** words that look as if they ended so, but do not */
  keep: z.array(z.string()),
});
export const languageSchema = z.strictObject({
  hi: markers,
  hne: markers,
  en: markers,
  /** English words that are written like Hindi ones (the = थे) -> what they say for Hindi where no English stands beside them */
  shared: z.record(z.string(), z.number()),
});
export const facetModelSchema = z.strictObject({
  /** evidence that is there before any word is read */
  base: z.partialRecord(z.enum(FACETS), z.number()),
  /** clue -> how much it speaks for (or, below zero, against) parts */
  clues: z.record(z.string(), z.partialRecord(z.enum(FACETS), z.number())),
  /** feature (src/search/facet-features.ts) -> weight of each facet, in the order of FACETS */
  fitted: z.record(z.string(), z.array(z.number()).length(FACETS.length)),
});
export const numbersSchema = z.strictObject({
  words: z.record(z.string(), z.number()),
  multipliers: z.record(z.string(), z.number()),
});
export const otherStatesSchema = z.array(
  z.strictObject({
    name: z.string().min(2),
    state: z.string().min(2),
    aliases: z.array(z.string().min(2)).min(1),
    /** ids of our schemes that come nearest, best first */
    nearest: z.array(z.string()).min(1).max(3),
  }),
);
export const talkSchema = z.strictObject({
  /** words that say 'not' */
  negation: z.array(z.string()),
  /** words that point back to what was said before: उसका, ओकर, it */
  pointing: z.array(z.string()),
  /** openings that continue a talk: और, अउ, and what about */
  continuing: z.array(z.string()),
  /** common words with which a scheme is asked for */
  wanting: z.array(z.string()),
  /** what stands around a question (src/search/frame.ts) */
  courtesy: z.array(z.string()),
  opening: z.array(z.string()),
  address: z.array(z.string()),
  notBefore: z.array(z.string()),
  notAfter: z.array(z.string()),
  places: z.array(z.string()),
  /** where a long sentence without marks is cut */
  clauses: z.strictObject({
    ends: z.array(z.string()),
    begins: z.array(z.string()),
    goesOn: z.array(z.string()),
  }),
  /** short spelling in Latin letters -> the common one */
  spellings: z.record(z.string(), z.string()),
});

/** Fitted weights of the ranking and of the two likelihoods (`npm run fit`); what is not named has none. */
export const weightsSchema = z.strictObject({
  /** parts of a record's score (`ScoreParts` in src/search/ranking.ts) in a short question */
  short: z.record(z.string(), z.number()),
  /** the same in a long one */
  long: z.record(z.string(), z.number()),
  /** signals (src/search/confidence.ts) and `base`: is the first hit right? */
  confidence: z.record(z.string(), z.number()),
  /** the same: is the question about schemes at all? */
  scope: z.record(z.string(), z.number()),
});

/** Everything of `data/lexicon/`. */
export const lexiconSchema = z.strictObject({
  words: z.array(wordEntry),
  chhattisgarhi: z.array(pair),
  endings: endingsSchema,
  language: languageSchema,
  facets: facetModelSchema,
  numbers: numbersSchema,
  otherStates: otherStatesSchema,
  talk: talkSchema,
  weights: weightsSchema,
});
export type Lexicon = z.infer<typeof lexiconSchema>;
