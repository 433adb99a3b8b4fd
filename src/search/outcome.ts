import type { OtherState } from './other-states.js';
import type { Ranked } from './ranking.js';
import type { Hit, Outcome } from './reading.js';
import { ANSWER_FROM, OURS_FROM } from './weights.js';

interface Decision {
  readonly outcome: Outcome;
  readonly confidence: number;
  readonly hits: readonly Hit[];
}

/** From the ranking and the confidence to what is done. */
export function decide(input: {
  readonly ranked: readonly Ranked[];
  readonly confidence: number;
  /** how likely the question is ours at all, 0..1 */
  readonly scope: number;
  /** the question speaks of a person or need that the best hit serves or of its name, and of nothing foreign */
  readonly isNear: boolean;
  /** a whole name of the best hit stands in the question, letter by letter, and of no other */
  readonly isNamed: boolean;
  readonly otherState: OtherState | undefined;
  readonly isFollowUp: boolean;
  readonly subject: string | undefined;
  /** schemes to choose from when a part is asked for, and nobody knows of what; none when no part is asked for */
  readonly asUsual: readonly string[];
  readonly known: ReadonlySet<string>;
}): Decision {
  const { ranked, confidence, scope, isNear, isNamed, otherState, isFollowUp, subject, asUsual, known } = input;
  const hits = ranked.slice(0, 5).map(({ id, score }): Hit => ({ id, score }));
  if (otherState !== undefined && otherState.mass > (ranked[0]?.nameMatch?.mass ?? 0)) {
    const ids = otherState.nearest.filter((id) => known.has(id));
    return {
      outcome: { kind: 'other-state', name: otherState.name, ids },
      confidence: Math.max(confidence, BY_NAME),
      hits: withFirst(ids, hits),
    };
  }
  if (isFollowUp) {
    if (subject === undefined) {
      const outcome: Outcome = asUsual.length > 0 ? { kind: 'which', ids: asUsual } : { kind: 'none' };
      return { outcome, confidence: Math.min(confidence, WITHOUT_SUBJECT), hits: [] };
    }
    return {
      outcome: {
        kind: 'answer',
        id: subject,
        also: hits
          .map(({ id }) => id)
          .filter((id) => id !== subject)
          .slice(0, 2),
      },
      confidence: Math.max(confidence, 0.8),
      hits: withFirst([subject], hits),
    };
  }
  const [first] = hits;
  if (first === undefined) return { outcome: { kind: 'none' }, confidence: 0, hits };
  if (scope < OURS_FROM) {
    // A person, a need or a name of the field was heard and nothing foreign: better three to choose from than a no.
    const ids = hits.slice(0, 3).map(({ id }) => id);
    const outcome: Outcome = isNear ? { kind: 'suggest', ids } : { kind: 'none' };
    return { outcome, confidence: Math.min(confidence, scope), hits };
  }
  if (confidence < ANSWER_FROM && !isNamed)
    return { outcome: { kind: 'suggest', ids: hits.slice(0, 3).map(({ id }) => id) }, confidence, hits };
  return { outcome: { kind: 'answer', id: first.id, also: hits.slice(1, 3).map(({ id }) => id) }, confidence, hits };
}

/** A whole name of another state's scheme was found. */
const BY_NAME = 0.9;
/** Nothing can be answered when only a part is asked for and nobody knows of what. */
const WITHOUT_SUBJECT = 0.1;

function withFirst(ids: readonly string[], hits: readonly Hit[]): Hit[] {
  const top = (hits[0]?.score ?? 0) + 1;
  return [
    ...ids.map((id, index) => ({ id, score: top - index / 100 })),
    ...hits.filter(({ id }) => !ids.includes(id)),
  ].slice(0, 5);
}
