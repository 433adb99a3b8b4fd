import { FACETS, type Facet } from '../content/facet.js';
import { factLanguage, type Language } from '../content/language.js';
import type { Point, Scheme, Source } from '../content/scheme.js';
import type { Translate } from '../messages/catalogue.js';
import { formatLooseDate } from '../messages/dates.js';
import { currentPoints, hasFacet, mayHaveChanged, sourcesOf } from './facts.js';
import type { IntentButton, IntentRows } from './intent.js';
import type { Knowledge } from './knowledge.js';
import { blocks, bold, concat, italic, lines, link, truncate, type Rich } from './text.js';

export interface Answer {
  readonly text: Rich;
  readonly buttons: IntentRows;
}

export interface AnswerRequest {
  readonly knowledge: Pick<Knowledge, 'schemeById'>;
  readonly schemeId: string;
  readonly facet: Facet;
  /** a part that may as well have been meant: told in short below the first, where it is known */
  readonly second?: Facet | undefined;
  readonly language: Language;
  readonly t: Translate;
  /** day in India, `YYYY-MM-DD`: what has run out by then is not said */
  readonly today: string;
  /** near matches, offered as 'not this?' */
  readonly also?: readonly string[];
  /** groups: only the answer, its name and source */
  readonly short?: boolean;
}

/** Sources named under an answer: more is noise on a small screen. */
const MAX_SOURCES = 2;
/** Points of the second part, which nobody asked for surely. */
const MAX_SECOND = 3;
/** Text that goes with a forwarded link; Telegram's share dialog takes it in a URL, 9 bytes a Devanagari letter. */
const MAX_FORWARD_LENGTH = 180;

/**
 * The answer to one part of one scheme. Its first line is what was asked.
 * @returns undefined when the scheme does not exist
 */
export function renderAnswer(request: AnswerRequest): Answer | undefined {
  const scheme = request.knowledge.schemeById.get(request.schemeId);
  if (scheme === undefined) return undefined;
  const { t, language } = request;
  const said = sayFacet(scheme, request);
  const second = saySecond(scheme, request);
  const name = scheme.name[language];
  const title = t('answer.title', { name, facet: t(`facet.${request.facet}.long`) });
  const statusNote = scheme.statusNote?.[factLanguage(language)];
  const text = blocks(
    lines(
      statusNote === undefined ? undefined : bold(statusNote),
      statusNote === undefined ? bold(said.first) : said.first,
      ...said.rest.map((line) => `• ${line}`),
    ),
    second === undefined ? undefined : lines(bold(second.first), ...second.rest.map((line) => `• ${line}`)),
    lines(
      concat('📌 ', italic(title)),
      language === 'en' && request.facet !== 'about' ? t('answer.in_hindi_only') : undefined,
      renderSources(scheme, [...said.points, ...(second?.points ?? [])], request),
    ),
  );
  return { text, buttons: request.short === true ? [] : renderButtons(scheme, said.first, request) };
}

interface Said {
  readonly first: string;
  readonly rest: readonly string[];
  /** what the text rests on */
  readonly points: readonly Point[];
}

function sayFacet(scheme: Scheme, request: AnswerRequest): Said {
  const { facet, language, t, today } = request;
  const facts = factLanguage(language);
  if (facet === 'about') {
    const keyPoints = (['eligibility', 'apply'] as const).map((key) => currentPoints(scheme, key, today)[0]);
    const rest = keyPoints.flatMap((point, index) =>
      point === undefined || language === 'en'
        ? []
        : [`${t(index === 0 ? 'answer.who' : 'answer.how')} ${point[facts]}`],
    );
    const points = [...currentPoints(scheme, 'benefit', today), ...keyPoints.filter((point) => point !== undefined)];
    return { first: scheme.summary[language], rest, points };
  }
  const points = currentPoints(scheme, facet, today);
  const [first, ...rest] = points;
  if (first !== undefined) return { first: first[facts], rest: rest.map((point) => point[facts]), points };
  // Not known: say so, and where to ask.
  const ask = [
    ...currentPoints(scheme, 'office', today).slice(0, 1),
    ...currentPoints(scheme, 'helpline', today).slice(0, 1),
  ];
  return {
    first: t('answer.unknown_facet', { facet: t(`facet.${facet}.long`) }),
    rest:
      ask.length > 0
        ? ask.map((point) => point[facts])
        : [t('answer.ask_department', { department: scheme.department[language === 'en' ? 'en' : 'hi'] })],
    points: ask,
  };
}

