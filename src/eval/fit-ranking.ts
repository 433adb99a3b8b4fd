import { minimise } from './adam.js';
import { errorsOf, fitLogistic } from './logistic.js';

/** A question with its candidates, as a search found them that had not this question among those people asked. */
export interface RankingExample {
  /** 1 for a few words, towards 0 for a long story */
  readonly brevity: number;
  /** how much it counts beside others. Default 1 */
  readonly weight?: number;
  readonly candidates: readonly { readonly parts: Readonly<Record<string, number>>; readonly isRight: boolean }[];
}
/** name of a part or signal -> weight */
export type NamedWeights = Readonly<Record<string, number>>;

const STEPS = { steps: 400, rate: 0.05 };
/**
 * What is decided and not learnt: a closed scheme stands below what replaced it unless it is named, and
 * how much a scheme is asked for only breaks ties. The questions are too few of either to be asked.
 */
const DECIDED: NamedWeights = { closed: -0.5, popularity: 0.05 };
/** Pull towards zero (L2): enough that a part which says nothing gets next to no weight. */
const PULL = 1;

/** Weights with which the right candidates are likeliest to stand first (conditional logit, McFadden 1974). */
export function fitRanking(examples: readonly RankingExample[]): {
  readonly short: NamedWeights;
  readonly long: NamedWeights;
} {
  const names = [
    ...new Set(examples.flatMap(({ candidates }) => candidates.flatMap(({ parts }) => Object.keys(parts)))),
  ].filter((name) => DECIDED[name] === undefined);
  const usable = examples
    .filter(({ candidates }) => candidates.some(({ isRight }) => isRight))
    .map(({ candidates, brevity, weight = 1 }) => ({
      weight,
      values: candidates.map(({ parts }) => [
        ...names.map((name) => (parts[name] ?? 0) * brevity),
        ...names.map((name) => (parts[name] ?? 0) * (1 - brevity)),
      ]),
      decided: candidates.map(({ parts }) =>
        Object.entries(DECIDED).reduce((sum, [name, weight]) => sum + weight * (parts[name] ?? 0), 0),
      ),
      isRight: candidates.map(({ isRight }) => isRight),
    }));
  const weights = minimise(
    2 * names.length,
    (current, gradient) => {
      for (let index = 0; index < current.length; index++) gradient[index] = PULL * current[index]!;
      for (const { values, decided, isRight, weight } of usable) {
        const scores = values.map((row, at) =>
          row.reduce((sum, value, index) => sum + value * current[index]!, decided[at]!),
        );
        errorsOf(scores, (at) => isRight[at]!).forEach((error, at) =>
          values[at]!.forEach((value, index) => (gradient[index]! += weight * error * value)),
        );
      }
    },
    STEPS,
  );
  const from = (start: number): NamedWeights => ({
    ...Object.fromEntries(names.map((name, index) => [name, round(weights[start + index]!)])),
    ...DECIDED,
  });
  return { short: from(0), long: from(names.length) };
}

/** What is to be predicted of a question, with what it is to be predicted from. */
export interface YesNoExample {
  readonly signals: object;
  readonly holds: boolean;
}

/** Weights of a logistic model, one for each signal, `base` its constant. */
export function fitYesNo(examples: readonly YesNoExample[], pull = 0.5): NamedWeights {
  const weights = fitLogistic(
    examples.map(({ signals, holds }) => ({
      features: new Map([...(Object.entries(signals) as [string, number][]), ['base', 1]]),
      offset: [0, 0],
      right: [holds ? 1 : 0],
    })),
    { pull, least: 2 },
  );
  return Object.fromEntries([...weights].map(([name, [no = 0, yes = 0]]) => [name, round(yes - no)]));
}

const round = (value: number): number => Math.round(value * 100) / 100 || 0;
