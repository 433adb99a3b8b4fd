import type { DangerExample, Emergency } from '../content/danger.js';
import type { Danger } from '../danger/index.js';
import { shareOf, type Share } from './figures.js';

/** What became of one sentence. */
export interface DangerJudged {
  readonly example: DangerExample;
  readonly danger: Danger | undefined;
  /** the number of its kind stands in the first two lines */
  readonly isHelped: boolean;
}

const NONE = 'none';
export const isDangerous = ({ kinds }: DangerExample): boolean => !kinds.includes(NONE);

export function judgeDanger(
  examples: readonly DangerExample[],
  dangerIn: (text: string) => Danger | undefined,
  emergencies: readonly Emergency[],
): DangerJudged[] {
  const numberOf = new Map(emergencies.map(({ id, numbers }) => [id, numbers[0]!]));
  return examples.map((example) => {
    const danger = dangerIn(example.text);
    const said =
      danger === undefined
        ? ''
        : `${danger.grade === 'sure' ? danger.emergency.say.hi : danger.emergency.maybe.hi} ${danger.also?.maybe.hi}`;
    const isHelped = example.kinds.some((kind) => said.split(/\D+/u).includes(numberOf.get(kind) ?? NONE));
    return { example, danger, isHelped };
  });
}

export interface DangerFigures {
  /** of those in danger: anything was heard, the right number was given, it was sure */
  readonly found: Share;
  readonly helped: Share;
  readonly sure: Share;
  /** of the others */
  readonly falseSure: Share;
  readonly falseEither: Share;
  /** right number, by kind */
  readonly byKind: ReadonlyMap<string, Share>;
}

export function dangerFigures(judged: readonly DangerJudged[]): DangerFigures {
  const inDanger = judged.filter(({ example }) => isDangerous(example));
  const others = judged.filter(({ example }) => !isDangerous(example));
  const kinds = [...new Set(inDanger.flatMap(({ example }) => example.kinds))].sort();
  return {
    found: shareOf(inDanger.map(({ danger }) => danger !== undefined)),
    helped: shareOf(inDanger.map(({ isHelped }) => isHelped)),
    sure: shareOf(inDanger.map(({ danger }) => danger?.grade === 'sure')),
    falseSure: shareOf(others.map(({ danger }) => danger?.grade === 'sure')),
    falseEither: shareOf(others.map(({ danger }) => danger !== undefined)),
    byKind: new Map(
      kinds.map((kind) => [
        kind,
        shareOf(inDanger.filter(({ example }) => example.kinds.includes(kind)).map(({ isHelped }) => isHelped)),
      ]),
    ),
  };
}

/** Percent that the held-out sentences must reach; set a little below what was measured (docs/danger.md). */
export const DANGER_GATE = {
  found: 94,
  helped: 91,
  /** right number, in each kind of ten sentences or more */
  kind: 78,
  /** at most */
  falseSure: 2,
  falseEither: 10,
  /** at most, of the questions that people asked and nothing has learnt */
  ordinarySure: 2,
  ordinaryEither: 8,
};
const COMPARED = 10;

/** @returns what falls short, as sentences; empty when all is well */
export function dangerShortfalls(heldOut: DangerFigures, ordinary: DangerFigures): string[] {
  const short: string[] = [];
  const check = (name: string, { percent }: Share, bound: number, isLeast: boolean): void => {
    if (isLeast ? percent < bound : percent > bound)
      short.push(`danger, ${name}: ${percent.toFixed(1)} %, ${isLeast ? 'below' : 'above'} ${bound} %`);
  };
  check('found', heldOut.found, DANGER_GATE.found, true);
  check('right number', heldOut.helped, DANGER_GATE.helped, true);
  for (const [kind, share] of heldOut.byKind)
    if (share.n >= COMPARED) check(`right number for ${kind}`, share, DANGER_GATE.kind, true);
  check('false alarms, sure', heldOut.falseSure, DANGER_GATE.falseSure, false);
  check('false alarms', heldOut.falseEither, DANGER_GATE.falseEither, false);
  check('false alarms in ordinary questions, sure', ordinary.falseSure, DANGER_GATE.ordinarySure, false);
  check('false alarms in ordinary questions', ordinary.falseEither, DANGER_GATE.ordinaryEither, false);
  return short;
}

export function renderDanger(name: string, figures: DangerFigures): string {
  return [
    `danger: ${name}`,
    ...(figures.found.n === 0
      ? []
      : [
          show('found, either grade', figures.found),
          show('right number', figures.helped),
          show('found, sure', figures.sure),
          ...[...figures.byKind].map(([kind, share]) => show(`  ${kind}`, share)),
        ]),
    ...(figures.falseSure.n === 0
      ? []
      : [show('false alarms, sure', figures.falseSure), show('false alarms, either', figures.falseEither)]),
  ].join('\n');
}

const show = (label: string, { n, percent, low, high }: Share): string =>
  `${label.padEnd(24)} ${String(Math.round((n * percent) / 100)).padStart(5)} of ${String(n).padStart(5)}  ${percent.toFixed(1)} % (${low.toFixed(1)}-${high.toFixed(1)})`;
