import type { Reading } from '../search/index.js';
import { acceptedParts, type EvalQuestion } from './questions.js';

/** One question with what became of it. */
export interface Judged {
  readonly question: EvalQuestion;
  readonly reading: Reading;
  /** 1 for the first hit; 0 when no right one is among the hits */
  readonly rank: number;
  readonly isOffTopic: boolean;
  /** answered, or recognised as a scheme of another state with the right one offered */
  readonly isAnswered: boolean;
}

export function judge(question: EvalQuestion, reading: Reading): Judged {
  const rank = reading.hits.findIndex(({ id }) => question.schemes.includes(id)) + 1;
  return {
    question,
    reading,
    rank,
    isOffTopic: question.schemes.length === 0,
    isAnswered: reading.outcome.kind === 'answer' || reading.outcome.kind === 'other-state',
  };
}

/** A share with its 95 % interval (Wilson), in percent. */
export interface Share {
  readonly n: number;
  readonly percent: number;
  readonly low: number;
  readonly high: number;
}

/** Wilson score interval: it stays within 0..100 and is honest for few and for extreme shares. */
export function shareOf(flags: readonly boolean[]): Share {
  const n = flags.length;
  if (n === 0) return { n, percent: Number.NaN, low: 0, high: 100 };
  const z = 1.96;
  const p = flags.filter(Boolean).length / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { n, percent: p * 100, low: Math.max(0, middle - half) * 100, high: Math.min(1, middle + half) * 100 };
}

export interface Figures {
  /** questions with a right scheme */
  readonly inScope: number;
  readonly hit1: Share;
  readonly hit3: Share;
  /** mean of 1/rank over the first five hits, 0..1 */
  readonly mrr: number;
  /** one of the parts that answer the question */
  readonly facet: Share;
  /** the part that the writer of the question thought of */
  readonly writersFacet: Share;
  /** of the readers' first parts, those that the others accept: what a careful reader reaches */
  readonly readersFacet: Share;
  /** one of the parts that answer the question, or the second part that was heard is one */
  readonly eitherFacet: Share;
  readonly language: Share;
  /** in scope, but neither answered nor suggested */
  readonly refused: Share;
  /** in scope, but not answered outright (suggestions count as refusals here) */
  readonly unanswered: Share;
  /** answered outright, but with the wrong scheme; of all in scope */
  readonly wrong: Share;
  /** not ours, and not answered */
  readonly offTopicRefused: Share;
  /** not ours, and nothing suggested either */
  readonly offTopicSilent: Share;
}

export function figuresOf(judged: readonly Judged[]): Figures {
  const ours = judged.filter(({ isOffTopic }) => !isOffTopic);
  const others = judged.filter(({ isOffTopic }) => isOffTopic);
  const withFacet = ours.filter(({ question }) => question.facets.length > 0);
  return {
    inScope: ours.length,
    hit1: shareOf(ours.map(({ rank }) => rank === 1)),
    hit3: shareOf(ours.map(({ rank }) => rank >= 1 && rank <= 3)),
    mrr:
      ours.length === 0
        ? Number.NaN
        : ours.reduce((sum, { rank }) => sum + (rank === 0 ? 0 : 1 / rank), 0) / ours.length,
    facet: shareOf(withFacet.map(({ question, reading }) => question.facets.includes(reading.facet))),
    writersFacet: shareOf(withFacet.map(({ question, reading }) => question.votes[0]![0] === reading.facet)),
    readersFacet: shareOf(
      withFacet.flatMap(({ question: { votes } }) =>
        votes.slice(1).map(([first], index) => acceptedParts(votes.toSpliced(index + 1, 1)).includes(first!)),
      ),
    ),
    eitherFacet: shareOf(
      withFacet.map(({ question: { facets }, reading: { facet, secondFacet } }) =>
        [facet, secondFacet].some((one) => one !== undefined && facets.includes(one)),
      ),
    ),
    language: shareOf(ours.map(({ question, reading }) => question.language === reading.language)),
    refused: shareOf(ours.map(({ reading }) => reading.outcome.kind === 'none')),
    unanswered: shareOf(ours.map(({ isAnswered }) => !isAnswered)),
    wrong: shareOf(ours.map(({ isAnswered, rank }) => isAnswered && rank !== 1)),
    offTopicRefused: shareOf(others.map(({ isAnswered }) => !isAnswered)),
    offTopicSilent: shareOf(others.map(({ reading }) => reading.outcome.kind === 'none')),
  };
}

/** One line of the risk-coverage table. */
export interface RiskLine {
  readonly threshold: number;
  /** share of in-scope questions at or above the threshold */
  readonly coverage: number;
  /** share of wrong first hits among them */
  readonly risk: number;
  /** share of off-topic questions at or above the threshold */
  readonly offTopic: number;
}

/** What answering from each confidence on would mean. */
export function riskTable(judged: readonly Judged[], thresholds: readonly number[]): RiskLine[] {
  const ours = judged.filter(({ isOffTopic }) => !isOffTopic);
  const others = judged.filter(({ isOffTopic }) => isOffTopic);
  return thresholds.map((threshold) => {
    const answered = ours.filter(({ reading }) => reading.confidence >= threshold);
    const offTopic = others.filter(({ reading }) => reading.confidence >= threshold);
    return {
      threshold,
      coverage: answered.length / Math.max(1, ours.length),
      risk: answered.filter(({ rank }) => rank !== 1).length / Math.max(1, answered.length),
      offTopic: offTopic.length / Math.max(1, others.length),
    };
  });
}
