import { describe, expect, it } from 'vitest';
import { decide } from '../../src/search/outcome.js';
import type { Ranked } from '../../src/search/ranking.js';

const ranked = (...ids: string[]): Ranked[] =>
  ids.map((id, index) => ({
    id,
    score: 3 - index,
    parts: {} as Ranked['parts'],
    served: 0,
    nameMatch: undefined,
  }));
const question = {
  ranked: ranked('a', 'b', 'c', 'd', 'e', 'f'),
  confidence: 0.9,
  scope: 0.9,
  isNear: false,
  isNamed: false,
  otherState: undefined,
  isFollowUp: false,
  subject: undefined,
  asUsual: [],
  known: new Set(['a', 'b', 'c', 'd', 'e', 'f']),
};

describe('what becomes of a question', () => {
  it('is answered outright when a scheme is named, however unsure', () => {
    expect(decide({ ...question, confidence: 0.1, isNamed: true }).outcome).toMatchObject({ kind: 'answer', id: 'a' });
    expect(decide({ ...question, confidence: 0.1 }).outcome.kind).toBe('suggest');
  });
  it('is answered when it is ours and sure, with near matches', () =>
    expect(decide(question)).toMatchObject({
      outcome: { kind: 'answer', id: 'a', also: ['b', 'c'] },
      confidence: 0.9,
      hits: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }, { id: 'e' }],
    }));
  it('is suggested three schemes when it is ours but not sure', () =>
    expect(decide({ ...question, confidence: 0.05 }).outcome).toEqual({ kind: 'suggest', ids: ['a', 'b', 'c'] }));
  it('is refused when it is not ours, and the confidence says so', () =>
    expect(decide({ ...question, scope: 0.1 })).toMatchObject({ outcome: { kind: 'none' }, confidence: 0.1 }));
  it('is suggested something when a person or need was heard all the same', () =>
    expect(decide({ ...question, scope: 0.1, isNear: true }).outcome.kind).toBe('suggest'));
  it('is refused when nothing is found', () =>
    expect(decide({ ...question, ranked: [] })).toEqual({ outcome: { kind: 'none' }, confidence: 0, hits: [] }));
  it('names the scheme of another state and offers the nearest of ours that there are', () => {
    const { outcome, hits } = decide({
      ...question,
      otherState: { name: 'लाड़ली बहना', nearest: ['c', 'gone'], mass: 2 },
    });
    expect(outcome).toEqual({ kind: 'other-state', name: 'लाड़ली बहना', ids: ['c'] });
    expect(hits.map(({ id }) => id)).toEqual(['c', 'a', 'b', 'd', 'e']);
  });
  it('stays with the subject in a follow-up, and cannot answer without one', () => {
    const { outcome, hits } = decide({ ...question, isFollowUp: true, subject: 'e' });
    expect(outcome).toEqual({ kind: 'answer', id: 'e', also: ['a', 'b'] });
    expect(hits[0]?.id).toBe('e');
    expect(decide({ ...question, isFollowUp: true })).toMatchObject({ outcome: { kind: 'none' }, hits: [] });
  });
  it('is asked back which scheme, where a part is asked for and nobody knows of what', () =>
    expect(decide({ ...question, isFollowUp: true, asUsual: ['a', 'b'] })).toMatchObject({
      outcome: { kind: 'which', ids: ['a', 'b'] },
      hits: [],
    }));
});
