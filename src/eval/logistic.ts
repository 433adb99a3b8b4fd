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

const STEPS = 150;
const RATE = 0.1;
const MOMENTUM = 0.9;
const SQUARES = 0.999;

/**
 * Fits by Adam (Kingma and Ba 2015) over all examples at once, so that the same examples give the same
 * weights. Where several classes are right, the sum of their probabilities is made large.
 */
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
  const size = names.length * classes;
  const [weights, gradient, mean, square] = Array.from({ length: 4 }, () => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let step = 1; step <= STEPS; step++) {
    for (let index = 0; index < size; index++) gradient[index] = pull * weights[index]!;
    for (const { at, strength, offset, right } of sparse) {
      const scores = [...offset];
      at.forEach((feature, index) => {
        for (let one = 0; one < classes; one++) scores[one]! += weights[feature * classes + one]! * strength[index]!;
      });
      const shares = softmax(scores);
      const rightShare = right.reduce((sum, one) => sum + shares[one]!, 0);
      const errors = shares.map((share, one) => share - (right.includes(one) ? share / rightShare : 0));
      at.forEach((feature, index) => {
        for (let one = 0; one < classes; one++) gradient[feature * classes + one]! += errors[one]! * strength[index]!;
      });
    }
    const meanLeft = 1 - MOMENTUM ** step;
    const squareLeft = 1 - SQUARES ** step;
    for (let index = 0; index < size; index++) {
      mean[index] = MOMENTUM * mean[index]! + (1 - MOMENTUM) * gradient[index]!;
      square[index] = SQUARES * square[index]! + (1 - SQUARES) * gradient[index]! ** 2;
      weights[index]! -= (RATE * (mean[index]! / meanLeft)) / (Math.sqrt(square[index]! / squareLeft) + 1e-8);
    }
  }
  return new Map(
    names.map((name, index) => [name, Array.from(weights.subarray(index * classes, (index + 1) * classes))]),
  );
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
