import type { Scheme } from '../content/scheme.js';
import type { ConceptHit } from './concepts-in.js';
import { CONCEPT, type Field, type SchemeDocument } from './documents.js';
import { createInvertedIndex, type InvertedIndex } from './inverted-index.js';
import { createMatchNames, goodness, type NameMatch } from './names.js';
import type { Rarity } from './rarity.js';
import { CANDIDATES, FIELD_BOOST, LOOKED_UP, SCORE } from './weights.js';

/** A question as weighted terms: words and concepts. */
export interface Query {
  /** term -> how surely it was read, 0..1, times what its kind says */
  readonly terms: ReadonlyMap<string, number>;
  readonly concepts: ReadonlyMap<string, ConceptHit>;
  /** weight of what nobody knows */
  readonly unknownMass: number;
}
export interface Ranked {
  readonly id: string;
  readonly score: number;
  readonly parts: ScoreParts;
  readonly nameMatch: NameMatch | undefined;
  readonly matched: Readonly<Record<string, readonly string[]>>;
}
/** What a score is the weighted sum of (`SCORE` in weights.ts); each 0..1 but popularity. */
export interface ScoreParts {
  /** BM25 of the whole record, relative to the best */
  readonly text: number;
  /** the best name as a whole */
  readonly name: number;
  /** share of the best name that the question has */
  readonly coverage: number;
  /** share of the question that the record explains */
  readonly explained: number;
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
export type Rank = (query: Query) => readonly Ranked[];

/** Ranks records: BM25 over fields proposes, whole names and coverage decide. */
/** @param trades ids of the callings that a scheme may be reserved for */
export function createRank(
  documents: readonly SchemeDocument[],
  schemes: readonly Scheme[],
  rarity: Rarity,
  trades: ReadonlySet<string>,
): Rank {
  const index = createInvertedIndex(documents, FIELD_BOOST);
  const matchNames = createMatchNames(
    documents.flatMap(({ names }) => names),
    rarity.weightOf,
  );
  const placeOf = new Map(documents.map(({ id }, at) => [id, at]));

  return ({ terms, concepts }) => {
    const found = index.search(affordable(terms, concepts, index), CANDIDATES);
    if (found.length === 0) return [];
    const best = found[0]!.score;
    const nameMatches = matchNames(terms);
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
      const name = nameMatch === undefined ? 0 : goodness(nameMatch);
      const isOver = scheme.status === 'closed' || scheme.status === 'renamed';
      const parts: ScoreParts = {
        text: textScore / best,
        name,
        coverage: nameMatch === undefined ? 0 : Math.min(1, nameMatch.coverage),
        explained: explainedShare(terms, concepts, matched, document, rarity),
        ...conceptParts(concepts, scheme, rarity, trades, name),
        otherLevel: isOtherLevel(terms, scheme) ? 1 : 0,
        popularity: scheme.popularity,
        closed: isOver && name < NAMED ? 1 : 0,
      };
      ranked.push({ id, score: weigh(parts), parts, nameMatch, matched });
    }
    return ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  };
}

/**
 * The terms that are worth looking up: the rarest first, until their records are many enough. What is
 * said of every second record (पैसा, सरकार) costs most and tells least; it still counts among the
 * candidates. This keeps the cost of a question from growing with the number of records.
 */
function affordable(terms: Query['terms'], concepts: Query['concepts'], index: InvertedIndex): Map<string, number> {
  const wanted = [...terms].map(([term, weight]) => ({ term, weight, mentions: index.mentions(term) }));
  for (const { id, weight } of concepts.values())
    wanted.push({ term: CONCEPT + id, weight, mentions: index.mentions(CONCEPT + id) });
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

function weigh(parts: ScoreParts): number {
  let sum = 0;
  for (const [part, weight] of Object.entries(SCORE) as [keyof ScoreParts, number][]) sum += weight * parts[part];
  return sum;
}
