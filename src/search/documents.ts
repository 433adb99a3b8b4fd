import type { Scheme } from '../content/scheme.js';
import type { Analyser, Analysis } from './analyse.js';
import type { ConceptsIn } from './concepts-in.js';
import { collectWords, WEIGHTLESS } from './words.js';

/** The fields of a record, as common words. */
export const FIELDS = ['name', 'alias', 'summary', 'benefit', 'rules', 'concept', 'implied'] as const;
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

/** The texts of a record, read. Prose is read in Hindi: the lexicon leads Chhattisgarhi words to the same terms. */
export interface ReadScheme {
  readonly names: readonly Analysis[];
  readonly summary: readonly Analysis[];
  readonly benefit: readonly Analysis[];
  readonly rules: readonly Analysis[];
}

/** All texts of a record that are searched. */
export function textsOf({ name, aliases, summary, facets }: Scheme): string[] {
  const { benefit = [], eligibility = [], exclusions = [] } = facets;
  return [
    name.hi,
    name.hne,
    name.en,
    ...aliases,
    summary.hi,
    summary.en,
    ...[...benefit, ...eligibility, ...exclusions].map(({ hi }) => hi),
  ];
}

export function readScheme(scheme: Scheme, analyser: Analyser): ReadScheme {
  const read = (texts: readonly string[]): Analysis[] => texts.map((text) => analyser.learn(text));
  const { benefit = [], eligibility = [], exclusions = [] } = scheme.facets;
  return {
    names: read([scheme.name.hi, scheme.name.hne, scheme.name.en, ...scheme.aliases]),
    summary: read([scheme.summary.hi, scheme.summary.en]),
    benefit: read(benefit.map(({ hi }) => hi)),
    rules: read([...eligibility, ...exclusions].map(({ hi }) => hi)),
  };
}

const OFFICIAL_NAMES = 3;

export function toDocument(scheme: Scheme, read: ReadScheme, conceptsIn: ConceptsIn): SchemeDocument {
  const texts = [scheme.name.hi, scheme.name.hne, scheme.name.en, ...scheme.aliases];
  const names = read.names.map((analysis, index): NameOf => ({
    schemeId: scheme.id,
    text: texts[index] ?? '',
    terms: termsOf([analysis]),
    official: index < OFFICIAL_NAMES,
  }));
  const concepts = new Set([...scheme.concepts.who, ...scheme.concepts.need]);
  const implied = new Set<string>();
  for (const analysis of [read.names[0]!, read.summary[0]!]) {
    for (const id of conceptsIn(collectWords(analysis)).keys()) if (!concepts.has(id)) implied.add(id);
  }
  return {
    id: scheme.id,
    fields: {
      name: termsOf(read.names.slice(0, OFFICIAL_NAMES)),
      alias: termsOf(read.names.slice(OFFICIAL_NAMES)),
      summary: termsOf(read.summary),
      benefit: termsOf(read.benefit),
      rules: termsOf(read.rules),
      concept: [...concepts].map((id) => CONCEPT + id),
      implied: [...implied].map((id) => CONCEPT + id),
    },
    names: names.filter(({ terms }) => terms.length > 0),
    concepts,
  };
}

/** Each common word once: how often a text repeats a word says nothing about what it is about. */
function termsOf(analyses: readonly Analysis[]): string[] {
  const terms = new Set<string>();
  for (const { words } of analyses) {
    for (const { senses } of words) {
      const [first] = senses;
      if (first !== undefined && !WEIGHTLESS.has(first.kind)) terms.add(first.term);
    }
  }
  return [...terms];
}
