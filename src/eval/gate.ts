import type { Figures } from './figures.js';

/** Percent that the test part must reach; set a little below what was measured when they were written (docs/search.md). */
export const GATE = {
  hit1: 90,
  hit3: 94.5,
  facet: 69,
  offTopicRefused: 88,
  /** at most */
  refused: 3,
};

/** @returns what falls short, as sentences; empty when all is well */
export function shortfalls(figures: Figures): string[] {
  const short: string[] = [];
  const atLeast = (name: 'hit1' | 'hit3' | 'facet' | 'offTopicRefused'): void => {
    if (!(figures[name].percent >= GATE[name]))
      short.push(`${name} is ${figures[name].percent.toFixed(1)} %, below ${GATE[name]} %`);
  };
  atLeast('hit1');
  atLeast('hit3');
  atLeast('facet');
  atLeast('offTopicRefused');
  if (!(figures.refused.percent <= GATE.refused))
    short.push(`refused is ${figures.refused.percent.toFixed(1)} %, above ${GATE.refused} %`);
  return short;
}
