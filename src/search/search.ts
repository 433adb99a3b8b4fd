import type { Asked } from '../content/asked.js';
import type { Concepts } from '../content/concepts.js';
import type { Lexicon } from '../content/lexicon.js';
import type { Scheme } from '../content/scheme.js';
import { Analyser } from './analyse.js';
import { createComplete } from './complete.js';
import { createConceptsIn } from './concepts-in.js';
import { confidenceOf, scopeOf, signalsOf } from './confidence.js';
import { meetScheme, toDocument } from './documents.js';
import { createFacetOf } from './facet-of.js';
import { createFollowUp } from './follow-up.js';
import { createLanguageOf, scriptOf } from './language-of.js';
import { createIsNegated } from './negation.js';
import { createFindOtherState } from './other-states.js';
import { decide } from './outcome.js';
import { createRank, type Query } from './ranking.js';
import { createRarity } from './rarity.js';
import type { Context, Explanation, Reading, Search } from './reading.js';
import { normaliseUnicode } from './unicode.js';
import { collectWords, KIND_WEIGHT, type QuestionWords } from './words.js';

/**
 * Builds the search over one immutable snapshot of what the bot knows.
 *
 *   question ─ unicode ─ tokens ─ vocabulary ─┬─ language, facet, negation
 *                                             ├─ concepts ─┐
 *                                             └─ terms ────┴─ ranking ─ confidence ─ outcome
 */
export function createSearch(input: {
  readonly schemes: readonly Scheme[];
  readonly concepts: Concepts;
  readonly lexicon: Lexicon;
  /** questions as people ask them: their words are found with the record */
  readonly asked: readonly Asked[];
}): Search {
  const { schemes, concepts, lexicon, asked } = input;
  const analyser = new Analyser(lexicon);
  const askedOf = groupByScheme(asked);
  const met = schemes.map((scheme) => meetScheme(scheme, askedOf.get(scheme.id) ?? [], analyser));
  const conceptsIn = createConceptsIn(concepts, analyser);
  const documents = schemes.map((scheme, index) => toDocument(scheme, met[index]!, analyser, conceptsIn));
  const rarity = createRarity(documents, (term) =>
    term.startsWith('@') || term.startsWith('#') ? 'topic' : analyser.vocabulary.kindOf(term),
  );
  const rank = createRank(
    documents,
    schemes,
    rarity,
    new Set(concepts.who.filter(({ trade }) => trade).map(({ id }) => id)),
  );
  const findOtherState = createFindOtherState(lexicon.otherStates, analyser, rarity);
  const languageOf = createLanguageOf(lexicon.language);
  const facetOf = createFacetOf(lexicon.facets, analyser);
  const isNegated = createIsNegated(lexicon.talk);
  const followUp = createFollowUp(lexicon.talk);
  const wanting = lexicon.talk.wanting.map(normaliseUnicode);
  const known = new Set(schemes.map(({ id }) => id));

  const read = (question: string, context: Context): Explanation => {
    const analysis = analyser.read(question.slice(0, LONGEST));
    const words = collectWords(analysis);
    const query = toQuery(words, conceptsIn(words));
    const language = languageOf(analysis.tokens);
    const facet = facetOf(question.slice(0, LONGEST));
    const ranked = rank(query);
    const asked = [...query.terms].reduce((sum, [term, weight]) => sum + weight * rarity.weightOf(term), 0);
    const offtopic = words.words.filter(({ senses }) => senses[0]?.kind === 'offtopic').length;
    const signals = signalsOf({
      ranked,
      asked,
      unknownMass: query.unknownMass,
      offtopic,
      conceptCount: query.concepts.size,
      wantingCount: wanting.filter((term) => words.byTerm.has(term)).length,
    });
    const subject = context.subject !== undefined && known.has(context.subject) ? context.subject : undefined;
    const axes = new Set([...query.concepts.values()].map(({ axis }) => axis));
    const talk = followUp({
      tokens: analysis.tokens,
      words,
      signals,
      facetFound: facet.found,
      speaksOfPersons: axes.has('who'),
      asksForPersons:
        axes.has('who') && !axes.has('need') && (facet.features.has('s:yes-no') || words.byTerm.has(ALSO)),
      hasSubject: subject !== undefined,
    });
    const decision = decide({
      ranked,
      confidence: confidenceOf(signals),
      scope: scopeOf(signals),
      isNear:
        signals.offtopic === 0 &&
        ((signals.concepts > 0 && signals.unknown < 0.2) || (signals.explained === 1 && signals.name >= NAME_HEARD)),
      otherState: findOtherState(words),
      isFollowUp: talk.isFollowUp,
      subject,
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
      negated: isNegated(analysis.tokens),
    };
    return {
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
      hits: ranked.slice(0, EXPLAINED).map(({ id, score, parts, nameMatch, matched }) => ({
        id,
        score: round(score),
        parts: Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, round(value)])),
        name: nameMatch?.name.text,
        matched,
      })),
      signals: { ...signals },
      reading,
    };
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
    explain: (question, context = {}) => read(question, context),
  };
}

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

/** Longer questions are read up to here (UTF-16 code units); a message has at most 4096. */
const LONGEST = 1500;
/** So many hits are explained. */
const EXPLAINED = 30;
/** The common word of भी, घलो, also. */
const ALSO = 'और';
/** A name of which so much is there is worth a suggestion, however short the question: आयुष्मान. */
const NAME_HEARD = 0.3;
/** What a word that nobody knows weighs against one that is known. */
const UNKNOWN_WEIGHT = 0.7;

function toQuery(words: QuestionWords, concepts: Query['concepts']): Query {
  const terms = new Map<string, number>();
  for (const { senses } of words.words) {
    for (const { term, kind, weight } of senses) {
      if (KIND_WEIGHT[kind] === 0) continue;
      terms.set(term, Math.max(terms.get(term) ?? 0, weight));
    }
  }
  return { terms, concepts, unknownMass: words.unknown.length * UNKNOWN_WEIGHT };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
