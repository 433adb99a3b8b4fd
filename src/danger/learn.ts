/** Feature -> strength. */
export type Features = ReadonlyMap<string, number>;
export interface Lesson {
  readonly features: Features;
  /** the classes that are right, by place; at least one */
  readonly right: readonly number[];
}
/** @returns the likelihood of each class; together 1 */
export type Predict = (features: Features) => readonly number[];

/** So often each lesson is gone through; more only learns the examples by heart. */
const ROUNDS = 12;
const RATE = 0.25;
/** Pull towards zero, a lesson. */
const PULL = 2e-5;
/** Features of fewer lessons tell nothing. */
const LEAST = 2;

/**
 * Multinomial logistic regression by stochastic gradient with AdaGrad steps (Duchi et al. 2011): some thousand lessons
 * are learnt while the bot starts. The lessons are taken in a fixed order, so the same lessons give the same weights.
 */
export function learn(lessons: readonly Lesson[], classes: number): Predict {
  const counts = new Map<string, number>();
  for (const { features } of lessons) for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const places = new Map<string, number>();
  for (const [name, count] of counts) if (count >= LEAST) places.set(name, places.size + 1);
  // place 0 is the base of each class, there in every lesson
  const weights = new Float64Array((places.size + 1) * classes);
  const squares = new Float64Array(weights.length).fill(1e-4);
  const compile = (features: Features): { readonly at: Int32Array; readonly strength: Float64Array } => {
    const known = [...features].filter(([name]) => places.has(name));
    return {
      at: Int32Array.from([0, ...known.map(([name]) => places.get(name)! * classes)]),
      strength: Float64Array.from([1, ...known.map(([, strength]) => strength)]),
    };
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
