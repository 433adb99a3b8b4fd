export interface AdamOptions {
  readonly steps: number;
  /** length of a step, about */
  readonly rate: number;
}

const MOMENTUM = 0.9;
const SQUARES = 0.999;

/**
 * Minimises by Adam (Kingma and Ba 2015) over all examples at once, so that the same examples give the same weights.
 * @param gradientOf adds the gradient at `weights` to `gradient`, which comes zeroed
 * @returns the weights after the last step, begun at zero
 */
export function minimise(
  size: number,
  gradientOf: (weights: Float64Array, gradient: Float64Array) => void,
  { steps, rate }: AdamOptions,
): Float64Array {
  const weights = new Float64Array(size);
  const gradient = new Float64Array(size);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let step = 1; step <= steps; step++) {
    gradient.fill(0);
    gradientOf(weights, gradient);
    const meanLeft = 1 - MOMENTUM ** step;
    const squareLeft = 1 - SQUARES ** step;
    for (let index = 0; index < size; index++) {
      mean[index] = MOMENTUM * mean[index]! + (1 - MOMENTUM) * gradient[index]!;
      square[index] = SQUARES * square[index]! + (1 - SQUARES) * gradient[index]! ** 2;
      weights[index]! -= (rate * (mean[index]! / meanLeft)) / (Math.sqrt(square[index]! / squareLeft) + 1e-8);
    }
  }
  return weights;
}
