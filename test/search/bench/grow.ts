import type { Asked } from '../../../src/content/asked.js';
import type { Scheme } from '../../../src/content/scheme.js';

interface Named {
  readonly hi: string;
  readonly en: string;
}
/** Words for making up schemes (`grow.yaml`). */
export interface GrowWords {
  readonly groups: readonly (Named & { readonly who: readonly string[] })[];
  readonly things: readonly Named[];
  readonly honours: readonly Named[];
  readonly departments: readonly string[];
  readonly places: readonly string[];
}

/** Persons that a made-up scheme replaces by its own. */
const PERSONS = /किसानों?|महिलाओं|महिला|मजदूरों?|श्रमिकों?|विद्यार्थियों?|छात्रों?|छात्राओं|बच्चों|बेटियों|बुजुर्गों?|दिव्यांगों?|दिव्यांगजन/gu;
const FIGURE = /\d[\d,]*/gu;

/** What a search is made of. */
export interface Grown {
  readonly schemes: readonly Scheme[];
  readonly asked: readonly Asked[];
}
/** Questions that a made-up scheme gets, and how many words of a real question each ends with. */
const ASKED = 2;
const TAIL = 4;

/**
 * Grows a collection to `size` records by believable variation: another person honoured, other people,
 * another thing, department, place and figures; the sentences keep the length and the wording of real
 * ones. Each gets two questions: its people and its thing, with the end of a real question. The shipped records
 * and their questions stay as they are, first.
 * @param seed the same seed gives the same records
 */
export function growSchemes({ schemes, asked }: Grown, size: number, words: GrowWords, seed: number): Grown {
  const random = mulberry32(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const grown: Scheme[] = [...schemes];
  const grownAsked: Asked[] = [...asked];
  while (grown.length < size) {
    const base = schemes[grown.length % schemes.length]!;
    const group = pick(words.groups);
    const thing = pick(words.things);
    const honour = pick(words.honours);
    const place = pick(words.places);
    const vary = (text: string): string =>
      text
        .replace(PERSONS, group.hi)
        .replace(FIGURE, (figure) =>
          String(Math.max(1, Math.round(Number(figure.replaceAll(',', '')) * (0.4 + random() * 2)))),
        );
    const varyPoints = (points: Scheme['facets']['benefit']): Scheme['facets']['benefit'] =>
      points?.map((point) => ({ ...point, hi: vary(point.hi), hne: vary(point.hne) }));
    for (let count = 0; count < ASKED && asked.length > 0; count++) {
      const real = pick(asked);
      const tail = real.question.split(' ').slice(-TAIL).join(' ');
      grownAsked.push({
        ...real,
        question: `${group.hi} बर ${thing.hi} ${tail}`,
        schemes: [`grown-${grown.length}`],
      });
    }
    const lead = `${place} में ${group.hi} के लिए ${thing.hi}।`;
    grown.push({
      ...base,
      id: `grown-${grown.length}`,
      status: 'active',
      popularity: 0,
      department: { hi: pick(words.departments), en: 'Department' },
      name: {
        hi: `${honour.hi} ${group.hi} ${thing.hi} योजना`,
        hne: `${honour.hi} ${group.hi} ${thing.hi} योजना`,
        en: `${honour.en} ${thing.en} scheme for ${group.en}`,
      },
      aliases: [
        `${group.hi} ${thing.hi}`,
        `${honour.hi} योजना`,
        `${thing.hi} ${place}`,
        `${honour.en} yojana`,
        `${group.en} ${thing.en}`,
      ],
      summary: {
        hi: `${lead} ${vary(base.summary.hi)}`,
        hne: `${lead} ${vary(base.summary.hne)}`,
        en: `${thing.en} for ${group.en}.`,
      },
      concepts: { who: [...group.who], need: [] },
      facets: {
        ...base.facets,
        benefit: varyPoints(base.facets.benefit),
        eligibility: varyPoints(base.facets.eligibility),
        exclusions: varyPoints(base.facets.exclusions),
      },
    });
  }
  return { schemes: grown, asked: grownAsked };
}

/** A small seeded generator (Tommy Ettinger's mulberry32): benchmarks must be repeatable. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
