import type { ConversationFlavor } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { Knowledge } from '../answers/knowledge.js';
import type { Language } from '../content/language.js';
import type { Translate } from '../messages/catalogue.js';
import type { Person } from '../people/person.js';
import type { Role } from '../people/roles.js';
import type { AwaitRequest } from './awaiting.js';
import type { Heard } from './heard.js';
import type { Said } from './said.js';
import type { Subjects } from './subjects.js';

/** What every handler finds on `ctx` besides grammY's own. */
export interface BotFlavor {
  readonly knowledge: Knowledge;
  /** messages in a language; handlers that answer a question pass the question's */
  readonly translate: (language: Language) => Translate;
  /** chosen by the person with /bhasha; absent: answers follow the question */
  readonly chosenLanguage: Language | undefined;
  /** language of the interface: the chosen one, else Telegram's own if it is English, else Hindi */
  readonly language: Language;
  /** messages in the language of the interface */
  readonly t: Translate;
  /** milliseconds since 1970 */
  readonly now: number;
  /** day in India, `YYYY-MM-DD` */
  readonly today: string;
  /** what this conversation is about */
  readonly subjects: Subjects;
  /** what the update says to the bot in words; absent: nothing */
  readonly said?: Said;
  /** what was said lately, and which message answers it */
  readonly heard: Heard;
  /** what is kept of the person, as it was when the update came; absent: nothing */
  readonly person: Person | undefined;
  /** the store could not be read for this update: what is kept of the person is not known */
  readonly isStoreAway: boolean;
  /** absent: a person like all others */
  readonly role: Role | undefined;
  /** present: this message was asked for */
  readonly awaited?: AwaitRequest;
}
export type BotContext = ConversationFlavor<Context & BotFlavor>;
