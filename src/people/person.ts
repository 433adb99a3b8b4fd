import type { Language } from '../content/language.js';

/** What the bot may send on its own; a person stops each with one tap. */
export const TOPICS = ['schemes', 'dates', 'meetups'] as const;
export type Topic = (typeof TOPICS)[number];

/** All that is kept about a person. No telephone number, no Aadhaar, no text of questions. */
export interface Person {
  /** Telegram's id of the person */
  readonly id: number;
  /** chosen by /bhasha; absent: the answer follows the question */
  readonly language?: Language;
  /** id of the district */
  readonly district?: string;
  /** ids of the categories that the person wants to hear of; absent or empty: all */
  readonly interests?: readonly string[];
  /** carries the schemes to others; absent: a citizen */
  readonly kind?: 'creator';
  /** whether news may be sent; absent: not asked or not answered, which counts as no */
  readonly news?: boolean;
  /** true: whether news may be sent is still to be asked, after the first answer */
  readonly newsDue?: true;
  /** topics that the person stopped although news may be sent */
  readonly muted?: readonly Topic[];
  /** day in India of the first message, `YYYY-MM-DD` */
  readonly firstSeen: string;
  /** day in India of the last message; written once a day at most */
  readonly lastSeen?: string;
  /** the deep link that brought the person, as it was checked: `s_mahtari-vandan` */
  readonly cameBy?: string;
  /** true: blocked the bot, or the account is gone; nothing is sent until the person writes again */
  readonly unreachable?: boolean;
}

/** May this topic be sent to this person on our own account? */
export function wants({ news, muted, unreachable }: Person, topic: Topic): boolean {
  return news === true && unreachable !== true && muted?.includes(topic) !== true;
}
