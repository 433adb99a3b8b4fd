import type { z } from 'zod';
import { categoriesSchema, type Category } from './category.js';
import { conceptsSchema, type Concepts } from './concepts.js';
import { districtsSchema, type District } from './districts.js';
import { emergenciesSchema, type Emergency } from './danger.js';
import type { Fault } from './fault.js';
import { outsideSchema, smallTalkSchema, type Outside, type SmallTalk } from './phrases.js';
import type { RawContent, RawRecord } from './read.js';
import { schemeSchema, type Scheme } from './scheme.js';

/** Everything of `data/` but the lexicon, as far as it has its shape. */
export interface ParsedContent {
  readonly schemes: readonly Scheme[];
  readonly categories: readonly Category[];
  readonly concepts: Concepts;
  readonly emergencies: readonly Emergency[];
  readonly smallTalk: readonly SmallTalk[];
  readonly outside: Outside;
  readonly districts: readonly District[];
  /** faults of shape: no YAML, a missing or a wrong field, an id that is not the file's name */
  readonly faults: readonly Fault[];
}

/** Gives the raw files their types. Whether the texts are good is `checkContent`'s question. */
export function parseContent(raw: RawContent): ParsedContent {
  const faults: Fault[] = [];
  const schemes = raw.schemes.flatMap((record) => {
    const scheme = parseRecord(record, schemeSchema, faults);
    if (scheme !== undefined && scheme.id !== record.stem) {
      faults.push({ where: `${record.path}: id`, reason: `"${scheme.id}" differs from the file's name` });
    }
    return scheme === undefined ? [] : [scheme];
  });
  return {
    schemes,
    categories: parseRecord(raw.categories, categoriesSchema, faults) ?? [],
    concepts: parseRecord(raw.concepts, conceptsSchema, faults) ?? { who: [], need: [] },
    emergencies: parseRecord(raw.emergencies, emergenciesSchema, faults) ?? [],
    smallTalk: parseRecord(raw.smallTalk, smallTalkSchema, faults) ?? [],
    outside: parseRecord(raw.outside, outsideSchema, faults) ?? { states: [], templates: [] },
    districts: parseRecord(raw.districts, districtsSchema, faults) ?? [],
    faults,
  };
}

function parseRecord<T>(record: RawRecord, schema: z.ZodType<T>, faults: Fault[]): T | undefined {
  if (record.syntaxError !== undefined) {
    faults.push({ where: record.path, reason: record.syntaxError });
    return undefined;
  }
  const parsed = schema.safeParse(record.value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    faults.push({ where: `${record.path}: ${issue.path.join('.')}`, reason: issue.message });
  }
  return undefined;
}
