import type { Scheme } from '../content/scheme.js';
import type { Analyser, Analysis } from './analyse.js';
import type { ConceptsIn } from './concepts-in.js';
import { collectWords, WEIGHTLESS } from './words.js';

/** The fields of a record, as common words. Prose is in both languages: each brings its own words. */
export const FIELDS = ['name', 'alias', 'summary', 'benefit', 'rules', 'rest', 'concept', 'implied'] as const;
export type Field = (typeof FIELDS)[number];

/** A name of a scheme, as common words in order, for matching names as a whole. */
export interface NameOf {
  readonly schemeId: string;
  readonly text: string;
  readonly terms: readonly string[];
  /** the official name rather than an alias */
  readonly official: boolean;
}
export interface SchemeDocument {
  readonly id: string;
  readonly fields: Readonly<Record<Field, readonly string[]>>;
  readonly names: readonly NameOf[];
  readonly concepts: ReadonlySet<string>;
}

/** Prefix of the terms that stand for concepts, so that they share one index with words. */
export const CONCEPT = '@';

/** The texts of a record, read. */
export type ReadScheme = Readonly<Record<'name' | 'alias' | 'summary' | 'benefit' | 'rules' | 'rest', readonly Analysis[]>>;

/** First pass: every text is learnt, so that the vocabulary is complete before anything is looked up in it. */
export function readScheme(scheme: Scheme, analyser: Analyser): ReadScheme {
  const read = (texts: readonly string[]): Analysis[] => texts.map((text) => analyser.learn(text));
  const { facets } = scheme;
  const points = (list: readonly (typeof facets)['benefit'][]): string[] =>
    list.flatMap((part) => (part ?? []).flatMap(({ hi, hne }) => [hi, hne]));
  return {
    name: read([scheme.name.hi, scheme.name.hne, scheme.name.en]),
    alias: read(scheme.aliases),
    summary: read([scheme.summary.hi, scheme.summary.hne, scheme.summary.en]),
    benefit: read(points([facets.benefit])),
    rules: read(points([facets.eligibility, facets.exclusions])),
    rest: read([...points([facets.documents, facets.apply, facets.trouble, facets.office]), scheme.department.hi, scheme.statusNote?.hi ?? '']),
  };
}

export function toDocument(scheme: Scheme, read: ReadScheme, conceptsIn: ConceptsIn): SchemeDocument {
  const termsOf = (analyses: readonly Analysis[]): string[] =>
    analyses.flatMap(({ words }) =>
      words.flatMap(({ senses }) => senses.slice(0, 1).flatMap(({ term, kind }) => (WEIGHTLESS.has(kind) ? [] : [term]))),
    );
  const names = [...read.name, ...read.alias].map((analysis, index): NameOf => ({
    schemeId: scheme.id,
    text: [scheme.name.hi, scheme.name.hne, scheme.name.en, ...scheme.aliases][index] ?? '',
    terms: [...new Set(termsOf([analysis]))],
    official: index < read.name.length,
  }));
  const concepts = new Set([...scheme.concepts.who, ...scheme.concepts.need]);
  const implied = new Set<string>();
  for (const analysis of [...read.name, ...read.alias, ...read.summary]) {
    for (const id of conceptsIn(collectWords(analysis)).keys()) if (!concepts.has(id)) implied.add(id);
  }
  return {
    id: scheme.id,
    fields: {
      name: termsOf(read.name),
      alias: termsOf(read.alias),
      summary: termsOf(read.summary),
      benefit: termsOf(read.benefit),
      rules: termsOf(read.rules),
      rest: termsOf(read.rest),
      concept: [...concepts].map((id) => CONCEPT + id),
      implied: [...implied].map((id) => CONCEPT + id),
    },
    names: names.filter(({ terms }) => terms.length > 0),
    concepts,
  };
}
