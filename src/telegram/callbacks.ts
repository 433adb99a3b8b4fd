import { FACETS, type Facet } from '../content/facet.js';
import { LANGUAGES, type Language } from '../content/language.js';
import { schemeIdSchema } from '../content/scheme.js';
import { TOPICS } from '../people/person.js';
import { OFFERED_ROLES } from '../people/roles.js';

/**
 * What the buttons carry. Telegram allows 64 bytes (Bot API, InlineKeyboardButton.callback_data) and
 * anyone can forge them, so there are only ids in it, measured when built and checked when read.
 *
 * Written as `v1:<code>:<field>:…`, fields in the order of the table. A changed meaning of a code
 * needs a new version: buttons of old messages live for years, and an unknown version is answered
 * politely instead of wrongly.
 */
const VERSION = 'v1';
const MAX_BYTES = 64;

interface Field<T> {
  write(value: T): string;
  read(text: string): T | undefined;
}
const oneOf = <T extends string>(values: readonly T[]): Field<T> => ({
  write: (value) => value,
  read: (text) => values.find((value) => value === text),
});
const schemeId: Field<string> = {
  write: (value) => value,
  read: (text) => schemeIdSchema.safeParse(text).data,
};
const facet: Field<Facet> = {
  write: (value) => String(FACETS.indexOf(value)),
  read: (text) => (/^\d{1,2}$/.test(text) ? FACETS[Number(text)] : undefined),
};
const language = oneOf<Language>(LANGUAGES);
const categoryId: Field<string> = {
  write: (value) => value,
  read: (text) => (/^[a-z-]{2,20}$/.test(text) ? text : undefined),
};
const districtId: Field<string> = {
  write: (value) => value,
  read: (text) => (/^[a-z-]{2,24}$/.test(text) ? text : undefined),
};
const personId: Field<number> = {
  write: String,
  read: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
};
const shortId: Field<string> = {
  write: (value) => value,
  read: (text) => (/^[\w-]{4,20}$/.test(text) ? text : undefined),
};
const shortWord: Field<string> = {
  write: (value) => value,
  read: (text) => (/^[a-z0-9-]{1,26}$/.test(text) ? text : undefined),
};
const smallNumber: Field<number> = {
  write: String,
  read: (text) => (/^\d{1,3}$/.test(text) ? Number(text) : undefined),
};

/** A switch carries what is wanted, not 'the other one': pressed or delivered twice, it is as pressed once. */
const wanted = oneOf<'on' | 'off'>(['on', 'off']);

interface Shape {
  readonly code: string;
  readonly fields: Readonly<Record<string, Field<unknown>>>;
  /** may be pressed in a group too; absent: it is about one person, so in private only */
  readonly inGroups?: true;
  /** changes nothing: it may be pressed also where Telegram shows us the message no more */
  readonly onlyReads?: true;
}

