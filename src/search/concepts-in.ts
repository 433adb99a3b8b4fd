import type { Concepts } from '../content/concepts.js';
import type { Analyser } from './analyse.js';
import { compilePattern, matchPattern, type Pattern } from './pattern.js';
import type { QuestionWords } from './words.js';

export interface ConceptHit {
  readonly id: string;
  readonly axis: 'who' | 'need';
  /** 0..1, how surely the question is about it */
  readonly weight: number;
  /** the phrase of `data/concepts.yaml` that was found, or the concept from which it follows */
  readonly because: string;
  /** common words that the phrase used: they are explained by the concept */
  readonly terms: readonly string[];
}
export type ConceptsIn = (question: QuestionWords) => ReadonlyMap<string, ConceptHit>;

interface Compiled {
  readonly id: string;
  readonly axis: 'who' | 'need';
  readonly patterns: readonly { readonly all: Pattern; readonly none: readonly Pattern[] }[];
  readonly implies: readonly string[];
}

/** Reads a question into concepts of the field: whom it is about and what is needed. */
export function createConceptsIn(concepts: Concepts, analyser: Analyser): ConceptsIn {
  const compiled: Compiled[] = (['who', 'need'] as const).flatMap((axis) =>
    concepts[axis].map(({ id, words, implies }) => ({
      id,
      axis,
      implies,
      patterns: [...words.hi, ...words.hne, ...words.en].flatMap((phrase) => compile(phrase, analyser)),
    })),
  );
  const byTerm = new Map<string, { concept: Compiled; pattern: Compiled['patterns'][number] }[]>();
  for (const concept of compiled) {
    for (const pattern of concept.patterns) {
      for (const term of pattern.all.needs[0] ?? [])
        byTerm.set(term, [...(byTerm.get(term) ?? []), { concept, pattern }]);
    }
  }
  const axisOf = new Map(compiled.map(({ id, axis }) => [id, axis]));
  return (question) => {
    const hits = new Map<string, ConceptHit>();
    for (const term of question.byTerm.keys()) {
      for (const { concept, pattern } of byTerm.get(term) ?? []) {
        const { id, axis } = concept;
        const { all, none } = pattern;
        const weight = matchPattern(all, question);
        if (weight <= (hits.get(id)?.weight ?? 0)) continue;
        if (none.some((pattern) => matchPattern(pattern, question) > 0)) continue;
        hits.set(id, { id, axis, weight, because: all.text, terms: all.needs.flatMap((need) => [...need]) });
      }
    }
    for (const { id, implies } of compiled) {
      const hit = hits.get(id);
      if (hit === undefined) continue;
      for (const implied of implies) {
        if (!hits.has(implied)) {
          hits.set(implied, {
            id: implied,
            axis: axisOf.get(implied) ?? 'need',
            weight: hit.weight * 0.5,
            because: id,
            terms: hit.terms,
          });
        }
      }
    }
    return hits;
  };
}

function compile(phrase: string, analyser: Analyser): { all: Pattern; none: Pattern[] }[] {
  const parts = phrase.split(/(?<!\s)\s+(?=-)/u);
  const all = compilePattern(parts[0]!, analyser);
  if (all === undefined) return [];
  const none = parts.slice(1).flatMap((part) => compilePattern(part.slice(1), analyser) ?? []);
  return [{ all, none }];
}
