import type { Asked } from '../content/asked.js';
import type { Concepts } from '../content/concepts.js';
import type { Lexicon } from '../content/lexicon.js';
import type { Scheme } from '../content/scheme.js';
import { Analyser } from './analyse.js';
import { bounded } from './bounded.js';
import { createComplete } from './complete.js';
import { createConceptsIn } from './concepts-in.js';
import { likelihood, signalsOf } from './confidence.js';
import { meetScheme, readQuestions, termsOf, toDocument, withConcepts } from './documents.js';
import { createFacetOf } from './facet-of.js';
import { createFollowUp } from './follow-up.js';
import { createSentencesOf } from './frame.js';
import { createKinshipOf } from './kinship.js';
import { createLanguageOf, scriptOf } from './language-of.js';
import { createFindOtherState } from './other-states.js';
import { decide } from './outcome.js';
import { createRank, type Query, type Ranked } from './ranking.js';
import { createRarity } from './rarity.js';
import type { Context, Explanation, Reading, Search } from './reading.js';
import { normaliseUnicode } from './unicode.js';
import { collectWords, weightedTerms } from './words.js';

/**
 * Builds the search over one immutable snapshot of what the bot knows.
 *
 *   question ─ unicode ─ tokens ─ vocabulary ─┬─ language, facet
 *                                             ├─ concepts ─┐
 *                                             └─ terms ────┴─ ranking ─ confidence ─ outcome
 */
