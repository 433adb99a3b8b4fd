import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const inThree = z.strictObject({ hi: z.string(), hne: z.string(), en: z.string() });

/** What is said to somebody in danger, before anything else: data/emergencies.yaml. Each number has its source. */
export const emergenciesSchema = z.array(
  z.strictObject({
    /** a kind of data/danger/rules.yaml */
    id: z.string().regex(/^[a-z]+$/),
    /** the one to call first, first; all of them stand in `say`, the first in `maybe` */
    numbers: z.array(z.string().regex(/^\d{3,5}$/)).min(1),
    /** ids of records that tell more */
    services: z.array(z.string()).default([]),
    /** needs (data/concepts.yaml); a record that serves one of them is not told below: no wedding money below a child's wedding */
    never: z.array(z.string()).default([]),
    /** surely a danger: a sentence and the numbers */
    say: inThree,
    /** perhaps one: a gentle line above the answer */
    maybe: inThree,
    sources: z.array(z.strictObject({ url: z.url(), title: z.string(), asOf: z.string() })).min(1),
  }),
);
export type Emergency = z.infer<typeof emergenciesSchema>[number];

/** Classes of meaning: data/danger/words.yaml. */
export const dangerWordsSchema = z.record(
  z.string(),
  z.strictObject({
    /** stems, with all endings of verbs */
    verbs: z.array(z.string().min(1)).optional(),
    words: z.array(z.coerce.string().min(1)).optional(),
    /** common words of data/lexicon/words.tsv */
    terms: z.array(z.string().min(1)).optional(),
  }),
);
export type DangerWords = z.infer<typeof dangerWordsSchema>;

/** Which classes together mean which danger: data/danger/rules.yaml. */
export const dangerRulesSchema = z.record(
  z.string(),
  z.strictObject({ sure: z.array(z.string().min(1)), maybe: z.array(z.string().min(1)) }),
);
export type DangerRules = z.infer<typeof dangerRulesSchema>;

/** A sentence of data/danger/examples.tsv. */
export interface DangerExample {
  /** what it may be taken for; `none` for no danger */
  readonly kinds: readonly string[];
  readonly text: string;
}

/** @throws {Error} with the line's number when a line has not three cells */
export function parseDangerExamples(text: string): DangerExample[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const [kinds, , sentence] = line.split('\t');
    if (kinds === undefined || sentence === undefined)
      throw new Error(`danger examples, line ${index + 1}: three cells`);
    return [{ kinds: kinds.split('|'), text: sentence }];
  });
}

/** What danger is recognised by: `data/danger/`. */
export interface DangerContent {
  readonly words: DangerWords;
  readonly rules: DangerRules;
  readonly examples: readonly DangerExample[];
}

/** @throws {Error} of the file system, of YAML, or of zod with the path of what does not fit */
export async function readDanger(dataDir: string): Promise<DangerContent> {
  const [words, rules, examples] = await Promise.all(
    ['words.yaml', 'rules.yaml', 'examples.tsv'].map((name) => readFile(join(dataDir, 'danger', name), 'utf8')),
  );
  return {
    words: dangerWordsSchema.parse(parse(words!)),
    rules: dangerRulesSchema.parse(parse(rules!)),
    examples: parseDangerExamples(examples!),
  };
}
