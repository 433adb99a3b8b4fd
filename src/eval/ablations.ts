import type { Content } from '../content/load.js';
import type { Lexicon } from '../content/lexicon.js';
import { createSearch } from '../search/index.js';
import { figuresOf } from './figures.js';
import type { Measured } from './report.js';

/** What a search is made of. */
export type SearchInput = Parameters<typeof createSearch>[0];

/** A part of the search, how it is taken away, and what must get worse without it. */
export interface Ablation {
  readonly part: string;
  readonly without: (input: SearchInput) => SearchInput;
  /** the figure that the part is there for, in percent; more is better */
  readonly figure: (measured: Pick<Measured, 'judged' | 'real'>) => number;
  /**
   * percent points that it must bring: less, and it is broken, or can be deleted. Absent: what it brings is within
   * chance today (docs/search.md names these)
   */
  readonly least?: number;
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
  (name: 'hit1' | 'facet' | 'eitherFacet' | 'offTopicSilent', style?: RegExp): Ablation['figure'] =>
  ({ judged }) =>
    figuresOf(
      judged.filter(
        ({ question }) => style?.test(`${question.style} ${question.language}/${question.script}`) !== false,
      ),
    )[name].percent;

/** Messages that people really wrote. */
const ofReal: Ablation['figure'] = ({ real }) => real.hit1.percent;
/** Log-odds with which everything is taken for ours. */
const ALL_OURS = 9;

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
    figure: ofReal,
    least: 1,
  },
  {
    part: 'synonyms (words.tsv)',
    without: lexiconWith(({ words }) => ({ words: words.map((word) => ({ ...word, forms: [] })) })),
    figure: of('hit1'),
    least: 1.5,
  },
  {
    part: 'Chhattisgarhi words',
    without: lexiconWith(() => ({ chhattisgarhi: [] })),
    figure: of('hit1', /hne/),
  },
  {
    part: 'correction',
    without: (input) => ({ ...input, correction: false }),
    figure: of('hit1', /typo/),
    least: 1.5,
  },
  {
    part: 'number words',
    without: lexiconWith(() => ({ numbers: { words: {}, multipliers: {} } })),
    figure: of('hit1'),
  },
  {
    part: 'concepts',
    without: (input) => ({ ...input, concepts: silenced(input.concepts) }),
    figure: ofReal,
    least: 1.5,
  },
  {
    part: 'questions kept with records',
    without: (input) => ({ ...input, asked: input.asked.filter(({ schemes }) => schemes.length === 0) }),
    figure: of('hit1'),
    least: 3,
  },
  { part: 'score: bayes', without: rankingWithout('bayes'), figure: of('hit1'), least: 4 },
  { part: 'score: name', without: rankingWithout('name'), figure: ofReal, least: 2 },
  { part: 'score: written', without: rankingWithout('written'), figure: ofReal, least: 2 },
  { part: 'score: nearest', without: rankingWithout('nearest'), figure: ofReal, least: 1 },
  { part: 'score: otherNeed', without: rankingWithout('otherNeed'), figure: ofReal, least: 1 },
  { part: 'score: explained', without: rankingWithout('explained'), figure: of('hit1') },
  {
    part: 'whether it is ours',
    without: lexiconWith(({ weights }) => ({ weights: { ...weights, scope: { base: ALL_OURS } } })),
    figure: of('offTopicSilent'),
    least: 30,
  },
  {
    part: '… by likeness to what was (not) ours',
    without: signalsWithout('foreign', 'kin', 'odds'),
    figure: of('offTopicSilent'),
  },
  {
    part: '… by words that nobody knows, or of other talk',
    without: signalsWithout('unknown', 'offtopic'),
    figure: of('offTopicSilent'),
  },
  {
    part: 'schemes of other states',
    without: lexiconWith(() => ({ otherStates: [] })),
    figure: ({ judged }) => {
      const those = judged.filter(({ question }) => question.style === 'otherstate');
      return (100 * those.filter(({ reading }) => reading.outcome.kind === 'other-state').length) / those.length;
    },
    least: 50,
  },
  {
    part: 'follow-ups',
    without: lexiconWith(({ talk }) => ({ talk: { ...talk, pointing: [], continuing: [] } })),
    figure: of('hit1', /followup/),
    least: 2,
  },
  {
    part: 'parts by clues',
    without: lexiconWith(({ facets }) => ({ facets: { ...facets, clues: {} } })),
    figure: of('eitherFacet'),
    least: 10,
  },
  {
    part: 'parts by the fitted model',
    without: lexiconWith(({ facets }) => ({ facets: { ...facets, fitted: {} } })),
    figure: of('facet'),
    least: 5,
  },
];