export function createSearch(input: {
  readonly schemes: readonly Scheme[];
  readonly concepts: Concepts;
  readonly lexicon: Lexicon;
  /** questions as people ask them: their words are found with the record */
  readonly asked: readonly Asked[];
  /** whether what is misspelt beyond its sound is corrected. Default true; false shows what correction brings */
  readonly correction?: boolean;
}): Search {
  const { schemes, concepts, lexicon, asked, correction = true } = input;
  const analyser = new Analyser(lexicon, { correction });
  const askedOf = groupByScheme(asked);
  const met = schemes.map((scheme) => meetScheme(scheme, askedOf.get(scheme.id) ?? [], analyser));
  const conceptsIn = createConceptsIn(concepts, analyser);
  const documents = schemes.map((scheme, index) => toDocument(scheme, met[index]!, analyser, conceptsIn));
  const questions = readQuestions(met, analyser);
  const rarity = createRarity(documents, (term) =>
    term.startsWith('@') || term.startsWith('#') ? 'topic' : analyser.vocabulary.kindOf(term),
  );
  const rank = createRank(
    documents,
    schemes,
    questions.map((own) => own.map((words) => termsOf(words, conceptsIn))),
    rarity,
    lexicon.weights,
  );
  const findOtherState = createFindOtherState(lexicon.otherStates, analyser, rarity);
  const languageOf = createLanguageOf(lexicon.language);
  const facetOf = createFacetOf(lexicon, analyser);
  const sentencesOf = createSentencesOf(lexicon, analyser);
  const followUp = createFollowUp(lexicon.talk);
  const wanting = lexicon.talk.wanting.map(normaliseUnicode);
  const kinshipOf = createKinshipOf(
    questions.flat(),
    asked
      .filter((one) => one.schemes.length === 0 && one.facets.length === 0)
      .map(({ question }) => collectWords(analyser.readKnown(analyser.split(question)))),
  );
  const mostAsked = schemes
    .filter(({ status }) => status === 'active')
    .toSorted(
      (a, b) => b.popularity - a.popularity || (askedOf.get(b.id)?.length ?? 0) - (askedOf.get(a.id)?.length ?? 0),
    );
  const known = new Set(schemes.map(({ id }) => id));

  const read = (written: string, context: Context): { reading: Reading; explain: () => Explanation } => {
    const text = bounded(written);
    const sentences = sentencesOf(text);
    // a message of nothing but courtesy is read as it is
    const analysis = analyser.read(sentences.length === 0 ? text : sentences.join(' '));
    const words = collectWords(analysis);
    const query: Query = {
      terms: weightedTerms(words),
      concepts: conceptsIn(words),
      keys: new Map(analysis.tokens.map((token) => [analyser.vocabulary.keyOf(token), 1])),
      brevity: Math.min(1, FEW_WORDS / words.words.length),
      unknownMass: words.unknown.length * UNKNOWN_WEIGHT,
    };
    const language = languageOf(analysis.tokens);
    const facet = facetOf(sentences);
    const ranked = rank(query);
    const asked = [...query.terms].reduce((sum, [term, weight]) => sum + weight * rarity.weightOf(term), 0);
    const offtopic = words.words.filter(({ senses }) => senses[0]?.kind === 'offtopic').length;
    const signals = signalsOf({
      ranked,
      asked,
      unknownMass: query.unknownMass,
      offtopic,
      kinship: kinshipOf(words),
      conceptCount: query.concepts.size,
      wantingCount: wanting.filter((term) => words.byTerm.has(term)).length,
    });
    const subject = context.subject !== undefined && known.has(context.subject) ? context.subject : undefined;
    const axes = new Set([...query.concepts.values()].map(({ axis }) => axis));
    const confidence = likelihood(signals, lexicon.weights.confidence);
    const talk = followUp({
      tokens: analysis.tokens,
      words,
      signals,
      confidence,
      facetFound: facet.found,
      speaksOfPersons: axes.has('who'),
      asksForPersons:
        axes.has('who') && !axes.has('need') && (facet.features.has('s:yes-no') || words.byTerm.has(ALSO)),
      hasSubject: subject !== undefined,
    });
    const decision = decide({
      ranked,
      confidence,
      scope: likelihood(signals, lexicon.weights.scope),
      isNear:
        signals.offtopic === 0 &&
        ((signals.concepts > 0 && signals.unknown < 0.2) || (signals.explained === 1 && signals.name >= NAME_HEARD)),
      isNamed: isNamed(ranked),
      otherState: findOtherState(words),
      isFollowUp: talk.isFollowUp,
      subject,
      asUsual:
        facet.found > 0
          ? mostAsked
              .filter(({ facets }) => facet.facet === 'about' || facets[facet.facet] !== undefined)
              .slice(0, 3)
              .map(({ id }) => id)
          : [],
      known,
    });
    const reading: Reading = {
      language: language.language,
      script: scriptOf(analysis.tokens),
      facet: facet.facet,
      secondFacet: facet.second,
      confidence: decision.confidence,
      outcome: decision.outcome,
      hits: decision.hits,
      isFollowUp: talk.isFollowUp,
      isCourtesy: sentences.length === 0,
    };
    const explain = (): Explanation => ({
      normalised: analysis.tokens.map(({ text }) => text).join(' '),
      language,
      words: words.words.map(({ text, key, senses }) => ({
        text,
        key,
        readings: senses.map(({ term, kind, how, weight }) => ({
          term,
          kind,
          how,
          weight: round(weight),
          rarity: round(rarity.weightOf(term)),
        })),
      })),
      concepts: [...query.concepts.values()].map(({ id, because, weight }) => ({ id, because, weight: round(weight) })),
      facet: facet.points,
      facetFeatures: Object.fromEntries(facet.features),
      terms: Object.fromEntries(withConcepts(query.terms, query.concepts)),
      hits: ranked.map(({ id, score, parts, nameMatch }) => ({
        id,
        score: round(score),
        parts: Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, round(value)])),
        name: nameMatch?.name.text,
      })),
      brevity: query.brevity,
      signals: { ...signals },
      reading,
    });
    return { reading, explain };
  };
  const complete = createComplete({
    documents,
    schemes,
    analyser,
    rank: (question) => read(question, {}).reading.hits,
  });
  return {
    ask: (question, context = {}) => read(question, context).reading,
    complete,
    explain: (question, context = {}) => read(question, context).explain(),
  };
}

/** A whole name of the first stands in the question as it is written, and of no other. */
function isNamed([first, ...others]: readonly Ranked[]): boolean {
  return first !== undefined && isWhole(first) && !others.some(isWhole);
}
const WHOLE_NAME = 0.95;
const isWhole = ({ parts: { name, written } }: Ranked): boolean => name >= WHOLE_NAME && written >= WHOLE_NAME;

/** Each question counts for the scheme that answers it best. */
function groupByScheme(asked: readonly Asked[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { question, schemes } of asked) {
    const [id] = schemes;
    if (id === undefined) continue;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [question]);
    else group.push(question);
  }
  return groups;
}

/** The common word of भी, घलो, also. */
const ALSO = 'और';
/** A name of which so much is there is worth a suggestion, however short the question: आयुष्मान. */
const NAME_HEARD = 0.3;
/** So many words are a short question. */
const FEW_WORDS = 6;
/** What a word that nobody knows weighs against one that is known. */
const UNKNOWN_WEIGHT = 0.7;

const round = (value: number): number => Math.round(value * 1000) / 1000;
