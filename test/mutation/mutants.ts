/** A small fault that is planted, and the tests that must notice it. */
export interface Mutant {
  /** what is wrong then, as somebody would report it */
  readonly fault: string;
  readonly file: string;
  /** stands in the file exactly once */
  readonly from: string;
  readonly to: string;
  readonly tests: readonly string[];
}

/** Faults of the kind that once went by unnoticed, over the parts on which most depends. */
export const MUTANTS: readonly Mutant[] = [
  {
    fault: 'the helpline does not stand first when there is also an answer',
    file: 'src/answers/reply.ts',
    from: 'blocks(first, said.text, outside)',
    to: 'blocks(said.text, first, outside)',
    tests: ['test/answers'],
  },
  {
    fault: 'in danger and not ours: I do not know stands below the helpline',
    file: 'src/answers/reply.ts',
    from: "if (isFollowUp || outcome.kind === 'none' || outcome.kind === 'which') return false;",
    to: "if (isFollowUp || outcome.kind === 'which') return false;",
    tests: ['test/answers', 'test/danger'],
  },
  {
    fault: 'an owner or administrator is demoted by an invitation',
    file: 'src/features/team/team.ts',
    from: 'invites.take(payload.token, ctx.from.id, ctx.role)',
    to: 'invites.take(payload.token, ctx.from.id, undefined)',
    tests: ['test/e2e/team.test.ts'],
  },
  {
    fault: "an audience's interest is ignored",
    file: 'src/telegram/audiences.ts',
    from: 'person.interests.includes(interest)',
    to: 'true',
    tests: ['test/telegram/audiences.test.ts'],
  },
  {
    fault: "an audience's district is ignored",
    file: 'src/telegram/audiences.ts',
    from: 'person.district === district',
    to: 'true',
    tests: ['test/telegram/audiences.test.ts'],
  },
  {
    fault: 'who muted a topic gets it all the same',
    file: 'src/people/person.ts',
    from: 'muted?.includes(topic) !== true',
    to: 'true',
    tests: ['test/people', 'test/telegram/audiences.test.ts'],
  },
  {
    fault: 'who never agreed gets news',
    file: 'src/people/person.ts',
    from: 'news === true',
    to: 'news !== false',
    tests: ['test/people', 'test/telegram/audiences.test.ts'],
  },
  {
    fault: 'a 429 does not halve the pace',
    file: 'src/delivery/pace.ts',
    from: 'factorBefore / 2',
    to: 'factorBefore',
    tests: ['test/delivery/pace.test.ts'],
  },
  {
    fault: 'after a 429 the pace never recovers',
    file: 'src/delivery/pace.ts',
    from: 'factor + steps * RECOVER_STEP',
    to: 'factor',
    tests: ['test/delivery/pace.test.ts'],
  },
  {
    fault: 'replies find no room in the pace',
    file: 'src/delivery/pace.ts',
    from: 'return Math.max(0, peak - current);',
    to: 'return 0;',
    tests: ['test/delivery/pace.test.ts'],
  },
  {
    fault: '31-02 rolls over into March',
    file: 'src/features/broadcast/when.ts',
    from: 'date.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day',
    to: 'true',
    tests: ['test/features/broadcast/when.test.ts'],
  },
  {
    fault: 'a time that has passed is taken',
    file: 'src/features/broadcast/when.ts',
    from: '.map((midnight) => midnight + time * 60_000)\n    .find((candidate) => candidate > now)',
    to: '.map((midnight) => midnight + time * 60_000)\n    .find(() => true)',
    tests: ['test/features/broadcast/when.test.ts'],
  },
  {
    fault: 'the night begins an hour late',
    file: 'src/delivery/quiet.ts',
    from: 'hour >= FROM_HOUR ?',
    to: 'hour > FROM_HOUR + 1 ?',
    tests: ['test/delivery/quiet.test.ts', 'test/delivery/delivery.test.ts'],
  },
  {
    fault: 'the night ends at midnight',
    file: 'src/delivery/quiet.ts',
    from: 'if (hour < UNTIL_HOUR) return',
    to: 'if (hour < 0) return',
    tests: ['test/delivery/quiet.test.ts', 'test/delivery/delivery.test.ts'],
  },
  {
    fault: 'a long text loses its end',
    file: 'src/search/bounded.ts',
    from: 'last.slice(lastBegin + 1)',
    to: "''",
    tests: ['test/search/bounded.test.ts', 'test/search/search.test.ts'],
  },
  {
    fault: 'a telephone number passes unmasked',
    file: 'src/people/personal-numbers.ts',
    from: '/^(?:0?[2-9]\\d{9}|\\d{12}|0\\d{12})$/',
    to: '/^(?:\\d{12}|0\\d{12})$/',
    tests: ['test/people/personal-numbers.test.ts'],
  },
  {
    fault: 'a date is taken for a personal number',
    file: 'src/people/personal-numbers.ts',
    from: 'if (size > 0) parts.push([]);',
    to: 'if (size > 99) parts.push([]);',
    tests: ['test/people/personal-numbers.test.ts'],
  },
  {
    fault: 'a record of which much is said is favoured',
    file: 'src/search/bayes.ts',
    from: '/ (mass[at]! + SMOOTHING)',
    to: '/ SMOOTHING',
    tests: ['test/search/bayes.test.ts'],
  },
  {
    fault: 'two words that agree say no more than one',
    file: 'src/search/bayes.ts',
    from: 'Math.sqrt(square) || 1',
    to: 'strengths || 1',
    tests: ['test/search/bayes.test.ts'],
  },
  {
    fault: 'words that are missing in a record do not count against it',
    file: 'src/search/bayes.ts',
    from: '(gain + strengths * absent[at]!) / length',
    to: 'gain / length',
    tests: ['test/search/bayes.test.ts'],
  },
  {
    fault: 'likeness is not of the nearest question',
    file: 'src/search/neighbours.ts',
    from: 'likeness[index]! > (nearest.get(at) ?? 0)',
    to: '!nearest.has(at)',
    tests: ['test/search/neighbours.test.ts'],
  },
  {
    fault: 'an unsure question is answered outright',
    file: 'src/search/outcome.ts',
    from: 'if (confidence < ANSWER_FROM && !isNamed)',
    to: 'if (confidence < 0)',
    tests: ['test/search/outcome.test.ts'],
  },
  {
    fault: 'what is not ours is answered',
    file: 'src/search/outcome.ts',
    from: 'if (scope < OURS_FROM)',
    to: 'if (scope < 0)',
    tests: ['test/search/outcome.test.ts'],
  },
  {
    fault: "another state's scheme is answered with ours",
    file: 'src/search/outcome.ts',
    from: 'otherState !== undefined && otherState.mass >',
    to: 'otherState !== undefined && otherState.mass < -1 &&  otherState.mass >',
    tests: ['test/search/outcome.test.ts', 'test/search/search.test.ts'],
  },
  {
    fault: 'a follow-up without a subject is answered with anything',
    file: 'src/search/outcome.ts',
    from: 'if (subject === undefined) {',
    to: 'if (subject === undefined && isNear) {',
    tests: ['test/search/outcome.test.ts'],
  },
  {
    fault: 'a word in Devanagari is taken for one of another script',
    file: 'src/search/tokens.ts',
    from: "if (/^[\\u0900-\\u097f]/u.test(word)) return 'deva';",
    to: "if (/^[\\u0900-\\u097f]/u.test(word)) return 'other';",
    tests: ['test/search/tokens.test.ts'],
  },
  {
    fault: 'a role that was taken away keeps its powers',
    file: 'src/people/roles.ts',
    from: 'ROLES.indexOf(role) <= ROLES.indexOf(LEAST[power])',
    to: 'true',
    tests: ['test/people'],
  },
  {
    fault: 'who was erased is forgotten only by the first keeper',
    file: 'src/people/erasure.ts',
    from: 'faults.push(new Error(',
    to: 'throw (new Error(',
    tests: ['test/people'],
  },
  {
    fault: 'a spreadsheet runs what stands in a reason',
    file: 'src/delivery/csv.ts',
    from: "? `'${text}` : text",
    to: '? text : text',
    tests: ['test/delivery/csv.test.ts'],
  },
];
