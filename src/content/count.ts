import type { Scheme } from './scheme.js';

/** @returns how many records there are of each level, kind, status, confidence, and sources of each kind */
export function countContent(schemes: readonly Scheme[]): Readonly<Record<string, Readonly<Record<string, number>>>> {
  return {
    kind: tally(schemes.map(({ kind }) => kind)),
    level: tally(schemes.map(({ level }) => level)),
    status: tally(schemes.map(({ status }) => status)),
    confidence: tally(schemes.map(({ confidence }) => confidence)),
    source: tally(schemes.flatMap(({ sources }) => sources.map(({ kind }) => kind))),
  };
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
