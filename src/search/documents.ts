import type { Scheme } from '../content/scheme.js';
import { spellAcronyms } from './acronyms.js';
import type { Analyser, Analysis, Split } from './analyse.js';
import type { ConceptHit, ConceptsIn } from './concepts-in.js';
import { tellingWords } from './telling.js';
import { collectWords, weightedTerms, WEIGHTLESS, type QuestionWords } from './words.js';

/** The fields of a record, as common words. */
export const FIELDS = ['name', 'alias', 'summary', 'benefit', 'rules', 'concept', 'implied', 'asked'] as const;
export type Field = (typeof FIELDS)[number];

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
export interface SchemeDocument {
  readonly id: string;
  readonly fields: Readonly<Record<Field, readonly string[]>>;
  readonly names: readonly NameOf[];
  readonly concepts: ReadonlySet<string>;
  /** questions that people ask about it, as common words and concepts -> how surely they were read */
  readonly questions: readonly ReadonlyMap<string, number>[];
}

/** Prefix of the terms that stand for concepts, so that they share one index with words. */
export const CONCEPT = '@';

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

/** @param questions of each record, read */
export function withQuestions(
  documents: readonly RecordDocument[],
  questions: readonly (readonly QuestionWords[])[],
  conceptsIn: ConceptsIn,
): SchemeDocument[] {
  const telling = tellingWords(questions);
  return documents.map((document, index) => ({
    ...document,
    fields: { ...document.fields, asked: telling[index]! },
    questions: questions[index]!.map((question) => withConcepts(weightedTerms(question), conceptsIn(question))),
  }));
}

/** A record without the questions that people ask about it. */
type RecordDocument = Omit<SchemeDocument, 'questions'>;

export function toDocument(scheme: Scheme, met: MetScheme, analyser: Analyser, conceptsIn: ConceptsIn): RecordDocument {
  const readNames = met.names.map((name) => analyser.learn(name));
  const readSummary = met.summary.map((text) => analyser.learn(text));
  const terms = (texts: readonly Split[]): string[] => {
    const into = new Set<string>();
    for (const text of texts) analyser.learnTerms(text, into);
    return [...into];
  };
  const names = namesOf(scheme).map((text, index): NameOf => ({
    schemeId: scheme.id,
    text,
    keys: met.names[index]!.keys,
    terms: termsOf([readNames[index]!]),
    official: index < OFFICIAL_NAMES,
  }));
  const concepts = new Set([...scheme.concepts.who, ...scheme.concepts.need]);
  const implied = new Set<string>();
  for (const analysis of [readNames[0]!, readSummary[0]!]) {
    for (const id of conceptsIn(collectWords(analysis)).keys()) if (!concepts.has(id)) implied.add(id);
  }
  return {
    id: scheme.id,
    fields: {
      name: termsOf(readNames.slice(0, OFFICIAL_NAMES)),
      alias: termsOf(readNames.slice(OFFICIAL_NAMES)),
      summary: termsOf(readSummary),
      benefit: terms(met.benefit),
      rules: terms(met.rules),
      concept: [...concepts].map((id) => CONCEPT + id),
      implied: [...implied].map((id) => CONCEPT + id),
      asked: [],
    },
    names: names.filter(({ terms }) => terms.length > 0),
    concepts,
  };
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
