import { FACETS, type Facet } from '../content/facet.js';
import type { Lexicon } from '../content/lexicon.js';
import type { Analyser } from './analyse.js';
import type { Token } from './tokens.js';

export interface FacetEvidence {
  readonly facet: Facet;
  readonly points: Readonly<Record<Facet, number>>;
  /** sum of what was found, whatever it speaks for: 0 when the question asks for no part */
  readonly found: number;
}
export type FacetOf = (tokens: readonly Token[], terms: ReadonlySet<string>) => FacetEvidence;

interface Clue {
  readonly facet: Facet;
  readonly points: number;
  /** alternatives for each word of the entry: its writing or its common word */
  readonly needs: readonly (readonly string[])[];
}

/**
 * Which part of a scheme a question asks for: a sum over weighted words (`data/lexicon/facets.yaml`),
 * not a single keyword. 'कब' speaks for the date, 'कब तक भरना' for the last day, 'नइ आय हे' for trouble.
 */
export function createFacetOf(model: Lexicon['facets'], analyser: Analyser): FacetOf {
  const clues: Clue[] = [];
  const byFirst = new Map<string, Clue[]>();
  for (const facet of FACETS) {
    for (const [entry, points] of Object.entries(model.words[facet] ?? {})) {
      const needs = analyser.tokens(entry).map((token) => alternatives(token, analyser));
      const clue: Clue = { facet, points, needs };
      clues.push(clue);
      for (const name of needs[0] ?? []) byFirst.set(name, [...(byFirst.get(name) ?? []), clue]);
    }
  }
  return (tokens, terms) => {
    const present = new Set([...terms, ...tokens.map((token) => `=${analyser.vocabulary.keyOf(token)}`)]);
    const points = Object.fromEntries(FACETS.map((facet) => [facet, model.base[facet] ?? 0])) as Record<Facet, number>;
    let found = 0;
    const seen = new Set<Clue>();
    for (const name of present) {
      for (const clue of byFirst.get(name) ?? []) {
        if (seen.has(clue) || !clue.needs.every((need) => need.some((one) => present.has(one)))) continue;
        seen.add(clue);
        points[clue.facet] += clue.points;
        found += Math.max(0, clue.points);
      }
    }
    const facet = FACETS.reduce((best, one) => (points[one] > points[best] ? one : best), 'about' as Facet);
    return { facet, points, found };
  };
}

/** A word of an entry holds where it is written (either script) or where its common word is read, unless that is mere grammar. */
function alternatives(token: Token, analyser: Analyser): string[] {
  const { term, kind } = analyser.vocabulary.learn(token);
  const written = `=${analyser.vocabulary.keyOf(token)}`;
  return kind === 'stop' && !analyser.vocabulary.isQuestionWord(term) ? [written] : [written, term];
}
