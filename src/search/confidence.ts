import type { Kinship } from './kinship.js';
import type { Ranked } from './ranking.js';

/** What the confidence is judged by; each 0..1 unless said otherwise. */
export interface Signals {
  /** the best hit's name is in the question */
  readonly name: number;
  /** share of the question that the best hit accounts for */
  readonly explained: number;
  /** how likely the ranking takes the best hit to be, among all hits */
  readonly share: number;
  /** share of the question's concepts that the best hit serves */
  readonly concepts: number;
  /** share of the question's weight in words that nobody knows */
  readonly unknown: number;
  /** words that belong to other talk: 0, 1, 2 ... */
  readonly offtopic: number;
  /** how like the question is to one that was not ours */
  readonly foreign: number;
  /** how like it is to one that was */
  readonly kin: number;
  /** what its words say for being ours (log-odds, about -3..3) */
  readonly odds: number;
  /** what its words say for the best hit (log-odds, about -1..3) */
  readonly bayes: number;
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
  readonly kinship: Kinship;
  readonly conceptCount: number;
  readonly wantingCount: number;
}): Signals {
  const { ranked, asked, unknownMass, offtopic, kinship, conceptCount, wantingCount } = input;
  const [first] = ranked;
  return {
    name: first?.parts.name ?? 0,
    explained: first?.parts.explained ?? 0,
    share: first === undefined ? 0 : 1 / ranked.reduce((sum, { score }) => sum + Math.exp(score - first.score), 0),
    concepts: first?.served ?? 0,
    unknown: asked + unknownMass === 0 ? 0 : unknownMass / (asked + unknownMass),
    offtopic: Math.min(2, offtopic),
    foreign: kinship.foreign,
    kin: kinship.ours,
    odds: kinship.odds,
    bayes: first?.parts.bayes ?? 0,
    mass: Math.min(1, (asked * (first?.parts.explained ?? 0)) / 1.5),
    hasConcepts: Math.min(1, conceptCount / 2),
    wanting: Math.min(1, wantingCount / 2),
  };
}

/**
 * @param weights one for each signal, and `base`
 * @returns 0..1, what a logistic model says
 */
export function likelihood(signals: Signals, weights: Readonly<Record<string, number>>): number {
  let sum = weights['base'] ?? 0;
  for (const [name, value] of Object.entries(signals)) sum += (weights[name] ?? 0) * value;
  return 1 / (1 + Math.exp(-sum));
}
