import type { Language } from '../content/language.js';
import type { Translate } from '../messages/catalogue.js';
import type { Reading } from '../search/index.js';
import { renderAnswer, type Answer } from './answer.js';
import type { IntentButton } from './intent.js';
import type { Knowledge } from './knowledge.js';
import { blocks, bold, lines, plain, truncate } from './text.js';

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
  const emergency = knowledge.emergencyIn(question);
  const smallTalk = knowledge.smallTalkIn(question);
  const result = (answer: Answer, subject = request.subject): Reply => ({ ...answer, language, reading, subject });

  if (emergency !== undefined && outcome.kind !== 'answer') {
    // A matter of life and death needs no 'I do not know' below the helpline.
    return result({ text: bold(emergency.say[language]), buttons: [] });
  }
  if (
    smallTalk !== undefined &&
    (outcome.kind === 'none' || outcome.kind === 'which' || smallTalk.coverage >= SMALL_TALK_COVERAGE)
  ) {
    return result({ text: plain(smallTalk.talk.say[language]), buttons: [] });
  }
  const said = sayOutcome(reading, request, language, t);
  if (outcome.kind !== 'answer') return result(said);
  const outside = knowledge.isOutside(question)
    ? t(`outside.${knowledge.schemeById.get(outcome.id)?.level ?? 'state'}`)
    : undefined;
  const text = blocks(emergency === undefined ? undefined : bold(emergency.say[language]), said.text, outside);
  return result({ text, buttons: said.buttons }, outcome.id);
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
