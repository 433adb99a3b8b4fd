import type { Scheme } from './scheme.js';

/** A record whose text should be compared with its sources again. */
export interface Due {
  readonly id: string;
  /** day from which it is due, `YYYY-MM-DD` */
  readonly on: string;
  /** why: its interval has passed, or a sentence will no longer be said */
  readonly reason: 'interval' | 'validUntil';
}

/**
 * What is to be reviewed, soonest first: every record by its interval since `reviewedOn`, and every
 * sentence that stops being true on a known day.
 */
export function listDue(schemes: readonly Scheme[]): Due[] {
  return schemes
    .flatMap((scheme): Due[] => {
      const interval = new Date(Date.parse(scheme.reviewedOn) + scheme.reviewEveryDays * 86_400_000)
        .toISOString()
        .slice(0, 10);
      const ends = Object.values(scheme.facets).flatMap((points) =>
        (points ?? []).flatMap(({ validUntil }) => validUntil ?? []),
      );
      return [
        { id: scheme.id, on: interval, reason: 'interval' },
        ...ends.map((on): Due => ({ id: scheme.id, on, reason: 'validUntil' })),
      ];
    })
    .sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1));
}
