import { PLACES, type Features } from './features.js';

export interface Lesson {
  readonly features: Features;
  /** the classes that are right, by place; at least one */
  readonly right: readonly number[];
}
/** @returns the likelihood of each class; together 1 */
export type Predict = (features: Features) => readonly number[];

/** So often each lesson is gone through; more only learns the examples by heart. */
const ROUNDS = 7;
const RATE = 0.25;
/** Pull towards zero, a lesson. */
const PULL = 2e-4;
/** Features of fewer lessons tell nothing. */
const LEAST = 2;

/**
 * Multinomial logistic regression by stochastic gradient with AdaGrad steps (Duchi et al. 2011): some thousand lessons
 * are learnt while the bot starts. The lessons are taken in a fixed order, so the same lessons give the same weights.
 */
export function learn(lessons: readonly Lesson[], classes: number): Predict {
  const counts = new Int32Array(PLACES);
  for (const { features } of lessons) for (const place of features.places) counts[place]!++;
  // where the weights of a feature begin; those of 0 are the base of each class, there in every lesson
  const beginOf = new Int32Array(PLACES);
  let end = classes;
  counts.forEach((count, place) => {
    if (count < LEAST) return;
    beginOf[place] = end;
    end += classes;
  });
  const weights = new Float64Array(end);
  const squares = new Float64Array(end).fill(1e-4);
  const compile = ({ places, strengths }: Features): { readonly at: Int32Array; readonly strength: Float64Array } => {
    const at = new Int32Array(places.length + 1);
    const strength = new Float64Array(places.length + 1);
    strength[0] = 1;
    let size = 1;
    places.forEach((place, index) => {
      if (beginOf[place] === 0) return;
      at[size] = beginOf[place]!;
      strength[size++] = strengths[index]!;
    });
    return { at: at.subarray(0, size), strength: strength.subarray(0, size) };
  };
  const shares = new Float64Array(classes);
  const predict = (at: Int32Array, strength: Float64Array): void => {
    shares.fill(0);
    for (let index = 0; index < at.length; index++)
      for (let one = 0; one < classes; one++) shares[one]! += weights[at[index]! + one]! * strength[index]!;
    let highest = -Infinity;
    for (const score of shares) highest = Math.max(highest, score);
    let sum = 0;
    for (let one = 0; one < classes; one++) sum += shares[one] = Math.exp(shares[one]! - highest);
    for (let one = 0; one < classes; one++) shares[one]! /= sum;
  };
  const compiled = lessons.map(({ features, right }) => ({ ...compile(features), right }));
  for (let round = 0; round < ROUNDS; round++) {
    for (let turn = 0; turn < compiled.length; turn++) {
      const { at, strength, right } = compiled[(turn * STRIDE) % compiled.length]!;
      predict(at, strength);
      for (const one of right) shares[one]! -= 1 / right.length;
      for (let index = 0; index < at.length; index++) {
        for (let one = 0; one < classes; one++) {
          const place = at[index]! + one;
          const slope = shares[one]! * strength[index]! + PULL * weights[place]!;
          squares[place]! += slope * slope;
          weights[place]! -= (RATE * slope) / Math.sqrt(squares[place]!);
        }
      }
    }
  }
  return (features) => {
    const { at, strength } = compile(features);
    predict(at, strength);
    return [...shares];
  };
}

/** A prime step through the lessons mixes those that stand together; every lesson is met when it does not divide their number. */
const STRIDE = 7919;
