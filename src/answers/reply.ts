import type { Language } from '../content/language.js';
import type { Danger } from '../danger/index.js';
import type { Translate } from '../messages/catalogue.js';
import type { Reading } from '../search/index.js';
import { renderAnswer, type Answer } from './answer.js';
import type { IntentButton } from './intent.js';
import type { Knowledge } from './knowledge.js';
import { blocks, bold, lines, plain, truncate, type Rich } from './text.js';

export interface ReplyRequest {
  readonly knowledge: Knowledge;
  /** the question, numbers that identify a person already masked */
  readonly question: string;
  /** language that the person chose; absent: the question's */
  readonly chosenLanguage?: Language;
  /** id of the scheme that the conversation is about */
  readonly subject?: string;
  readonly translate: (language: Language) => Translate;
  readonly today: string;
  readonly short?: boolean;
}

export interface Reply extends Answer {
  readonly language: Language;
  readonly reading: Reading;
  /** scheme that the conversation is about from here on */
  readonly subject: string | undefined;
}

/** Where a person is sent who asks what we do not know. */
const WHERE_TO_ASK = 'cm-helpline-jandarshan';

/** From this share of its words on, a message is a greeting or a joke and no question. */
const SMALL_TALK_COVERAGE = 0.6;

/** Small talk that also stands around questions. */
const COURTESY = new Set(['greeting', 'thanks', 'bye']);

/**
 * Answers one message: an answer, up to three suggestions, a friendly line to what is no question,
 * or an honest 'I do not know' with a helpline. Where somebody is in danger, the helpline comes first.
 */
export function replyTo(request: ReplyRequest): Reply {
  const { knowledge, question, translate } = request;
  const reading = knowledge.search.ask(question, request.subject === undefined ? {} : { subject: request.subject });
  const language = request.chosenLanguage ?? reading.language;
  const t = translate(language);
  const { outcome } = reading;
  const danger = knowledge.dangerIn(question);
  const smallTalk = knowledge.smallTalkIn(question);
  const result = (answer: Answer, subject = request.subject): Reply => ({ ...answer, language, reading, subject });

  if (danger !== undefined && !mayFollow(danger, reading, knowledge)) {
    return result({ text: sayDanger(danger, language), buttons: [] });
  }
  // Courtesy beside other words is none: those are answered, or it is said that nobody knows.
  const isMore = COURTESY.has(smallTalk?.talk.id ?? '') && !reading.isCourtesy;
  if (
    danger === undefined &&
    smallTalk !== undefined &&
    ((!isMore && (outcome.kind === 'none' || outcome.kind === 'which')) || smallTalk.coverage >= SMALL_TALK_COVERAGE)
  ) {
    return result({ text: plain(smallTalk.talk.say[language]), buttons: [] });
  }
  const said = sayOutcome(reading, request, language, t);
  const first = danger === undefined ? undefined : sayDanger(danger, language);
  if (outcome.kind !== 'answer') return result({ ...said, text: blocks(first, said.text) });
  const outside = knowledge.isOutside(question)
    ? t(`outside.${knowledge.schemeById.get(outcome.id)?.level ?? 'state'}`)
    : undefined;
  return result({ text: blocks(first, said.text, outside), buttons: said.buttons }, outcome.id);
}

/** The first lines of a message to somebody in danger. */
function sayDanger({ grade, emergency, also }: Danger, language: Language): Rich {
  const first = grade === 'sure' ? bold(emergency.say[language]) : plain(emergency.maybe[language]);
  return lines(first, also?.maybe[language]);
}

/**
 * Whether the answer may stand below the helpline: a scheme that was asked for too may. 'I do not know' may not, nor a
 * question back when the danger is sure, nor a part of what was talked about before, nor what the
 * emergency forbids: below a line against suicide, what the dead leave.
 */
function mayFollow({ grade, emergency }: Danger, { outcome, isFollowUp }: Reading, knowledge: Knowledge): boolean {
  if (isFollowUp || outcome.kind === 'none' || outcome.kind === 'which') return false;
  if (outcome.kind !== 'answer') return grade === 'maybe';
  if (grade === 'sure' && emergency.services.includes(outcome.id)) return false;
  return !knowledge.schemeById.get(outcome.id)?.concepts.need.some((need) => emergency.never.includes(need));
}

function sayOutcome(reading: Reading, request: ReplyRequest, language: Language, t: Translate): Answer {
  const { knowledge, today } = request;
  const { outcome, facet, secondFacet: second } = reading;
  const offer = (ids: readonly string[]): IntentButton[][] =>
    ids.flatMap((schemeId) => {
      const scheme = knowledge.schemeById.get(schemeId);
      return scheme === undefined
        ? []
        : [
            [
              {
                label: truncate(scheme.name[language], 60),
                intent: { kind: 'scheme', schemeId, facet },
              } satisfies IntentButton,
            ],
          ];
    });
  switch (outcome.kind) {
    case 'answer': {
      const answer = renderAnswer({
        knowledge,
        schemeId: outcome.id,
        facet,
        second,
        language,
        t,
        today,
        also: outcome.also,
        ...(request.short === undefined ? {} : { short: request.short }),
      });
      return answer ?? sayUnknown(request, language, t);
    }
    case 'suggest':
      return { text: plain(t('suggest.question')), buttons: offer(outcome.ids) };
    case 'which':
      return { text: plain(t('suggest.which')), buttons: offer(outcome.ids) };
    case 'other-state':
      return { text: plain(t('suggest.other_state', { name: outcome.name })), buttons: offer(outcome.ids) };
    case 'none':
      return sayUnknown(request, language, t);
  }
}

function sayUnknown({ knowledge }: ReplyRequest, language: Language, t: Translate): Answer {
  const where = knowledge.schemeById.get(WHERE_TO_ASK);
  return {
    text: lines(t('none.text'), t('none.helpline')),
    buttons:
      where === undefined
        ? []
        : [
            [
              {
                label: truncate(where.name[language], 60),
                intent: { kind: 'scheme', schemeId: where.id, facet: 'about' },
              },
            ],
          ],
  };
}