const SHAPES = {
  /** a part of a scheme, in the message of the answer and in its language */
  show: { code: 's', inGroups: true, onlyReads: true, fields: { schemeId, facet, language } },
  /** the exhibition: its halls, the list of one hall, a scheme in it */
  halls: { code: 'h', inGroups: true, onlyReads: true, fields: { language } },
  list: { code: 'l', inGroups: true, onlyReads: true, fields: { categoryId, page: smallNumber, language } },
  card: { code: 'c', inGroups: true, onlyReads: true, fields: { schemeId, facet, language } },
  /** the language that the person chooses; `auto` follows the question */
  language: { code: 'g', fields: { choice: oneOf<Language | 'auto'>([...LANGUAGES, 'auto']) } },
  /** the same, chosen under the welcome, which then comes in it */
  hello: { code: 'o', fields: { language } },
  /** the answer to 'may we send you news?' */
  news: { code: 'n', fields: { answer: oneOf<'yes' | 'no'>(['yes', 'no']), language } },
  /** an example question of the welcome */
  example: { code: 'e', onlyReads: true, fields: { index: smallNumber, language } },
  /** 'report a mistake' under an answer: asked first, then done */
  report: { code: 'r', onlyReads: true, fields: { schemeId, facet, language } },
  wrong: { code: 'w', fields: { schemeId, facet, answer: oneOf<'yes' | 'no'>(['yes', 'no']), language } },
  /** 'what is kept about me' */
  mine: {
    code: 'm',
    fields: { act: oneOf(['home', 'district', 'interests', 'topics', 'creator', 'citizen', 'file', 'erase'] as const) },
  },
  /** the person's district */
  district: { code: 'd', fields: { districtId } },
  /** turns an interest on or off */
  interest: { code: 'i', fields: { categoryId, wanted } },
  /** turns a topic of news on or off */
  topic: { code: 't', fields: { topic: oneOf(TOPICS), wanted } },
  /** stops a topic, under a message that we sent on our own */
  mute: { code: 'u', fields: { topic: oneOf(TOPICS) } },
  /** the answer to 'shall all be forgotten?' */
  erase: { code: 'x', fields: { answer: oneOf<'yes' | 'no'>(['yes', 'no']) } },
  /** makes an invitation to a role */
  invite: { code: 'v', fields: { role: oneOf(OFFERED_ROLES) } },
  /** takes a role from somebody: asked first, then done */
  dismiss: { code: 'k', fields: { memberId: personId, step: oneOf<'ask' | 'yes' | 'no'>(['ask', 'yes', 'no']) } },
  /** a broadcast that is being made ready; the token names the draft */
  draft: {
    code: 'B',
    fields: {
      token: shortId,
      act: oneOf([
        'home',
        'audience',
        'districts',
        'interests',
        'to',
        'topic',
        'about',
        'when',
        'at',
        'type',
        'urgent',
        'link',
        'test',
        'confirm',
        'go',
        'drop',
      ] as const),
      value: shortWord,
    },
  },
  /** a broadcast under way or done */
  run: {
    code: 'R',
    fields: {
      broadcastId: shortId,
      act: oneOf([
        'show',
        'pause',
        'resume',
        'cancel',
        'cancel_yes',
        'again_failed',
        'again_doubt',
        'let_be',
        'csv',
        'recall',
        'recall_yes',
        'correct',
        'correct_yes',
        'late_send',
        'retime',
        'leave',
      ] as const),
    },
  },
} as const satisfies Record<string, Shape>;

type Shapes = typeof SHAPES;
export type CallbackKind = keyof Shapes;
type ValueOf<F> = F extends Field<infer T> ? T : never;
/** Data of the buttons, by kind. */
export type CallbackData = {
  [K in CallbackKind]: { readonly kind: K } & {
    readonly [F in keyof Shapes[K]['fields']]: ValueOf<Shapes[K]['fields'][F]>;
  };
}[CallbackKind];
/** Data of the buttons of one kind. */
export type CallbackOf<K extends CallbackKind> = Extract<CallbackData, { kind: K }>;

/** Where a button of this kind may be pressed; what a kind does not say, it may not. */
export const rulesOf = (kind: CallbackKind): Shape => SHAPES[kind];

/**
 * @returns the data as text for Telegram
 * @throws {RangeError} when it is longer than 64 bytes: a fault in our records, found while rendering
 */
export function encodeCallback(data: CallbackData): string {
  const { code, fields } = SHAPES[data.kind];
  const values = Object.entries(fields).map(([name, field]) =>
    (field as Field<unknown>).write((data as unknown as Readonly<Record<string, unknown>>)[name]),
  );
  const text = [VERSION, code, ...values].join(':');
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) throw new RangeError(`callback data "${text}" has ${bytes} bytes, at most ${MAX_BYTES}`);
  return text;
}

/** @returns undefined for anything that this version did not write: forged, foreign or older */
export function parseCallback(text: string): CallbackData | undefined {
  const [version, code, ...values] = text.split(':');
  const found = Object.entries(SHAPES).find(([, shape]) => shape.code === code);
  if (version !== VERSION || found === undefined) return undefined;
  const [kind, { fields }] = found;
  const entries = Object.entries(fields);
  if (entries.length !== values.length) return undefined;
  const read = entries.map(
    ([name, field], index) => [name, (field as Field<unknown>).read(values[index] ?? '')] as const,
  );
  if (read.some(([, value]) => value === undefined)) return undefined;
  return { kind, ...Object.fromEntries(read) } as CallbackData;
}
