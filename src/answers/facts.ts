import type { Facet, WrittenFacet } from '../content/facet.js';
import type { Point, Scheme, Source } from '../content/scheme.js';

/** @returns the points of a facet that may still be said on `today` (`YYYY-MM-DD`) */
export function currentPoints(scheme: Scheme, facet: WrittenFacet, today: string): readonly Point[] {
  return (scheme.facets[facet] ?? []).filter(({ validUntil }) => validUntil === undefined || today <= validUntil);
}

/** @returns true when the record can answer this part on `today` */
export function hasFacet(scheme: Scheme, facet: Facet, today: string): boolean {
  return facet === 'about' || currentPoints(scheme, facet, today).length > 0;
}

/** @returns the sources of the points, newest first, each once */
export function sourcesOf(scheme: Scheme, points: readonly Point[]): readonly Source[] {
  const ids = new Set(points.flatMap(({ from }) => from));
  return scheme.sources
    .filter(({ id }) => ids.has(id))
    .sort((a, b) => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0));
}

/**
 * Whether a fact may be out of date: its newest source is older than the record's review interval.
 * @param asOf date of the source, as exact as known; a year or month counts from its last day, so
 *   that a vague date is not called old too early
 */
export function mayHaveChanged(asOf: string, reviewEveryDays: number, today: string): boolean {
  const [year = '', month, day] = asOf.split('-');
  const last =
    day !== undefined
      ? Date.parse(asOf)
      : month !== undefined
        ? Date.UTC(Number(year), Number(month), 0)
        : Date.UTC(Number(year), 12, 0);
  return Date.parse(today) - last > reviewEveryDays * 86_400_000;
}
