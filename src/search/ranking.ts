import MiniSearch from 'minisearch';
import type { Scheme } from '../content/scheme.js';
import type { ConceptHit } from './concepts-in.js';
import { CONCEPT, FIELDS, type SchemeDocument } from './documents.js';
import { createMatchNames, goodness, type NameMatch } from './names.js';
import type { Rarity } from './rarity.js';
import { CANDIDATES, FIELD_BOOST, SCORE } from './weights.js';

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
  /** parts of the score, for the explanation and for the confidence */
  readonly parts: { readonly text: number; readonly name: number; readonly explained: number; readonly concepts: number };
  readonly nameMatch: NameMatch | undefined;
  readonly matched: Readonly<Record<string, readonly string[]>>;
}
export type Rank = (query: Query) => readonly Ranked[];

/** Ranks records: MiniSearch (BM25 over fields, no fuzziness of its own) proposes, whole names and coverage decide. */
export function createRank(documents: readonly SchemeDocument[], schemes: readonly Scheme[], rarity: Rarity): Rank {
  const index = new MiniSearch<{ id: string } & Record<string, string>>({
    fields: [...FIELDS],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => (term === '' ? null : term),
  });
  index.addAll(
    documents.map(({ id, fields }) => ({ id, ...Object.fromEntries(FIELDS.map((field) => [field, fields[field].map(pack).join(' ')])) })),
  );
  const matchNames = createMatchNames(
    documents.flatMap(({ names }) => names),
    rarity.weightOf,
  );
  const schemeById = new Map(schemes.map((scheme) => [scheme.id, scheme]));
  const documentById = new Map(documents.map((document) => [document.id, document]));

  return ({ terms, concepts }) => {
    const weighted = new Map<string, number>();
    for (const [term, weight] of terms) weighted.set(pack(term), weight);
    for (const { id, weight } of concepts.values()) weighted.set(CONCEPT + id, weight);
    if (weighted.size === 0) return [];
    const found = index.search([...weighted.keys()].join(' '), {
      boost: FIELD_BOOST,
      boostTerm: (term) => weighted.get(term) ?? 0,
      combineWith: 'OR',
      prefix: false,
      fuzzy: false,
    });
    const best = found[0]?.score ?? 1;
    const nameMatches = matchNames(terms);
    const candidates = new Map(found.slice(0, CANDIDATES).map((result) => [result.id as string, result]));
    for (const result of found.slice(CANDIDATES)) {
      const match = nameMatches.get(result.id as string);
      if (match !== undefined && goodness(match) > 0.6) candidates.set(result.id as string, result);
    }
    const ranked: Ranked[] = [];
    for (const [id, result] of candidates) {
      const document = documentById.get(id)!;
      const scheme = schemeById.get(id)!;
      const nameMatch = nameMatches.get(id);
      const name = nameMatch === undefined ? 0 : goodness(nameMatch);
      const explained = explainedShare(terms, concepts, result.match, document, rarity);
      const shared = conceptShare(concepts, document, rarity);
      const parts = { text: result.score / best, name, explained, concepts: shared };
      const named = name > 0.8;
      const score =
        SCORE.text * parts.text +
        SCORE.name * name +
        SCORE.explained * explained +
        SCORE.popularity * scheme.popularity +
        (scheme.status === 'closed' || scheme.status === 'renamed' ? (named ? 0 : SCORE.closed) : 0);
      ranked.push({ id, score, parts, nameMatch, matched: result.match });
    }
    return ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  };
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
  for (const { id, terms: used } of concepts.values()) if (document.concepts.has(id)) for (const term of used) byConcept.add(term);
  let all = 0;
  let explained = 0;
  for (const [term, weight] of terms) {
    const mass = weight * rarity.weightOf(term);
    all += mass;
    const fields = matched[pack(term)];
    if (fields !== undefined || byConcept.has(term)) explained += mass;
  }
  return all === 0 ? 0 : explained / all;
}

function conceptShare(concepts: ReadonlyMap<string, ConceptHit>, document: SchemeDocument, rarity: Rarity): number {
  let all = 0;
  let shared = 0;
  for (const { id, weight } of concepts.values()) {
    const mass = weight * rarity.weightOf(CONCEPT + id);
    all += mass;
    if (document.concepts.has(id)) shared += mass;
  }
  return all === 0 ? 0 : shared / all;
}

/** Terms stand in one text, separated by spaces: a term must not have any. */
const pack = (term: string): string => term.replaceAll(' ', '_');
