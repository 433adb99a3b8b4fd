import type { Lexicon } from '../content/lexicon.js';
import type { Analyser } from './analyse.js';
import { createMatchNames } from './names.js';
import { WEIGHTLESS } from './words.js';

export interface OtherState {
  readonly name: string;
  readonly nearest: readonly string[];
  /** weight of the words by which it was recognised, to be compared with a scheme of ours */
  readonly mass: number;
}
export type FindOtherState = (terms: ReadonlyMap<string, number>) => OtherState | undefined;

/** Recognises schemes of other states by a whole name of theirs (`data/lexicon/other-states.yaml`). */
export function createFindOtherState(
  list: Lexicon['otherStates'],
  analyser: Analyser,
  weightOf: (term: string) => number,
): FindOtherState {
  const names = list.flatMap(({ name, aliases }, index) =>
    [name, ...aliases].map((text) => ({
      schemeId: String(index),
      text,
      official: false,
      terms: [
        ...new Set(
          analyser
            .learn(text)
            .words.flatMap(({ senses }) =>
              senses.slice(0, 1).flatMap(({ term, kind }) => (WEIGHTLESS.has(kind) ? [] : [term])),
            ),
        ),
      ],
    })),
  );
  const match = createMatchNames(names, weightOf);
  return (terms) => {
    let best: OtherState | undefined;
    for (const [index, { coverage, mass }] of match(terms)) {
      if (coverage < 0.85 || (best !== undefined && mass <= best.mass)) continue;
      const { name, nearest } = list[Number(index)]!;
      best = { name, nearest, mass };
    }
    return best;
  };
}
