import type { Search } from '../search/reading.js';
import type { EvalQuestion } from './questions.js';

/** A way in which people write the same question differently. */
export interface Variation {
  readonly kind: string;
  /** @param turn which of several ways @returns the question written so; undefined where it has nothing to change */
  readonly vary: (question: string, turn: number) => string | undefined;
}

const pick = <T>(list: readonly T[], turn: number): T => list[turn % list.length]!;
const before =
  (...texts: readonly string[]) =>
  (question: string, turn: number): string =>
    `${pick(texts, turn)}${question}`;
const after =
  (...texts: readonly string[]) =>
  (question: string, turn: number): string =>
    `${question}${pick(texts, turn)}`;
const changed = (question: string, other: string): string | undefined => (other === question ? undefined : other);

/** Habits of short messages, word by word. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  nahi: ['ny', 'nhi', 'ni'],
  nai: ['ny', 'nhi'],
  mujhe: ['mje', 'mjhe', 'muje'],
  kaise: ['kse', 'kese'],
  kab: ['kb'],
  kahan: ['khan', 'kha'],
  kaha: ['kha'],
  hai: ['h', 'he'],
  hain: ['h', 'hn'],
  mein: ['me', 'm'],
  karna: ['krna'],
  kare: ['kre'],
  milta: ['mlta', 'milta'],
  milega: ['mlega', 'milga'],
  paisa: ['pesa', 'paysa'],
  yojana: ['yojna'],
  pension: ['penshan', 'pnsn'],
  raha: ['rha'],
  rahi: ['rhi'],
  kitna: ['ktna', 'kitna'],
  sarkar: ['srkar'],
};

export const VARIATIONS: readonly Variation[] = [
  {
    kind: 'courtesy before',
    vary: before('जय जोहार ', 'राम राम\n', 'प्रणाम सर, ', 'नमस्ते। ', 'Good morning sir ', 'hello ', 'salam bhai, '),
  },
  {
    kind: 'courtesy after',
    vary: after(' धन्यवाद', ' जय हिंद', ' please help', ' जी', ' सर', ' जल्दी बताइए', ' thanks', '\nplz reply'),
  },
  { kind: 'forward label', vary: after('\nForwarded many times', '\n(फॉरवर्ड किया गया)', '\nForwarded') },
  {
    kind: 'name and village',
    vary: after(
      '\nराम साहू, ग्राम बेलटुकरी',
      '\nग्राम बेलटुकरी, जिला बालोद',
      '\nRamesh Verma, gram Kharora, jila Raipur',
      '\nसुनीता बाई गांव कोसमी',
    ),
  },
  { kind: 'emoji', vary: after(' ❤\ufe0f', ' ☎\ufe0f', ' 🙏🏼', ' 1\ufe0f\u20e3', ' ✔\ufe0f') },
  {
    kind: 'sign at the end',
    vary: (question, turn) =>
      question.replace(/[?।.!\s]$/u, '') + pick(['!', ' |', '…', ' *', ' ??', '”', ' ।।'], turn),
  },
  { kind: 'stars', vary: (question) => question.replaceAll(/[\p{L}\p{M}\p{N}]+/gu, '*$&*') },
  { kind: 'list number', vary: before('1. ', '2) ', '(3) ') },
  { kind: 'line breaks', vary: (question) => changed(question, question.replaceAll(' ', '\n')) },
  {
    kind: 'no punctuation',
    vary: (question) => changed(question, question.replaceAll(/(?<!\d)[।?!,.;:'"’“”]+/gu, ' ').trim()),
  },
  {
    kind: 'short spellings',
    vary: (question, turn) =>
      changed(
        question,
        question.replaceAll(/[a-z]+/giu, (word) => pick(SHORT[word.toLowerCase()] ?? [word], turn)),
      ),
  },
];

/** How the variations of one kind were answered; counts of questions. */
export interface Likeness {
  readonly kind: string;
  readonly tried: number;
  /** the same scheme, the same part */
  readonly alike: number;
  readonly otherPart: number;
  readonly otherScheme: number;
  /** suggestions, or nothing at all */
  readonly notAnswered: number;
  /** what did not fare alike */
  readonly odd: readonly string[];
}

/** Asks each question that is answered again in every variation. What was wrong before counts too: it is to stay the same. */
export function likenessOf(questions: readonly EvalQuestion[], search: Pick<Search, 'ask'>): Likeness[] {
  const ask = (text: string, subject: string | undefined): { id: string | undefined; facet: string } => {
    const { outcome, facet } = search.ask(text, subject === undefined ? {} : { subject });
    return { id: outcome.kind === 'answer' ? outcome.id : undefined, facet };
  };
  const answered = questions
    .map(({ question, subject }) => ({ question, subject, answer: ask(question, subject) }))
    .filter(({ answer }) => answer.id !== undefined);
  return VARIATIONS.map(({ kind, vary }) => {
    const counts = { tried: 0, alike: 0, otherPart: 0, otherScheme: 0, notAnswered: 0 };
    const odd: string[] = [];
    answered.forEach(({ question, subject, answer }, turn) => {
      const text = vary(question, turn);
      if (text === undefined) return;
      const other = ask(text, subject);
      const result =
        other.id === undefined
          ? 'notAnswered'
          : other.id !== answer.id
            ? 'otherScheme'
            : other.facet !== answer.facet
              ? 'otherPart'
              : 'alike';
      counts.tried += 1;
      counts[result] += 1;
      if (result !== 'alike')
        odd.push(`${result} ${answer.id}/${answer.facet} -> ${other.id}/${other.facet}: ${JSON.stringify(text)}`);
    });
    return { kind, ...counts, odd };
  });
}

/** As a table; shares in percent. */
export function renderLikeness(likenesses: readonly Likeness[]): string {
  return [
    'kind                tried  alike  other part  other scheme  not answered',
    ...likenesses.map(({ kind, tried, alike, otherPart, otherScheme, notAnswered }) =>
      [
        kind.padEnd(18),
        String(tried).padStart(6),
        percent(alike, tried),
        percent(otherPart, tried).padStart(10),
        percent(otherScheme, tried).padStart(13),
        percent(notAnswered, tried).padStart(13),
      ].join(''),
    ),
  ].join('\n');
}

const percent = (count: number, tried: number): string =>
  (tried === 0 ? '-' : ((100 * count) / tried).toFixed(1)).padStart(7);
