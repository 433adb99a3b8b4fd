import type { Scheme } from '../content/scheme.js';
import type { ConceptHit } from './concepts-in.js';
import { CONCEPT, withConcepts, type Field, type SchemeDocument } from './documents.js';
import { createInvertedIndex, type InvertedIndex } from './inverted-index.js';
import { createMatchNames, createMatchWritten, goodness, type NameMatch } from './names.js';
import { createFindNeighbours } from './neighbours.js';
import type { Rarity } from './rarity.js';
import { CANDIDATES, FIELD_BOOST, LOOKED_UP } from './weights.js';

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
  /** what its words say, on top of the parts */
  readonly byWords: number;
  readonly nameMatch: NameMatch | undefined;
  readonly matched: Readonly<Record<string, readonly string[]>>;
}
/** What a score is the weighted sum of (`data/lexicon/weights.yaml`); each 0..1 but popularity. */
export interface ScoreParts {
  /** BM25 of the whole record, relative to the best */
  readonly text: number;
  /** the best name as a whole */
  readonly name: number;
  /** share of the best name that the question has */
  readonly coverage: number;
  /** the best name as it is written, word for word */
  readonly written: number;
  /** share of the question that the record explains */
  readonly explained: number;
  /** likeness of the nearest question that people have asked about it */
  readonly nearest: number;
  /** the same of the nearest few, on average */
  readonly few: number;
  /** share of the question's persons that the record serves */
  readonly who: number;
  /** share of the question's needs that the record serves */
  readonly need: number;
  /** the record is for particular persons, and none of them is spoken of */
  readonly unaskedWho: number;
  /** the record is for people of a calling, and no calling is spoken of */
  readonly unaskedTrade: number;
  /** the record is for other needs than those that are spoken of; less when it is named: 'आयुष्मान कार्ड बनवाना' */
  readonly otherNeed: number;
  /** 'मुख्यमंत्री' is said and the scheme is the centre's, or 'प्रधानमंत्री' and it is the state's */
  readonly otherLevel: number;
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
/** word or concept -> id of a record -> what it says for it or, below zero, against it */
export type RecordWords = Readonly<Record<string, Readonly<Record<string, number>>>>;
export type Rank = (query: Query) => readonly Ranked[];

/**
 * Ranks records: BM25 over fields proposes, whole names, likeness to other questions and what is explained decide.
 * @param trades ids of the callings that a scheme may be reserved for
 * @param weights of `ScoreParts`; those that are not there weigh nothing
 * @param recordWords what words say of records, in the unit of the score
 */
export function createRank(
  documents: readonly SchemeDocument[],
  schemes: readonly Scheme[],
  rarity: Rarity,
  trades: ReadonlySet<string>,
  weights: RankingWeights,
  recordWords: RecordWords,
): Rank {
  const index = createInvertedIndex(documents, FIELD_BOOST);
  const names = documents.flatMap((document) => document.names);
  const matchNames = createMatchNames(names, rarity.weightOf);
  const matchWritten = createMatchWritten(names);
  const findNeighbours = createFindNeighbours(
    documents.flatMap(({ questions }, at) => questions.map((terms) => ({ at, terms }))),
    rarity.weightOf,
  );
  const wordsByTerm = new Map(Object.entries(recordWords).map(([term, own]) => [term, Object.entries(own)]));
  const placeOf = new Map(documents.map(({ id }, at) => [id, at]));

  return ({ terms, concepts, keys, brevity }) => {
    const all = withConcepts(terms, concepts);
    const found = index.search(affordable(all, index), CANDIDATES);
    if (found.length === 0) return [];
    const best = found[0]!.score;
    const nameMatches = matchNames(terms);
    const writtenMatches = matchWritten(keys);
    const neighbours = findNeighbours(all);
    const words = sayOfRecords(all, wordsByTerm);
    const candidates = new Map(found.map(({ at, score }) => [at, score]));
    for (const [id, match] of nameMatches) {
      const at = placeOf.get(id)!;
      if (goodness(match) > 0.6 && !candidates.has(at)) candidates.set(at, 0);
    }
    const ranked: Ranked[] = [];
    for (const [at, textScore] of candidates) {
      const document = documents[at]!;
      const scheme = schemes[at]!;
      const { id } = document;
      const matched: Record<string, readonly Field[]> = {};
      for (const term of terms.keys()) {
        const fields = index.fieldsWith(term, at);
        if (fields.length > 0) matched[term] = fields;
      }
      const nameMatch = nameMatches.get(id);
      const writtenMatch = writtenMatches.get(id);
      const name = nameMatch === undefined ? 0 : goodness(nameMatch);
      const isOver = scheme.status === 'closed' || scheme.status === 'renamed';
      const parts: ScoreParts = {
        text: textScore / best,
        name,
        coverage: nameMatch === undefined ? 0 : Math.min(1, nameMatch.coverage),
        written: writtenMatch === undefined ? 0 : goodness(writtenMatch),
        explained: explainedShare(terms, concepts, matched, document, rarity),
        nearest: neighbours.get(at)?.nearest ?? 0,
        few: neighbours.get(at)?.few ?? 0,
        ...conceptParts(concepts, scheme, rarity, trades, name),
        otherLevel: isOtherLevel(terms, scheme) ? 1 : 0,
        popularity: scheme.popularity,
        closed: isOver && name < NAMED ? 1 : 0,
      };
      const byWords = words.get(id) ?? 0;
      ranked.push({ id, score: weigh(parts, brevity, weights) + byWords, parts, byWords, nameMatch, matched });
    }
    return ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  };
}

/**
 * The terms that are worth looking up: the rarest first, until their records are many enough. What is
 * said of every second record (पैसा, सरकार) costs most and tells least; it still counts among the
 * candidates. This keeps the cost of a question from growing with the number of records.
 */
function affordable(terms: ReadonlyMap<string, number>, index: InvertedIndex): Map<string, number> {
  const wanted = [...terms].map(([term, weight]) => ({ term, weight, mentions: index.mentions(term) }));
  wanted.sort((a, b) => a.mentions - b.mentions);
  const chosen = new Map<string, number>();
  let mentions = 0;
  for (const one of wanted) {
    if (one.mentions === 0) continue;
    mentions += one.mentions;
    if (mentions > LOOKED_UP && chosen.size > 0) break;
    chosen.set(one.term, one.weight);
  }
  return chosen;
}

/** Which share of what the question says the record accounts for, by a word or by a concept. */
function explainedShare(
  terms: ReadonlyMap<string, number>,
  concepts: ReadonlyMap<string, ConceptHit>,
  matched: Readonly<Record<string, readonly string[]>>,
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
    if (matched[term] !== undefined || byConcept.has(term)) explained += mass;
  }
  return all === 0 ? 0 : explained / all;
}

