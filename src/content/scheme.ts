import { z } from 'zod';
import { WRITTEN_FACETS } from './facet.js';

/** A record's id: lower-case words joined by hyphens, at most 40 bytes so that callback data (64 bytes) holds it. */
export const schemeIdSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(40);

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const isRealDate = (value: string): boolean => {
  const [year, month = '01', day = '01'] = value.split('-');
  const iso = `${year}-${month}-${day}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso);
};
/** A date as exact as its source gives it: `2026`, `2026-03` or `2026-03-08`. */
const looseDate = z
  .string()
  .regex(DATE, 'is not a date (YYYY, YYYY-MM or YYYY-MM-DD)')
  .refine(isRealDate, 'is not a day of the calendar');
const isoDate = looseDate.regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a date (YYYY-MM-DD)');

const line = z.string().trim().min(2).max(420);
const bilingual = z.strictObject({ hi: line, hne: line });
const trilingual = z.strictObject({ hi: line, hne: line, en: line });

/**
 * Where a fact comes from.
 * - `official`: a page of the government or of PIB that an author of ours read
 * - `press`: a newspaper or news site that an author of ours read
 * - `second-hand`: cited by somebody else, not read by us, whoever is cited
 * - `other`: anything else that was read (a copy of a portal, a data set)
 */
const source = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  url: z.url({ protocol: /^https?$/ }),
  title: z.string().min(3),
  kind: z.enum(['official', 'press', 'second-hand', 'other']),
  asOf: looseDate,
});

/** Machine-readable figure of a sentence, for the interview, quizzes and checking forwards. */
const fact = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('amount'),
    rupees: z.number().nonnegative(),
    /** true where the sentence says 'up to' */
    upTo: z.boolean().optional(),
    /** once, month, year, acre, quintal, instalment, child ...; absent where the sentence does not say */
    per: z.string().optional(),
  }),
  z.strictObject({
    is: z.literal('age'),
    min: z.number().optional(),
    max: z.number().optional(),
    unit: z.enum(['years', 'months', 'days']).default('years'),
  }),
  z.strictObject({ is: z.literal('income'), max: z.number().positive(), per: z.enum(['year', 'month']) }),
  z.strictObject({
    is: z.literal('date'),
    on: looseDate,
    what: z.enum(['start', 'end', 'deadline', 'instalment', 'event']),
  }),
  z.strictObject({ is: z.literal('share'), percent: z.number().min(0).max(100) }),
  z.strictObject({ is: z.literal('quantity'), value: z.number().nonnegative(), unit: z.string().min(1) }),
  z.strictObject({ is: z.literal('phone'), number: z.string().regex(/^[0-9][0-9-]{1,14}$/) }),
]);

/**
 * Who may have it (in `eligibility`) or who may not (in `exclusions`), for the interview. All keys
 * of one rule hold together. `of` says whose facts they are: a mother asks for her child.
 */
const rule = z.strictObject({
  of: z.enum(['applicant', 'child', 'bride', 'mother', 'parent', 'spouse', 'family', 'deceased', 'village']),
  gender: z.enum(['female', 'male']).optional(),
  minAge: z.number().optional(),
  maxAge: z.number().optional(),
  maritalStatus: z.array(z.enum(['unmarried', 'married', 'widowed', 'divorced', 'separated'])).optional(),
  residentOf: z.enum(['CG', 'IN']).optional(),
  occupation: z.array(z.string()).optional(),
  maxAnnualIncome: z.number().optional(),
  rationCard: z.array(z.string()).optional(),
  socialCategory: z.array(z.string()).optional(),
  landless: z.boolean().optional(),
  incomeTaxPayer: z.boolean().optional(),
  governmentEmployee: z.boolean().optional(),
  boardRegistered: z.enum(['construction', 'unorganised', 'any']).optional(),
  minRegistrationMonths: z.number().optional(),
  minDisabilityPercent: z.number().optional(),
  student: z.boolean().optional(),
  area: z.enum(['rural', 'urban']).optional(),
  bpl: z.boolean().optional(),
});

/** One sentence or two that belong together, in both languages, with what it rests on. */
const point = z.strictObject({
  hi: line,
  hne: line,
  /** ids of `sources` */
  from: z.array(z.string()).min(1),
  facts: z.array(fact).optional(),
  rule: rule.optional(),
  /** Last day (IST) on which this may be said; afterwards the answer leaves it out. */
  validUntil: isoDate.optional(),
});

const facets = z.strictObject(
  Object.fromEntries(WRITTEN_FACETS.map((facet) => [facet, z.array(point).min(1).max(8).optional()])) as Record<
    (typeof WRITTEN_FACETS)[number],
    z.ZodOptional<z.ZodArray<typeof point>>
  >,
);

/** A scheme, or a service that is asked for in the same way (a helpline, a paper, an office). */
export const schemeSchema = z.strictObject({
  id: schemeIdSchema,
  kind: z.enum(['scheme', 'service']).default('scheme'),
  level: z.enum(['state', 'central']),
  status: z.enum(['active', 'renamed', 'closed', 'unclear']),
  /** What is said first when `status` is not active: closed since when, what came instead. */
  statusNote: bilingual.optional(),
  /** id of the record that replaced this one */
  successor: schemeIdSchema.optional(),
  /** ids of records that are one thing with this one in a citizen's eyes (state's share and centre's share) */
  companions: z.array(schemeIdSchema).default([]),
  category: z.string(),
  department: z.strictObject({ hi: line, en: line }),
  name: trilingual,
  /** Names that people really use, either script. */
  aliases: z.array(z.string().min(2)).min(1),
  summary: trilingual,
  facets,
  concepts: z.strictObject({ who: z.array(z.string()), need: z.array(z.string()) }),
  links: z.array(
    z.strictObject({
      what: z.enum(['portal', 'apply', 'status', 'form', 'app']),
      url: z.url({ protocol: /^https?$/ }),
      from: z.array(z.string()).min(1),
    }),
  ),
  sources: z.array(source).min(1),
  /** Day on which an author last compared the text with the sources above. */
  reviewedOn: isoDate,
  /** How fast it changes: days after which a fact of this record may be out of date. */
  reviewEveryDays: z.number().int().min(7).max(1100),
  confidence: z.enum(['high', 'medium', 'low']),
  /** How often it is asked for, 0 (rarely) to 3 (daily); only breaks ties. */
  popularity: z.number().int().min(0).max(3).default(0),
  /** What an author should know and a citizen is not told. */
  notes: z.string().optional(),
  updates: z
    .array(z.strictObject({ date: looseDate, hi: line, hne: line, from: z.array(z.string()).min(1) }))
    .default([]),
});

export type Scheme = z.infer<typeof schemeSchema>;
export type Source = Scheme['sources'][number];
export type Point = NonNullable<Scheme['facets'][keyof Scheme['facets']]>[number];
export type Fact = NonNullable<Point['facts']>[number];
