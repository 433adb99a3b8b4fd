import type { Ranked } from './ranking.js';
import { CONFIDENCE, SCOPE } from './weights.js';

/** What the confidence is judged by; each 0..1 unless said otherwise. */
export interface Signals {
  /** the best hit's name is in the question */
  readonly name: number;
  /** share of the question that the best hit accounts for */
  readonly explained: number;
  /** how far the second hit is behind */
  readonly margin: number;
  /** share of the question's concepts that the best hit serves */
  readonly concepts: number;
  /** share of the question's weight in words that nobody knows */
  readonly unknown: number;
  /** words that belong to other talk: 0, 1, 2 ... */
  readonly offtopic: number;
  /** weight of the words shared with the best hit, up to 1 */
  readonly mass: number;
  /** the question has concepts of the field at all */
  readonly hasConcepts: number;
  /** the question has words with which schemes are asked for */
  readonly wanting: number;
}

export function signalsOf(input: {
  readonly ranked: readonly Ranked[];
  /** weight of the question's known words */
  readonly asked: number;
  readonly unknownMass: number;
  readonly offtopic: number;
  readonly conceptCount: number;
  readonly wantingCount: number;
}): Signals {
  const { ranked, asked, unknownMass, offtopic, conceptCount, wantingCount } = input;
  const [first, second] = ranked;
  return {
    name: first?.parts.name ?? 0,
    explained: first?.parts.explained ?? 0,
    margin: first === undefined ? 0 : Math.min(1, (first.score - (second?.score ?? 0)) / Math.max(first.score, 0.1)),
    concepts: first === undefined ? 0 : (first.parts.who + first.parts.need) / 2,
    unknown: asked + unknownMass === 0 ? 0 : unknownMass / (asked + unknownMass),
    offtopic: Math.min(2, offtopic),
    mass: Math.min(1, (asked * (first?.parts.explained ?? 0)) / 1.5),
    hasConcepts: Math.min(1, conceptCount / 2),
    wanting: Math.min(1, wantingCount / 2),
  };
}

/** @returns 0..1, how likely the best hit is what was asked for (logistic, fitted on the development part) */
export const confidenceOf = (signals: Signals): number => logistic(signals, CONFIDENCE);

/** @returns 0..1, how likely the question is about schemes at all, whichever */
export const scopeOf = (signals: Signals): number => logistic(signals, SCOPE);

function logistic(signals: Signals, weights: Readonly<Record<keyof Signals | 'base', number>>): number {
  let sum = weights.base;
  for (const [name, value] of Object.entries(signals) as [keyof Signals, number][]) sum += weights[name] * value;
  return 1 / (1 + Math.exp(-sum));
}
