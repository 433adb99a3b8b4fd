import type { DangerRules } from '../content/danger.js';
import type { HeardWord } from './words.js';

export type Grade = 'sure' | 'maybe';
export interface RuleHit {
  readonly kind: string;
  readonly grade: Grade;
  /** the line of data/danger/rules.yaml that holds */
  readonly because: string;
}
export type ApplyRules = (words: readonly HeardWord[]) => readonly RuleHit[];

interface Line extends RuleHit {
  /** one set a word that is needed: a word of any of these classes */
  readonly needs: readonly (readonly string[])[];
  readonly never: readonly string[];
  readonly window: number;
}
/** class -> where its words stand */
type Places = ReadonlyMap<string, readonly number[]>;

const WINDOW = 6;
const NOT = 'not';
/** A word that speaks against a line does so from this far, in words. */
const NEAR = 8;

/** @throws {Error} when a line names a class that there is not */
export function createRules(rules: DangerRules, classes: ReadonlySet<string>): ApplyRules {
  const lines = Object.entries(rules).flatMap(([kind, { sure, maybe }]) => [
    ...sure.map((text) => parseLine(kind, 'sure', text, classes)),
    ...maybe.map((text) => parseLine(kind, 'maybe', text, classes)),
  ]);
  return (words) => {
    const places = new Map<string, number[]>();
    for (const { at, classes: own } of words) {
      for (const name of own) {
        const known = places.get(name);
        if (known === undefined) places.set(name, [at]);
        else known.push(at);
      }
    }
    return lines.filter((line) => holds(line, places));
  };
}

function parseLine(kind: string, grade: Grade, text: string, classes: ReadonlySet<string>): Line {
  const needs: string[][] = [];
  const never: string[] = [];
  let window = WINDOW;
  for (const part of text.split(' ')) {
    if (part.startsWith('~')) window = Number(part.slice(1));
    else if (part.startsWith('-')) never.push(part.slice(1));
    else needs.push(part.split('/'));
  }
  for (const name of [...needs.flat(), ...never])
    if (!classes.has(name)) throw new Error(`danger/rules.yaml: ${kind}: "${name}" of "${text}" is no class`);
  return { kind, grade, because: text, needs, never, window };
}

/** Each need is met by a word of its own, all of them within the window, and no word near them speaks against it. */
function holds({ needs, never, window }: Line, places: Places): boolean {
  // nearly all lines fail here, and a message meets all of them
  for (const names of needs) if (!names.some((name) => places.has(name))) return false;
  const options = needs.map((names) => [...new Set(names.flatMap((name) => places.get(name) ?? []))]);
  const against = never.flatMap((name) => places.get(name) ?? []);
  const negated = needs.some((names) => names.includes(NOT)) ? [] : (places.get(NOT) ?? []);
  const place = (next: number, taken: readonly number[]): boolean =>
    next === options.length
      ? !against.some((at) => taken.some((other) => Math.abs(at - other) <= NEAR))
      : options[next]!.some(
          (at) =>
            !taken.includes(at) &&
            !negated.includes(at - 1) &&
            taken.every((other) => Math.abs(other - at) <= window) &&
            place(next + 1, [...taken, at]),
        );
  return place(0, []);
}
