import { describe, expect, it } from 'vitest';
import { listDue } from '../../src/content/due.js';
import type { Scheme } from '../../src/content/scheme.js';

const record = (id: string, reviewedOn: string, reviewEveryDays: number, validUntil?: string): Scheme =>
  ({ id, reviewedOn, reviewEveryDays, facets: { benefit: [{ validUntil }] } }) as unknown as Scheme;

describe('what is due', () => {
  it('comes soonest first, by the interval of the record and by sentences that end', () => {
    expect(listDue([record('slow', '2026-01-01', 365), record('fast', '2026-11-01', 30, '2026-11-30')])).toEqual([
      { id: 'fast', on: '2026-11-30', reason: 'validUntil' },
      { id: 'fast', on: '2026-12-01', reason: 'interval' },
      { id: 'slow', on: '2027-01-01', reason: 'interval' },
    ]);
  });
});
