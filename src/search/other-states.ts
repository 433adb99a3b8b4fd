import type { Lexicon } from '../content/lexicon.js';
import type { Analyser } from './analyse.js';
import type { Rarity } from './rarity.js';
import type { QuestionWords } from './words.js';

export interface OtherState {
  readonly name: string;
  readonly nearest: readonly string[];
  /** weight of the words by which it was recognised, to be compared with a scheme of ours */
  readonly mass: number;
}
export type FindOtherState = (question: QuestionWords) => OtherState | undefined;

/** A word must be read at least so surely to count for a name of another state. */
const SURE = 0.85;
/** Weight of a word that is grammar or talk elsewhere, but part of a name here. */
const IN_NAME = 0.5;

/** Recognises schemes of other states by a whole name of theirs (`data/lexicon/other-states.yaml`). */
export function createFindOtherState(list: Lexicon['otherStates'], analyser: Analyser, rarity: Rarity): FindOtherState {
  const names = list.flatMap((entry) =>
    [entry.name, ...entry.aliases].map((text) => {
      const terms = new Set(
        analyser
          .learn(text)
          .words.flatMap(({ senses }) =>
            senses.slice(0, 1).flatMap(({ term, kind }) => (kind === 'stop' ? [] : [term])),
          ),
      );
      return {
        entry,
        terms: [...terms],
        mass: [...terms].reduce((sum, term) => sum + Math.max(IN_NAME, rarity.weightOf(term)), 0),
      };
    }),
  );
  return ({ byTerm }) => {
    let best: OtherState | undefined;
    for (const { entry, terms, mass } of names) {
      // one word that our records have too (सम्मान) is no name
      if (
        terms.length === 0 ||
        (terms.length === 1 && rarity.isSaid(terms[0]!)) ||
        (best !== undefined && mass <= best.mass)
      )
        continue;
      if (terms.every((term) => (byTerm.get(term)?.weight ?? 0) >= SURE))
        best = { name: entry.name, nearest: entry.nearest, mass };
    }
    return best;
  };
}
