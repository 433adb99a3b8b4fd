import { FACETS, type Facet } from '../content/facet.js';
import type { Content } from '../content/load.js';
import { createSearch, type Explanation } from '../search/index.js';
import type { EvalQuestion } from './questions.js';

/** A question from which something is fitted, with what is right for it. */
export interface Taught {
  readonly question: string;
  /** empty when it is not ours, or about any scheme */
  readonly schemes: readonly string[];
  readonly facets: readonly Facet[];
  /** `names`: a name, bare or with the end of somebody's question */
  readonly set: 'development' | 'asked' | 'names';
  /** in the middle of a talk: nothing follows from it for the ranking */
  readonly inTalk: boolean;
  /** the part of the questions that is left out together with it, 0 to `FOLDS` - 1 */
  readonly fold: number;
}
/** Into so many parts the questions are divided; each is put to a search that has the others. */
export const FOLDS = 5;

/** Names of each record that are asked for. */
const NAMES_OF_EACH = 3;
const TAIL_WORDS = 3;

/**
 * All questions from which something may be fitted: `data/asked.tsv`, the development questions, and names of every
 * record. Whoever says a name means it, and the questions, most of which describe a need, say too little of that.
 */
export function taughtQuestions(
  { asked, schemes: records }: Pick<Content, 'asked' | 'schemes'>,
  evaluation: readonly EvalQuestion[],
): Taught[] {
  const development = evaluation.filter(({ part }) => part === 'dev');
  return [
    ...development.map(({ question, schemes, facets, subject }, index): Taught => ({
      question,
      schemes,
      facets: facets.filter(isFacet),
      set: 'development',
      inTalk: subject !== undefined,
      fold: index % FOLDS,
    })),
    ...asked.map(({ question, schemes, facets }, index): Taught => ({
      question,
      schemes,
      facets,
      set: 'asked',
      inTalk: false,
      fold: index % FOLDS,
    })),
    ...records.flatMap(({ id, name, aliases }, at) =>
      [name.hi, name.en, ...aliases].slice(0, NAMES_OF_EACH).map((text, index): Taught => {
        // The first of them bare, as people type a name that they have read.
        const { question = '' } = asked[(at * NAMES_OF_EACH + index) % Math.max(1, asked.length)] ?? {};
        const tail = index === 0 ? [] : question.split(' ').slice(-TAIL_WORDS);
        return {
          question: [text, ...tail].join(' '),
          schemes: [id],
          facets: [],
          set: 'names',
          inTalk: false,
          fold: at % FOLDS,
        };
      }),
    ),
  ];
}

/** Each question, read by a search that has not got it: its fold is missing from the questions of that search. */
export function explainApart(
  content: Omit<Content, 'faults'>,
  taught: readonly Taught[],
): (Taught & { readonly explanation: Explanation })[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const search = createSearch({ ...content, asked: content.asked.filter((__, index) => index % FOLDS !== fold) });
    return taught
      .filter((one) => one.fold === fold)
      .map((one) => ({ ...one, explanation: search.explain(one.question) }));
  }).flat();
}

function isFacet(name: string): name is Facet {
  return (FACETS as readonly string[]).includes(name);
}
