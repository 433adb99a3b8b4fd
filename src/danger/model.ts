import type { DangerExample } from '../content/danger.js';
import { featuresOf, PART, partsOf, type Features } from './features.js';
import { learn } from './learn.js';
import type { ApplyRules } from './rules.js';
import type { HeardWord, HearWords } from './words.js';

/** What the examples say about a message. */
export interface Likeness {
  /** 0..1: somebody is in danger */
  readonly danger: number;
  /** kind -> 0..1, if somebody is */
  readonly kinds: ReadonlyMap<string, number>;
  /** in how many parts it was read */
  readonly parts: number;
}
export type LikenessOf = (words: readonly HeardWord[]) => Likeness;

const NONE = 'none';

/**
 * Learns two linear models from written examples (logistic regression, learn.ts): is it a danger at all, and of which kind.
 * The same examples always give the same models.
 */
export function createLikenessOf(
  examples: readonly DangerExample[],
  hear: HearWords,
  applyRules: ApplyRules,
): LikenessOf {
  const kinds = [...new Set(examples.flatMap(({ kinds: own }) => own))].filter((kind) => kind !== NONE).sort();
  const features = (words: readonly HeardWord[]): Features => featuresOf(words, applyRules(words));
  const read = examples.map(({ kinds: own, text }) => ({ own, words: hear(text) }));
  const isDanger = learn(
    read.flatMap(({ own, words }) =>
      // a story in which somebody is in danger speaks of it in one place only: its parts are not learnt
      (own.includes(NONE) ? partsOf(words, PART) : [words]).map((part) => ({
        features: features(part),
        right: [own.includes(NONE) ? 0 : 1],
      })),
    ),
    2,
  );
  const whichKind = learn(
    read
      .filter(({ own }) => !own.includes(NONE))
      .map(({ own, words }) => ({ features: features(words), right: own.map((kind) => kinds.indexOf(kind)) })),
    kinds.length,
  );
  return (words) => {
    let worst: { readonly danger: number; readonly features: Features } | undefined;
    const parts = partsOf(words);
    for (const part of parts) {
      const own = features(part);
      const danger = isDanger(own)[1]!;
      if (worst === undefined || danger > worst.danger) worst = { danger, features: own };
    }
    if (worst === undefined) return { danger: 0, kinds: new Map(), parts: 0 };
    const shares = whichKind(worst.features);
    return {
      danger: worst.danger,
      kinds: new Map(kinds.map((kind, index) => [kind, shares[index]!])),
      parts: parts.length,
    };
  };
}
