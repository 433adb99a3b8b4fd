import type { Scheme } from '../content/scheme.js';
import { createFindLikely, type Saying } from './bayes.js';
import type { ConceptHit } from './concepts-in.js';
import { withConcepts, type SchemeDocument } from './documents.js';
import { createMatchNames, createMatchWritten, goodness, type NameMatch } from './names.js';
import { createFindNeighbours } from './neighbours.js';
import type { Rarity } from './rarity.js';
import { CANDIDATES } from './weights.js';

/** A question as weighted terms: words and concepts. */
export interface Query {
  /** term -> how surely it was read, 0..1, times what its kind says */
  readonly terms: ReadonlyMap<string, number>;
  readonly concepts: ReadonlyMap<string, ConceptHit>;
  /** sound keys of its written words -> 1 */
  readonly keys: ReadonlyMap<string, number>;
  /** 1 for a few words, towards 0 for a long story: who asks in few words names the scheme, a story only touches names */
  readonly brevity: number;
  /** weight of what nobody knows */
  readonly unknownMass: number;
}
export interface Ranked {
  readonly id: string;
  readonly score: number;
  readonly parts: ScoreParts;
  /** share of the question's concepts that the record serves, 0..1 */
  readonly served: number;
  readonly nameMatch: NameMatch | undefined;
}
/**
 * What a score is the weighted sum of (`data/lexicon/weights.yaml`); each 0..1 unless said otherwise. What each
 * brings is shown by `npm run eval -- --ablate`; one that brings nothing goes.
 */
export interface ScoreParts {
  /** mean log-odds of its words, naive Bayes over texts and questions; about -1..3 */
  readonly bayes: number;
  /** the best name as a whole */
  readonly name: number;
  /** the best name as it is written, word for word */
  readonly written: number;
  /** share of the question that the record explains */
  readonly explained: number;
  /** likeness of the nearest of its names and of the questions that people ask about it */
  readonly nearest: number;
  /** the record is for other needs than those that are spoken of; less when it is named: 'आयुष्मान कार्ड बनवाना' */
  readonly otherNeed: number;
  /** logarithm of how many questions are kept with it: a record that is new cannot be near to any */
  readonly examples: number;
  /** 0..3 */
  readonly popularity: number;
  /** closed or renamed, and not the one that was named */
  readonly closed: number;
}
/** What each part weighs in a short question and in a long one; between the two by its brevity. */
export interface RankingWeights {
  readonly short: Readonly<Record<string, number>>;
  readonly long: Readonly<Record<string, number>>;
}
export type Rank = (query: Query) => readonly Ranked[];

/**
 * Ranks records: what is said of each proposes, whole names and likeness to other questions decide with it.
 * @param questions of each record, as terms
 * @param weights of `ScoreParts`; those that are not there weigh nothing
 */
export function createRank(
  documents: readonly SchemeDocument[],
  schemes: readonly Scheme[],
  questions: readonly (readonly ReadonlyMap<string, number>[])[],
  rarity: Rarity,
  weights: RankingWeights,
): Rank {
  const asked = questions.flatMap((own, at) => own.map((terms): Saying => ({ at, terms, weight: 1 })));
  const texts = documents.flatMap((document, at) => document.texts.map((text): Saying => ({ at, ...text })));
  const findLikely = createFindLikely([...texts, ...asked], documents.length);
  const findNeighbours = createFindNeighbours(
    [...texts.filter(({ weight }) => weight === 1), ...asked],
    rarity.weightOf,
  );
  const names = documents.flatMap((document) => document.names);
  const matchNames = createMatchNames(names, rarity.weightOf);
  const matchWritten = createMatchWritten(names);
  const placeOf = new Map(documents.map(({ id }, at) => [id, at]));
  const examples = questions.map((own) => Math.log(1 + own.length) / EXAMPLES_UNIT);

  return ({ terms, concepts, keys, brevity }) => {
    const all = withConcepts(terms, concepts);
    const candidates = new Map(findLikely(all, CANDIDATES));
    const nameMatches = matchNames(terms);
    for (const [id, match] of nameMatches) {
      const at = placeOf.get(id)!;
      if (goodness(match) > NAME_PROPOSES && !candidates.has(at)) candidates.set(at, 0);
    }
    const writtenMatches = matchWritten(keys);
    const neighbours = findNeighbours(all);
    const ranked = [...candidates].map(([at, bayes]): Ranked => {
      const document = documents[at]!;
      const scheme = schemes[at]!;
      const { id } = document;
      const nameMatch = nameMatches.get(id);
      const writtenMatch = writtenMatches.get(id);
      const name = nameMatch === undefined ? 0 : goodness(nameMatch);
      const isOver = scheme.status === 'closed' || scheme.status === 'renamed';
      const parts: ScoreParts = {
        bayes,
        name,
        written: writtenMatch === undefined ? 0 : goodness(writtenMatch),
        explained: explainedShare(terms, concepts, document, rarity),
        nearest: neighbours.get(at) ?? 0,
        otherNeed: isForOtherNeed(concepts, scheme) ? 1 - name : 0,
        examples: examples[at]!,
        popularity: scheme.popularity,
        closed: isOver && name < NAMED ? 1 : 0,
      };
      const served = [...concepts.keys()].filter((one) => document.concepts.has(one)).length / (concepts.size || 1);
      return { id, score: weigh(parts, brevity, weights), parts, served, nameMatch };
    });
    return ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  };
}

/** Which share of what the question says the record accounts for, by a word or by a concept. */
function explainedShare(
  terms: ReadonlyMap<string, number>,
  concepts: ReadonlyMap<string, ConceptHit>,
  document: SchemeDocument,
  rarity: Rarity,
): number {
  const byConcept = new Set<string>();
  for (const { id, terms: used } of concepts.values())
    if (document.concepts.has(id)) for (const term of used) byConcept.add(term);
  let all = 0;
  let explained = 0;
  for (const [term, weight] of terms) {
    const mass = weight * rarity.weightOf(term);
    all += mass;
    if (document.has.has(term) || byConcept.has(term)) explained += mass;
  }
  return all === 0 ? 0 : explained / all;
}

/** Needs are spoken of, and the record, which is for some, is for none of these. */
function isForOtherNeed(concepts: ReadonlyMap<string, ConceptHit>, scheme: Scheme): boolean {
  const needs = [...concepts.values()].filter(({ axis }) => axis === 'need');
  const { need } = scheme.concepts;
  return needs.length > 0 && need.length > 0 && !needs.some(({ id }) => need.includes(id));
}

/** A name that is there as good as whole. */
const NAMED = 0.8;
/** A name of which so much is there makes its record a candidate. */
const NAME_PROPOSES = 0.6;
/** Brings `examples` to about 1 for a record with fifty questions. */
const EXAMPLES_UNIT = 4;

/** @returns the score of a record */
export function weigh(
  parts: Readonly<Record<keyof ScoreParts, number>> | Readonly<Record<string, number>>,
  brevity: number,
  weights: RankingWeights,
): number {
  let sum = 0;
  for (const [part, value] of Object.entries(parts))
    sum += (brevity * (weights.short[part] ?? 0) + (1 - brevity) * (weights.long[part] ?? 0)) * value;
  return sum;
}
