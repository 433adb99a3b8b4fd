import type { Scheme } from '../content/scheme.js';
import { spellAcronyms } from './acronyms.js';
import type { Analyser, Analysis, Split } from './analyse.js';
import type { Saying } from './bayes.js';
import type { ConceptHit, ConceptsIn } from './concepts-in.js';
import { collectWords, weightedTerms, type QuestionWords } from './words.js';

/** A name of a scheme, as common words in order, for matching names as a whole. */
export interface NameOf {
  readonly schemeId: string;
  readonly text: string;
  /** sound keys of its written words */
  readonly keys: readonly string[];
  readonly terms: readonly string[];
  /** the official name rather than an alias */
  readonly official: boolean;
}
/** What the search knows of a record. */
export interface SchemeDocument {
  readonly id: string;
  readonly names: readonly NameOf[];
  readonly concepts: ReadonlySet<string>;
  /** words and @concepts that say what it is */
  readonly says: ReadonlySet<string>;
  /** words and @concepts of all that is read of it, its rules too */
  readonly has: ReadonlySet<string>;
  /** its texts, one by one */
  readonly texts: readonly Omit<Saying, 'at'>[];
}

/** Prefix of the terms that stand for concepts, beside words. */
export const CONCEPT = '@';
/** A sentence of a record says less of what people ask than a name does. */
const SENTENCE = 0.5;

/** The texts of a record that are searched, met. Prose is met in Hindi: the lexicon leads Chhattisgarhi words to the same terms. */
export interface MetScheme {
  readonly names: readonly Split[];
  readonly summary: readonly Split[];
  readonly benefit: readonly Split[];
  readonly rules: readonly Split[];
  /** questions that people ask about it */
  readonly asked: readonly Split[];
}

/** Every record is met before the first is read: words in Latin letters and phrases of concepts are found among all words. */
export function meetScheme(scheme: Scheme, asked: readonly string[], analyser: Analyser): MetScheme {
  const meet = (texts: readonly string[]): Split[] => texts.map((text) => analyser.meet(text));
  const { benefit = [], eligibility = [], exclusions = [] } = scheme.facets;
  return {
    names: meet(namesOf(scheme)),
    summary: meet([scheme.summary.hi, scheme.summary.en]),
    benefit: meet(benefit.map(({ hi }) => hi)),
    rules: meet([...eligibility, ...exclusions].map(({ hi }) => hi)),
    // misspelt as they are, their words do not join the vocabulary
    asked: asked.map((question) => analyser.split(question)),
  };
}

/** The official names first, then the aliases, then their acronyms spelt in Devanagari. */
function namesOf({ name, aliases }: Scheme): string[] {
  const names = [name.hi, name.hne, name.en, ...aliases];
  return [...new Set([...names, ...names.flatMap(spellAcronyms)])];
}
const OFFICIAL_NAMES = 3;

/** Reads the questions of each record. To be done after the records are read, so that they find the words of all. */
export function readQuestions(met: readonly MetScheme[], analyser: Analyser): QuestionWords[][] {
  analyser.vocabulary.learnRepeated(met.flatMap(({ asked }) => asked.map(({ tokens }) => tokens)));
  return met.map(({ asked }) => asked.map((question) => collectWords(analyser.readKnown(question))));
}

export function toDocument(scheme: Scheme, met: MetScheme, analyser: Analyser, conceptsIn: ConceptsIn): SchemeDocument {
  const concepts = new Set([...scheme.concepts.who, ...scheme.concepts.need]);
  const read = (text: Split): { analysis: Analysis; terms: Map<string, number> } => {
    const analysis = analyser.learn(text);
    return { analysis, terms: termsOf(collectWords(analysis), conceptsIn) };
  };
  const names = met.names.map(read);
  const summary = met.summary.map(read);
  const benefit = met.benefit.map(read);
  const rules = met.rules.map(read);
  const own = [...concepts].map((id) => CONCEPT + id);
  const says = new Set([...names, ...summary, ...benefit].flatMap(({ terms }) => [...terms.keys()]).filter(isWord));
  for (const concept of own) says.add(concept);
  return {
    id: scheme.id,
    names: namesOf(scheme)
      .map((text, index): NameOf => ({
        schemeId: scheme.id,
        text,
        keys: met.names[index]!.keys,
        terms: [...names[index]!.terms.keys()].filter(isWord),
        official: index < OFFICIAL_NAMES,
      }))
      .filter(({ terms }) => terms.length > 0),
    concepts,
    says,
    has: new Set([...says, ...[...names, ...summary, ...rules].flatMap(({ terms }) => [...terms.keys()])]),
    texts: [
      ...[...names, ...summary].map(({ terms }) => ({ terms, weight: 1 })),
      ...[...benefit, ...rules].map(({ terms }) => ({ terms, weight: SENTENCE })),
      { terms: new Map(own.map((term) => [term, 1])), weight: 1 },
    ],
  };
}

const isWord = (term: string): boolean => !term.startsWith(CONCEPT);

/** @returns words and concepts of what is said -> how surely they were read */
export function termsOf(words: QuestionWords, conceptsIn: ConceptsIn): Map<string, number> {
  return withConcepts(weightedTerms(words), conceptsIn(words));
}

/** Words and concepts side by side, as they are compared and looked up. */
export function withConcepts(
  words: ReadonlyMap<string, number>,
  concepts: ReadonlyMap<string, ConceptHit>,
): Map<string, number> {
  const terms = new Map(words);
  for (const { id, weight } of concepts.values()) terms.set(CONCEPT + id, weight);
  return terms;
}
