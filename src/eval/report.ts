import { figuresOf, riskTable, type Figures, type Judged, type Share } from './figures.js';
import type { RealFigures } from './real.js';

const THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/** The figures of one part as text. Rows of the test part are never shown one by one. */
export function renderReport(part: string, judged: readonly Judged[]): string {
  const figures = figuresOf(judged);
  const lines = [
    `## ${part}: ${judged.length} questions, ${figures.inScope} of them ours`,
    ...renderFigures(figures),
    '',
    'by            n    hit@1 (95 %)        hit@3 (95 %)        MRR   facet  language  not answered',
    ...groups(judged, 'language/script', ({ question }) => `${question.language}/${question.script}`),
    ...groups(judged, 'style', ({ question }) => question.style),
    '',
    'Confidence: what answering from a threshold on means',
    'threshold  answered  wrong among them  off-topic answered',
    ...riskTable(judged, THRESHOLDS).map(
      ({ threshold, coverage, risk, offTopic }) =>
        `${threshold.toFixed(2).padStart(9)}  ${percent(coverage)}    ${percent(risk)}            ${percent(offTopic)}`,
    ),
  ];
  return lines.join('\n');
}

/** What became of messages that somebody really wrote. */
export function renderReal(count: number, figures: RealFigures): string {
  return [
    `## Messages that real people wrote: ${count}, ${figures.hit1.n} of them for a record`,
    `hit@1              ${share(figures.hit1)}`,
    `hit@3              ${share(figures.hit3)}`,
    `scheme and part    ${share(figures.both)}`,
    `unanswered         ${share(figures.unanswered)}   (no answer, no suggestion)`,
    `off-topic answered ${share(figures.offTopicAnswered)}   (${figures.offTopicAnswered.n} messages)`,
    `no record, answered by a neighbour ${share(figures.neighbours)}   (${figures.neighbours.n} messages)`,
  ].join('\n');
}

function renderFigures(figures: Figures): string[] {
  return [
    `hit@1              ${share(figures.hit1)}`,
    `hit@3              ${share(figures.hit3)}`,
    `MRR                ${figures.mrr.toFixed(3)}`,
    `facet              ${share(figures.facet)}   (as its writer thought: ${share(figures.writersFacet).trim()}; a reader reaches ${share(figures.readersFacet).trim()})`,
    `facet or second    ${share(figures.eitherFacet)}   (where unsure, a second part is shown)`,
    `language           ${share(figures.language)}`,
    `in scope: refused  ${share(figures.refused)}   (no answer, no suggestion)`,
    `in scope: not answered outright ${share(figures.unanswered)}   (suggestions count)`,
    `in scope: answered wrongly      ${share(figures.wrong)}`,
    `off-topic: not answered         ${share(figures.offTopicRefused)}`,
    `off-topic: nothing suggested    ${share(figures.offTopicSilent)}`,
  ];
}

function groups(judged: readonly Judged[], title: string, by: (one: Judged) => string): string[] {
  const names = [...new Set(judged.map(by))].sort();
  return [
    `-- ${title}`,
    ...names.map((name) => {
      const members = judged.filter((one) => by(one) === name);
      const { inScope, hit1, hit3, mrr, facet, language, unanswered, offTopicRefused } = figuresOf(members);
      if (inScope === 0)
        return `${name.padEnd(12)} ${String(members.length).padStart(3)}  not ours; not answered ${share(offTopicRefused)}`;
      return `${name.padEnd(12)} ${String(inScope).padStart(3)}  ${share(hit1)}  ${share(hit3)}  ${mrr.toFixed(3)}  ${percent(facet.percent / 100)} ${percent(language.percent / 100)}    ${percent(unanswered.percent / 100)}`;
    }),
  ];
}

/** A search, measured. */
export interface Measured {
  readonly judged: readonly Judged[];
  readonly real: RealFigures;
  /** hit@1 of records that are new and have no questions of people yet; absent where it was not measured */
  readonly unseen: Share | undefined;
}
/** What is lost without a part of the search. */
export interface Brought {
  readonly part: string;
  /** percent points of the figure that the part is there for, and how many it must bring */
  readonly points: number;
  readonly least?: number;
  /** the search without it */
  readonly poorer: Measured;
}

export function renderBrought(title: string, whole: Measured, brought: readonly Brought[]): string {
  const own = figuresOf(whole.judged);
  return [
    `## What each part brings (${title}): percent points lost without it`,
    `${'without'.padEnd(44)}its figure   least    hit@1    hit@3    wrong     part  off-topic  real hit@1  new hit@1`,
    ...brought.map(({ part, points, least, poorer }) => {
      const its = figuresOf(poorer.judged);
      return [
        part.padEnd(44),
        points.toFixed(1).padStart(10),
        (least?.toFixed(1) ?? '').padStart(7),
        lost(own.hit1, its.hit1),
        lost(own.hit3, its.hit3),
        lost(its.wrong, own.wrong),
        lost(own.facet, its.facet),
        lost(own.offTopicRefused, its.offTopicRefused, 10),
        lost(whole.real.hit1, poorer.real.hit1, 11),
        whole.unseen === undefined || poorer.unseen === undefined ? '' : lost(whole.unseen, poorer.unseen, 10),
      ].join(' ');
    }),
  ].join('\n');
}

const lost = (before: Share, after: Share, width = 8): string =>
  (before.percent - after.percent).toFixed(1).padStart(width);

/** The development questions that went worst: a wrong first hit with high confidence first, then answers to what is not ours. */
export function renderMisses(judged: readonly Judged[], limit: number): string {
  const misses = judged
    .filter(({ isOffTopic, isAnswered, rank }) => (isOffTopic ? isAnswered : rank !== 1 || !isAnswered))
    .sort((a, b) => b.reading.confidence - a.reading.confidence)
    .slice(0, limit);
  return misses
    .map(({ question, reading, rank }) => {
      const got = reading.hits.slice(0, 3).map(({ id }) => id);
      return `${reading.confidence.toFixed(2)} ${reading.outcome.kind.padEnd(7)} rank ${rank}  [${question.style}] ${question.question}\n       wanted ${question.schemes.join('|') || '(refusal)'}; got ${got.join(', ') || '(nothing)'}`;
    })
    .join('\n');
}

export const share = ({ percent: value, low, high }: Share): string =>
  Number.isNaN(value)
    ? '    -               '
    : `${value.toFixed(1).padStart(5)} (${low.toFixed(1)}-${high.toFixed(1)})`.padEnd(20);
const percent = (value: number): string =>
  Number.isNaN(value) ? '    - ' : `${(value * 100).toFixed(1).padStart(5)}%`;
