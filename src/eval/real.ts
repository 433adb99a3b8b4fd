import type { Reading } from '../search/index.js';
import { shareOf, type Share } from './figures.js';
import { partOf } from './questions.js';

/** A message that somebody really wrote (`test/search/real.tsv`), names and villages invented. */
export interface RealMessage {
  readonly question: string;
  /** ids of records that answer it; none when no record serves the need, or it is not ours */
  readonly schemes: readonly string[];
  /** parts that answer it; none where any does */
  readonly facets: readonly string[];
  /** a need of the field that no record serves: a neighbour's answer misleads */
  readonly hasNoRecord: boolean;
  readonly isOffTopic: boolean;
  readonly part: 'dev' | 'test';
}

const NO_RECORD = 'no-record';
const OFF_TOPIC = 'off-topic';

/** @param text tab-separated: id, language, what is expected, parts, source, message; the first line names them */
export function parseReal(text: string): RealMessage[] {
  const [, ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    const [, , expected = '', facets = '', , question = ''] = line.split('\t');
    if (question === '') throw new Error(`real.tsv:${index + 2}: no message`);
    const all = listOf(expected);
    return {
      question,
      schemes: all.filter((one) => one !== NO_RECORD && one !== OFF_TOPIC),
      facets: listOf(facets),
      hasNoRecord: all.includes(NO_RECORD),
      isOffTopic: all.includes(OFF_TOPIC),
      part: partOf(question),
    };
  });
}

const listOf = (cell: string): string[] => cell.split('|').filter((one) => one !== '' && one !== '-');

export interface RealFigures {
  /** of the messages that a record answers */
  readonly hit1: Share;
  readonly hit3: Share;
  /** scheme and part both right */
  readonly both: Share;
  /** neither answered nor suggested */
  readonly unanswered: Share;
  /** of those that are not ours */
  readonly offTopicAnswered: Share;
  /** of the needs that no record serves: answered outright with a record that does not */
  readonly neighbours: Share;
}

export function realFigures(messages: readonly RealMessage[], ask: (question: string) => Reading): RealFigures {
  const read = messages.map((message) => ({ message, reading: ask(message.question) }));
  // What may as well be refused as answered counts with those that are refused.
  const ours = read.filter(({ message }) => !message.isOffTopic && !message.hasNoRecord);
  const amongFirst = (count: number): boolean[] =>
    ours.map(({ message, reading }) => reading.hits.slice(0, count).some(({ id }) => message.schemes.includes(id)));
  const isWrong = ({ message, reading: { outcome } }: (typeof read)[number]): boolean =>
    outcome.kind === 'answer' && !message.schemes.includes(outcome.id);
  return {
    hit1: shareOf(amongFirst(1)),
    hit3: shareOf(amongFirst(3)),
    both: shareOf(
      ours.map(
        ({ message: { schemes, facets }, reading: { hits, facet, secondFacet } }) =>
          schemes.includes(hits[0]?.id ?? '') &&
          (facets.length === 0 || [facet, secondFacet].some((one) => one !== undefined && facets.includes(one))),
      ),
    ),
    unanswered: shareOf(ours.map(({ reading }) => reading.outcome.kind === 'none')),
    offTopicAnswered: shareOf(read.filter(({ message }) => message.isOffTopic).map(isWrong)),
    neighbours: shareOf(read.filter(({ message }) => message.hasNoRecord).map(isWrong)),
  };
}
