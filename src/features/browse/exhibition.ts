import type { Knowledge } from '../../answers/knowledge.js';
import type { Scheme } from '../../content/scheme.js';

/** Schemes a page: as many buttons as a small screen shows without scrolling far. */
const PAGE_SIZE = 8;

/** Lower is shown earlier. */
function rank(scheme: Scheme): number {
  const isGone = scheme.status === 'closed' || scheme.status === 'renamed';
  return (isGone ? 10 : 0) - scheme.popularity;
}

/** @returns the schemes of a hall, most asked first, closed and renamed ones last */
export function schemesOf(knowledge: Pick<Knowledge, 'schemes'>, categoryId: string): readonly Scheme[] {
  return knowledge.schemes
    .filter(({ category }) => category === categoryId)
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

export interface ListPage<T> {
  readonly items: readonly T[];
  /** from 0; inside the list even when a page past its end was asked for */
  readonly page: number;
  /** at least 1 */
  readonly pages: number;
}

/** Cuts one page out; an old button may ask for a page that the list no longer has. */
export function pageOf<T>(items: readonly T[], page: number): ListPage<T> {
  const pages = Math.max(1, Math.ceil(items.length / PAGE_SIZE));
  const inside = Math.min(Math.max(0, Math.trunc(page) || 0), pages - 1);
  return { items: items.slice(inside * PAGE_SIZE, (inside + 1) * PAGE_SIZE), page: inside, pages };
}

/** @returns the page of its hall on which a scheme stands */
export function pageOfScheme(knowledge: Pick<Knowledge, 'schemes'>, scheme: Scheme): number {
  return Math.floor(Math.max(0, schemesOf(knowledge, scheme.category).indexOf(scheme)) / PAGE_SIZE);
}
