import type { Context } from 'grammy';
import type { Knowledge } from '../answers/knowledge.js';
import type { Language } from '../content/language.js';
import type { Translate } from '../messages/catalogue.js';
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
  /** day in India, `YYYY-MM-DD` */
  readonly today: string;
  /** what this conversation is about */
  readonly subjects: Subjects;
}
export type BotContext = Context & BotFlavor;
