import { figuresOf, type Judged } from './figures.js';

/** Percent that the test part must reach; set a little below what was measured when they were written (docs/search.md). */
export const GATE = {
  hit1: 93.5,
  hit3: 97.5,
  facet: 86,
  eitherFacet: 91.5,
  offTopicRefused: 96,
  /** at most */
  refused: 3,
  /** at most: answered outright, with another scheme */
  wrong: 2.5,
};

/** Languages and scripts of fewer questions are not compared. */
const COMPARED = 60;

const groupOf = ({ question: { language, script } }: Judged): string => `${language}/${script}`;

/** @returns the languages (`hne/deva`) whose hit@1 lies, with its whole interval, below that of another */
export function leftBehind(judged: readonly Judged[]): string[] {
  const ours = judged.filter(({ isOffTopic }) => !isOffTopic);
  const shares = [...new Set(ours.map(groupOf))]
    .map((name) => ({ name, hit1: figuresOf(ours.filter((one) => groupOf(one) === name)).hit1 }))
    .filter(({ hit1 }) => hit1.n >= COMPARED);
  return shares.filter(({ hit1 }) => shares.some((other) => other.hit1.low > hit1.high)).map(({ name }) => name);
}

/** @returns what falls short, as sentences; empty when all is well */
export function shortfalls(judged: readonly Judged[]): string[] {
  const figures = figuresOf(judged);
  const short: string[] = [];
  const atLeast = (name: 'hit1' | 'hit3' | 'facet' | 'eitherFacet' | 'offTopicRefused'): void => {
    if (!(figures[name].percent >= GATE[name]))
      short.push(`${name} is ${figures[name].percent.toFixed(1)} %, below ${GATE[name]} %`);
  };
  atLeast('hit1');
  atLeast('hit3');
  atLeast('facet');
  atLeast('eitherFacet');
  atLeast('offTopicRefused');
  if (!(figures.refused.percent <= GATE.refused))
    short.push(`refused is ${figures.refused.percent.toFixed(1)} %, above ${GATE.refused} %`);
  if (!(figures.wrong.percent <= GATE.wrong))
    short.push(`answered wrongly are ${figures.wrong.percent.toFixed(1)} %, above ${GATE.wrong} %`);
  for (const language of leftBehind(judged)) short.push(`${language} is left behind`);
  return short;
}

/** @returns parts of the search without which nothing gets worse: broken, or of no use; as sentences */
export function brokenParts(
  brought: readonly { readonly part: string; readonly points: number; readonly least?: number }[],
): string[] {
  return brought
    .filter(({ points, least }) => least !== undefined && !(points >= least))
    .map(({ part, points, least }) => `${part}: brings ${points.toFixed(1)} points, below ${least}: mend or delete it`);
}
