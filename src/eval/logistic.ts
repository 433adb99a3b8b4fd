import { minimise } from './adam.js';

/** One example of a multinomial logistic model with sparse features. */
export interface Example {
  /** feature -> strength */
  readonly features: ReadonlyMap<string, number>;
  /** score of each class that is there already; the fit corrects it */
  readonly offset: readonly number[];
  /** the classes that are right, by position; at least one */
  readonly right: readonly number[];
}
/** feature -> weight of each class */
export type Weights = ReadonlyMap<string, readonly number[]>;

export interface FitOptions {
  /** pull towards zero (L2) */
  readonly pull: number;
  /** features of fewer examples are left out */
  readonly least: number;
}

const STEPS = { steps: 150, rate: 0.1 };

/** Where several classes are right, each is to have the same share of the probability, so that the second likeliest tells something too. */
export function fitLogistic(examples: readonly Example[], { pull, least }: FitOptions): Weights {
  const counts = new Map<string, number>();
  for (const { features } of examples)
    for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= least).map(([name]) => name);
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const classes = examples[0]?.offset.length ?? 0;
  const sparse = examples.map(({ features, offset, right }) => {
    const known = [...features].filter(([name]) => indexOf.has(name));
    return { at: known.map(([name]) => indexOf.get(name)!), strength: known.map(([, value]) => value), offset, right };
  });
  const weights = minimise(
    names.length * classes,
    (current, gradient) => {
      for (let index = 0; index < current.length; index++) gradient[index] = pull * current[index]!;
      for (const { at, strength, offset, right } of sparse) {
        const scores = [...offset];
        at.forEach((feature, index) => {
          for (let one = 0; one < classes; one++) scores[one]! += current[feature * classes + one]! * strength[index]!;
        });
        const errors = errorsOf(scores, (one) => right.includes(one));
        at.forEach((feature, index) => {
          for (let one = 0; one < classes; one++) gradient[feature * classes + one]! += errors[one]! * strength[index]!;
        });
      }
    },
    STEPS,
  );
  return new Map(
    names.map((name, index) => [name, Array.from(weights.subarray(index * classes, (index + 1) * classes))]),
  );
}

/** @returns for each score by how much it should fall (gradient of the cross-entropy against equal shares of the right ones) */
export function errorsOf(scores: readonly number[], isRight: (index: number) => boolean): number[] {
  const shares = softmax(scores);
  const count = scores.filter((_, index) => isRight(index)).length;
  return shares.map((share, index) => share - (isRight(index) ? 1 / count : 0));
}

/** @returns the position of the most likely class */
export function classify(weights: Weights, { features, offset }: Pick<Example, 'features' | 'offset'>): number {
  const scores = [...offset];
  for (const [name, strength] of features)
    weights.get(name)?.forEach((weight, one) => (scores[one]! += weight * strength));
  return scores.indexOf(Math.max(...scores));
}

function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - highest));
  const sum = raised.reduce((all, one) => all + one, 0);
  return raised.map((one) => one / sum);
}
