import type { Language } from '../content/language.js';

/** All that is kept about a person. No telephone number, no Aadhaar, no text of questions. */
export interface Person {
  /** Telegram's id of the person */
  readonly id: number;
  /** chosen by /bhasha; absent: the answer follows the question */
  readonly language?: Language;
  /** whether news may be sent; absent: not asked or not answered, which counts as no */
  readonly news?: boolean;
  /** day in India of the first message, `YYYY-MM-DD` */
  readonly firstSeen: string;
}
