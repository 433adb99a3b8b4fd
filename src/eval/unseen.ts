import { createSearch, type Explanation, type Search } from '../search/index.js';
import type { SearchInput } from './ablations.js';
import type { EvalQuestion } from './questions.js';

/**
 * How the search fares with what it has not learnt. A record that is announced this morning has no questions of
 * people yet, or the few that whoever adds it types; so the records are divided into folds, and those of one fold are
 * as new: their questions are taken away but for so many.
 */
export const FOLDS = 5;
/** Questions that whoever adds a record is asked for. */
export const NEW_EXAMPLES = 5;

/** Position of a record -> its fold. Neighbours in the alphabet (pm-…) are spread. */
const foldOf = (at: number): number => at % FOLDS;

/** A question, read by a search to which the records of one fold are new. */
export interface Unseen {
  readonly question: EvalQuestion;
  /** whether the right records are new; else it is a question on a known record beside new ones */
  readonly isNew: boolean;
  readonly explanation: Explanation;
}

/**
 * @param examples questions that each new record keeps
 * @param questions with right records
 * @returns each question whose records are all in one fold, once as new; every fifth of the others beside each fold
 */
export function readUnseen(content: SearchInput, questions: readonly EvalQuestion[], examples: number): Unseen[] {
  const foldById = new Map(content.schemes.map(({ id }, at) => [id, foldOf(at)]));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const isIn = (id: string): boolean => foldById.get(id) === fold;
    const search = searchWithout(content, isIn, examples);
    return questions.flatMap((question, index): Unseen[] => {
      const { schemes } = question;
      const isNew = schemes.every(isIn);
      if (!isNew && (schemes.some(isIn) || index % FOLDS !== fold)) return [];
      return [{ question, isNew, explanation: search.explain(question.question) }];
    });
  }).flat();
}

function searchWithout(content: SearchInput, isNew: (id: string) => boolean, examples: number): Search {
  const total = new Map<string, number>();
  for (const { schemes } of content.asked) count(total, schemes[0]);
  const seen = new Map<string, number>();
  const asked = content.asked.filter(({ schemes: [id] }) => {
    const index = count(seen, id);
    if (id === undefined || !isNew(id)) return true;
    // Spread over the record's questions: they stand by writer and style.
    const step = Math.max(1, total.get(id)! / Math.max(1, examples));
    return Math.floor(index / step) < Math.floor((index + 1) / step) && Math.floor(index / step) < examples;
  });
  return createSearch({ ...content, asked });
}

/** @returns how often it was counted before */
function count(counts: Map<string, number>, id: string | undefined): number {
  if (id === undefined) return 0;
  const before = counts.get(id) ?? 0;
  counts.set(id, before + 1);
  return before;
}