function conceptParts(
  concepts: ReadonlyMap<string, ConceptHit>,
  scheme: Scheme,
  rarity: Rarity,
  trades: ReadonlySet<string>,
  name: number,
): Pick<ScoreParts, 'who' | 'need' | 'unaskedWho' | 'unaskedTrade' | 'otherNeed'> {
  const shareOf = (axis: 'who' | 'need'): { share: number; asked: boolean } => {
    let all = 0;
    let shared = 0;
    for (const { id, axis: its, weight } of concepts.values()) {
      if (its !== axis) continue;
      const mass = weight * rarity.weightOf(CONCEPT + id);
      all += mass;
      if (scheme.concepts[axis].includes(id)) shared += mass;
    }
    return { share: all === 0 ? 0 : shared / all, asked: all > 0 };
  };
  const who = shareOf('who');
  const need = shareOf('need');
  const particular = scheme.concepts.who.map((id) => rarity.weightOf(CONCEPT + id));
  return {
    who: who.share,
    need: need.share,
    unaskedWho: who.share > 0 || particular.length === 0 ? 0 : Math.min(...particular),
    unaskedTrade:
      scheme.concepts.who.some((id) => trades.has(id)) && ![...trades].some((id) => concepts.has(id)) ? 1 : 0,
    otherNeed: need.asked && need.share === 0 && scheme.concepts.need.length > 0 ? 1 - name : 0,
  };
}

function isOtherLevel(terms: ReadonlyMap<string, number>, { level }: Scheme): boolean {
  const [own, other] = level === 'central' ? ['प्रधानमंत्री', 'मुख्यमंत्री'] : ['मुख्यमंत्री', 'प्रधानमंत्री'];
  return terms.has(other) && !terms.has(own);
}

/** A name that is there as good as whole. */
const NAMED = 0.8;

function sayOfRecords(
  terms: ReadonlyMap<string, number>,
  wordsByTerm: ReadonlyMap<string, readonly (readonly [id: string, weight: number])[]>,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [term, strength] of terms)
    for (const [id, weight] of wordsByTerm.get(term) ?? []) sums.set(id, (sums.get(id) ?? 0) + weight * strength);
  return sums;
}

/** @returns the score of a record but for what its words say */
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
