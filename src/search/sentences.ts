/** Where a sentence ends: danda, question mark, exclamation; a full stop only after a word of two letters or more. */
const END = /(?<=[।॥?!\n])\s*|(?<=[\p{L}\p{M}]{2})\.\s+/u;

/**
 * @param text as written
 * @returns the last sentence, in which a long message asks, and what stands before it ('' for one sentence)
 */
export function splitQuestion(text: string): { readonly asked: string; readonly before: string } {
  const sentences = text.split(END).filter((sentence) => /\p{L}/u.test(sentence));
  return { asked: sentences.at(-1) ?? '', before: sentences.slice(0, -1).join(' ') };
}

/** Words that join two wants: कतका अउ कब, form aur kagaj. */
const AND = /\s(?:और|अउ|अऊ|तथा|एवं|aur|au|and)\s|[,;]\s/u;

/** @returns the wants that a sentence may join, as written; one for most */
export const splitWants = (sentence: string): string[] =>
  sentence.split(AND).filter((part) => part.trim().includes(' '));
