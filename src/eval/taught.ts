import { FACETS, type Facet } from '../content/facet.js';
import type { Content } from '../content/load.js';
import type { Lexicon } from '../content/lexicon.js';
import { createSearch, type Explanation } from '../search/index.js';
import type { EvalQuestion } from './questions.js';

/** A question from which the search learns, with what is right for it. */
export interface Taught {
  readonly question: string;
  /** empty when it is not ours, or about any scheme */
  readonly schemes: readonly string[];
  readonly facets: readonly Facet[];
  /** `names`: a name with the end of somebody's question */
  readonly set: 'development' | 'asked' | 'names';
  /** in the middle of a talk: nothing follows from it for the ranking */
  readonly inTalk: boolean;
  /** the part of the questions that is left out together with it, 0 to `FOLDS` - 1 */
  readonly fold: number;
}
/** Into so many parts the questions are divided; each is put to a search that has learnt the others. */
export const FOLDS = 5;

const NAMES_OF_EACH = 4;
const TAIL_WORDS = 3;

/**
 * All questions that the search may learn from: `data/asked.tsv`, the development questions, and names of every
 * record. Whoever says a name means it, and the questions, most of which describe a need, say too little of that.
 */
export function taughtQuestions(
  { asked, schemes }: Pick<Content, 'asked' | 'schemes'>,
  evaluation: readonly EvalQuestion[],
): Taught[] {
  const development = evaluation.filter(({ part }) => part === 'dev');
  return [
    ...development.map(({ question, schemes: right, facets, subject }, index): Taught => ({
      question,
      schemes: right,
      facets: facets.filter(isFacet),
      set: 'development',
      inTalk: subject !== undefined,
      fold: index % FOLDS,
    })),
    ...asked.map(({ question, schemes: right, facets }, index): Taught => ({
      question,
      schemes: right,
      facets,
      set: 'asked',
      inTalk: false,
      fold: index % FOLDS,
    })),
    ...schemes.flatMap(({ id, name, aliases }, at) =>
      [name.hi, name.en, ...aliases]
        .filter((_, index, all) => index % Math.ceil(all.length / NAMES_OF_EACH) === 0)
        .map((text, index): Taught => {
          const { question = '' } = asked[(at * NAMES_OF_EACH + index) % asked.length] ?? {};
          const tail = question.split(' ').slice(-TAIL_WORDS).join(' ');
          return {
            question: `${text} ${tail}`,
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

/** Each question, read by a search that has not learnt it: its fold is missing from the questions of that search. */
export function explainApart(
  content: Omit<Content, 'faults'>,
  taught: readonly Taught[],
  lexiconOf: (fold: number) => Lexicon,
): (Taught & { readonly explanation: Explanation })[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const asked = content.asked.filter((__, index) => index % FOLDS !== fold);
    const search = createSearch({ ...content, lexicon: lexiconOf(fold), asked });
    return taught
      .filter((one) => one.fold === fold)
      .map((one) => ({ ...one, explanation: search.explain(one.question) }));
  }).flat();
}

function isFacet(name: string): name is Facet {
  return (FACETS as readonly string[]).includes(name);
}
