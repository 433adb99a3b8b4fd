import type { Content } from '../content/load.js';
import type { Lexicon } from '../content/lexicon.js';
import { createSearch } from '../search/index.js';
import { figuresOf, type Judged } from './figures.js';

/** What a search is made of. */
export type SearchInput = Parameters<typeof createSearch>[0];

/** A part of the search, how it is taken away, and what must get worse without it. */
export interface Ablation {
  readonly part: string;
  readonly without: (input: SearchInput) => SearchInput;
  /** the figure that the part is there for, in percent; more is better */
  readonly figure: (judged: readonly Judged[]) => number;
  /** percent points that it must bring: less, and it is broken, or can be deleted */
  readonly least: number;
}

const lexiconWith =
  (revise: (lexicon: Lexicon) => Partial<Lexicon>) =>
  (input: SearchInput): SearchInput => ({ ...input, lexicon: { ...input.lexicon, ...revise(input.lexicon) } });
const rankingWithout = (part: string): Ablation['without'] =>
  lexiconWith(({ weights }) => ({
    weights: { ...weights, short: { ...weights.short, [part]: 0 }, long: { ...weights.long, [part]: 0 } },
  }));
const signalsWithout = (...names: readonly string[]): Ablation['without'] =>
  lexiconWith(({ weights }) => {
    const zero = Object.fromEntries(names.map((name) => [name, 0]));
    return {
      weights: {
        ...weights,
        confidence: { ...weights.confidence, ...zero },
        scope: { ...weights.scope, ...zero },
      },
    };
  });
const none = { cut: [], leave: 1 };

const of =
  (name: 'hit1' | 'hit3' | 'facet' | 'eitherFacet' | 'offTopicRefused', style?: RegExp): Ablation['figure'] =>
  (judged) =>
    figuresOf(
      judged.filter(
        ({ question }) => style?.test(`${question.style} ${question.language}/${question.script}`) !== false,
      ),
    )[name].percent;

type Concept = Content['concepts']['who'][number];
const silence = (one: Concept): Concept => ({ ...one, words: { hi: [], hne: [], en: [] } });
const silenced = ({ who, need }: Content['concepts']): Content['concepts'] => ({
  who: who.map(silence),
  need: need.map(silence),
});

/** Every part of the search that could be taken away, in the order in which a question meets it. */
export const ABLATIONS: readonly Ablation[] = [
  {
    part: 'endings',
    without: lexiconWith(({ endings }) => ({
      endings: { ...endings, chhattisgarhi: none, hindi: none, latin: none },
    })),
    figure: of('hit1'),
    least: 0.5,
  },
  {
    part: 'synonyms (words.tsv)',
    without: lexiconWith(({ words }) => ({ words: words.map((word) => ({ ...word, forms: [] })) })),
    figure: of('hit1'),
    least: 2,
  },
  {
    part: 'Chhattisgarhi words',
    without: lexiconWith(() => ({ chhattisgarhi: [] })),
    figure: of('hit1', /hne\/deva/),
    least: 1,
  },
  {
    part: 'correction',
    without: (input) => ({ ...input, correction: false }),
    figure: of('hit1', /typo/),
    least: 1,
  },
  {
    part: 'number words',
    without: lexiconWith(() => ({ numbers: { words: {}, multipliers: {} } })),
    figure: of('hit1'),
    least: 0.1,
  },
  {
    part: 'concepts',
    without: (input) => ({ ...input, concepts: silenced(input.concepts) }),
    figure: of('hit1'),
    least: 0.5,
  },
  {
    part: 'questions kept with records',
    without: (input) => ({ ...input, asked: input.asked.filter(({ schemes }) => schemes.length === 0) }),
    figure: of('hit1'),
    least: 5,
  },
  ...(
    [
      ['bayes', 1],
      ['name', 0.1],
      ['written', 0.1],
      ['explained', 0.1],
      ['nearest', 0.1],
      ['otherNeed', 0.1],
    ] as const
  ).map(([part, least]) => ({
    part: `score: ${part}`,
    without: rankingWithout(part),
    figure: of('hit1'),
    least,
  })),
  {
    part: 'likeness to what was (not) ours',
    without: signalsWithout('foreign', 'kin', 'odds'),
    figure: of('offTopicRefused'),
    least: 1,
  },
  {
    part: 'words that nobody knows, or of other talk',
    without: signalsWithout('unknown', 'offtopic'),
    figure: of('offTopicRefused'),
    least: 1,
  },
  {
    part: 'schemes of other states',
    without: lexiconWith(() => ({ otherStates: [] })),
    figure: (judged) => {
      const those = judged.filter(({ question }) => question.style === 'otherstate');
      return (100 * those.filter(({ reading }) => reading.outcome.kind === 'other-state').length) / those.length;
    },
    least: 50,
  },
  {
    part: 'follow-ups',
    without: lexiconWith(({ talk }) => ({ talk: { ...talk, pointing: [], continuing: [] } })),
    figure: of('hit1', /followup/),
    least: 1,
  },
  {
    part: 'parts by clues',
    without: lexiconWith(({ facets }) => ({ facets: { ...facets, clues: {} } })),
    figure: of('eitherFacet'),
    least: 1,
  },
  {
    part: 'parts by the fitted model',
    without: lexiconWith(({ facets }) => ({ facets: { ...facets, fitted: {} } })),
    figure: of('facet'),
    least: 1,
  },
];
