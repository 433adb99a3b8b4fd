import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { Grown } from './grow.js';

/** A search to compare with: ids, best first. */
export interface Rival {
  readonly name: string;
  readonly find: (question: string) => readonly string[] | Promise<readonly string[]>;
  readonly close?: () => Promise<void>;
}

/** What every rival is given of a record: names, aliases and texts, as they are written. */
export interface RivalRecord {
  readonly id: string;
  readonly name: string;
  readonly aliases: string;
  readonly text: string;
}

/** The rivals get the same texts, the questions that people ask among them. */
export function toRivalRecords({ schemes, asked }: Grown): RivalRecord[] {
  const askedOf = groupBy(asked);
  return schemes.map(({ id, name, aliases, summary, facets }) => {
    const points = [facets.benefit, facets.eligibility, facets.exclusions].flatMap((list) =>
      (list ?? []).map(({ hi }) => hi),
    );
    return {
      id,
      name: `${name.hi} ${name.en}`,
      aliases: aliases.join(' | '),
      text: [
        summary.hi,
        summary.hne,
        summary.en,
        ...points,
        ...(askedOf.get(id) ?? []).map(({ question }) => question),
      ].join(' '),
    };
  });
}

function groupBy(asked: Grown['asked']): Map<string | undefined, Grown['asked'][number][]> {
  const groups = new Map<string | undefined, Grown['asked'][number][]>();
  for (const one of asked) groups.set(one.schemes[0], [...(groups.get(one.schemes[0]) ?? []), one]);
  return groups;
}

const KEPT = 5;

export function createFuseRival(name: string, records: readonly RivalRecord[], useTokenSearch: boolean): Rival {
  const fuse = new Fuse(records, {
    keys: [
      { name: 'name', weight: 3 },
      { name: 'aliases', weight: 3 },
      { name: 'text', weight: 1 },
    ],
    ignoreLocation: true,
    threshold: 0.6,
    ...(useTokenSearch ? { useTokenSearch: true } : {}),
  });
  return { name, find: (question) => fuse.search(question, { limit: KEPT }).map(({ item }) => item.id) };
}

export function createMiniRival(name: string, records: readonly RivalRecord[], isFuzzy: boolean): Rival {
  const index = new MiniSearch<RivalRecord>({
    fields: ['name', 'aliases', 'text'],
    searchOptions: { boost: { name: 3, aliases: 3 }, ...(isFuzzy ? { fuzzy: 0.2, prefix: true } : {}) },
  });
  index.addAll(records);
  return {
    name,
    find: (question) =>
      index
        .search(question)
        .slice(0, KEPT)
        .map(({ id }) => String(id)),
  };
}