function saySecond(scheme: Scheme, { second, facet, language, t, today, short }: AnswerRequest): Said | undefined {
  if (second === undefined || second === facet || short === true) return undefined;
  const first = `${t(`facet.${second}.long`)}:`;
  if (second === 'about') return { first, rest: [scheme.summary[language]], points: [] };
  const points = currentPoints(scheme, second, today).slice(0, MAX_SECOND);
  return points.length === 0
    ? undefined
    : { first, rest: points.map((point) => point[factLanguage(language)]), points };
}

function renderSources(
  scheme: Scheme,
  points: readonly Point[],
  { t, language, today }: AnswerRequest,
): Rich | undefined {
  const sources = sourcesOf(scheme, points);
  const newest = sources[0];
  if (newest === undefined) return undefined;
  const shown = sources
    .slice(0, MAX_SOURCES)
    .map((source) => concat(link(source.title, source.url), `, ${sourceNote(source, t, language)}`));
  return lines(
    concat(`${t('answer.source')} `, ...shown.flatMap((part, index) => (index === 0 ? [part] : ['; ', part]))),
    mayHaveChanged(newest.asOf, scheme.reviewEveryDays, today)
      ? t('answer.may_have_changed', { date: formatLooseDate(newest.asOf, language) })
      : undefined,
  );
}

function sourceNote(source: Source, t: Translate, language: Language): string {
  const date = formatLooseDate(source.asOf, language);
  return source.kind === 'second-hand' ? t('answer.second_hand', { date }) : date;
}

function renderButtons(scheme: Scheme, first: string, request: AnswerRequest): IntentRows {
  const { t, facet, language, knowledge, today } = request;
  const facetButtons = FACETS.filter((other) => other !== facet && hasFacet(scheme, other, today)).map(
    (other): IntentButton => ({
      label: t(`facet.${other}.button`),
      intent: { kind: 'facet', schemeId: scheme.id, facet: other },
    }),
  );
  const portal = scheme.links[0];
  const tools: IntentButton[] = [
    ...(portal === undefined
      ? []
      : [{ label: t(`link.${portal.what}`), intent: { kind: 'url', url: portal.url } } satisfies IntentButton]),
    {
      label: t('answer.forward'),
      intent: {
        kind: 'forward',
        schemeId: scheme.id,
        facet,
        text: truncate(`${scheme.name[language]}: ${first}`, MAX_FORWARD_LENGTH),
      },
    },
    { label: t('report.button'), intent: { kind: 'report', schemeId: scheme.id, facet } },
  ];
  const toScheme = (schemeId: string, key: string, maxName: number): IntentButton[] => {
    const other = knowledge.schemeById.get(schemeId);
    return other === undefined
      ? []
      : [
          {
            label: t(key, { name: truncate(other.name[language], maxName) }),
            intent: { kind: 'scheme', schemeId, facet },
          },
        ];
  };
  const related = [...(scheme.successor === undefined ? [] : [scheme.successor]), ...scheme.companions];
  const near = (request.also ?? []).filter((id) => id !== scheme.id && !related.includes(id)).slice(0, 2);
  return [
    ...inRowsOf(3, facetButtons),
    tools,
    ...related
      .slice(0, 2)
      .map((id) => toScheme(id, id === scheme.successor ? 'answer.successor' : 'answer.companion', 40)),
    near.flatMap((id) => toScheme(id, 'answer.not_this', 24)),
  ];
}

function inRowsOf<T>(size: number, items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, row) => items.slice(row * size, (row + 1) * size));
}
