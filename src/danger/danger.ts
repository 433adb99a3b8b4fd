import type { Asked } from '../content/asked.js';
import type { DangerContent, Emergency } from '../content/danger.js';
import type { Lexicon } from '../content/lexicon.js';
import { Analyser } from '../search/analyse.js';
import { createLikenessOf } from './model.js';
import { createRules, type Grade } from './rules.js';
import { createHearWords } from './words.js';

export interface FoundDanger {
  /** `sure`: said before all else; `maybe`: one gentle line above the answer */
  readonly grade: Grade;
  /** an id of data/emergencies.yaml */
  readonly kind: string;
  /** a kind that it may be as well */
  readonly also: string | undefined;
}
/** Somebody is in danger, surely or perhaps. */
export interface Danger {
  readonly grade: Grade;
  readonly emergency: Emergency;
  /** what it may be as well */
  readonly also: Emergency | undefined;
}

export type FindDanger = (text: string) => FoundDanger | undefined;

/** Likelihood from which a message is surely one of danger: so few ordinary questions reach it (docs/danger.md). */
const SURE_FROM = 0.93;
/** From here on perhaps: to miss one is far worse than a needless line. */
const MAYBE_FROM = 0.35;
/** A long story has many places that only sound so. */
const MAYBE_FROM_IN_STORY = 0.55;
/** A second kind is named from this share of the likelihood on. */
const ALSO_FROM = 0.12;
/** Longer messages are read up to here (UTF-16 code units), from both ends. */
const LONGEST = 1500;

/**
 * Hears danger in a message: rules over classes of words say what they can, and a model learnt from written examples
 * weighs rules and words together.
 */
export function createDangerIn(
  input: DangerContent & {
    readonly lexicon: Lexicon;
    /** questions in which nobody is in danger */
    readonly ordinary: readonly string[];
  },
): FindDanger {
  const hear = createHearWords(input.words, new Analyser(input.lexicon));
  const applyRules = createRules(input.rules, new Set(Object.keys(input.words)));
  const examples = [...input.examples, ...input.ordinary.map((text) => ({ kinds: ['none'], text }))];
  const likenessOf = createLikenessOf(examples, hear, applyRules);
  return (text) => {
    const words = hear(text.length <= LONGEST ? text : `${text.slice(0, LONGEST / 2)} ${text.slice(-LONGEST / 2)}`);
    if (words.length === 0) return undefined;
    const { danger, kinds, parts } = likenessOf(words);
    if (danger < (parts > 1 ? MAYBE_FROM_IN_STORY : MAYBE_FROM)) return undefined;
    const [first, second] = [...kinds].sort(([, a], [, b]) => b - a);
    if (first === undefined) return undefined;
    return {
      grade: danger >= SURE_FROM ? 'sure' : 'maybe',
      kind: first[0],
      also: second !== undefined && second[1] >= ALSO_FROM ? second[0] : undefined,
    };
  };
}

/** Of the questions people asked, every third teaches what is no danger; the others are there to judge it. */
const EVERY = 3;

/**
 * @param services records about danger itself: who asks for them may be in it
 * @param toJudge the others, for the evaluation
 */
export const ordinaryOf = (asked: readonly Asked[], services: ReadonlySet<string>, toJudge = false): string[] =>
  asked
    .filter(({ schemes }, index) => (index % EVERY === 0) !== toJudge && !schemes.some((id) => services.has(id)))
    .map(({ question }) => question);
