import type { Token } from './tokens.js';

/**
 * Shapes of a sentence that say what is asked, whatever the words.
 * - `yes-no`: मिलही का? मिलेगा क्या, can I get
 * - `choice`: आय हे के नइ, मिलता है या नहीं
 * - `open`: has a question word (कब, कहाँ, कितना ...)
 * - `statement`: asks nothing in words
 * - `negated`: has a word for not
 * - `past`, `future`, `habit`, `able`: how its verb ends
 * - `noun`: no verb at all, a mere name or thing
 * - `short`: four words or fewer
 */
export type Shape =
  | 'yes-no'
  | 'choice'
  | 'open'
  | 'statement'
  | 'negated'
  | 'past'
  | 'future'
  | 'habit'
  | 'able'
  | 'noun'
  | 'short';

const OPEN = ['कौन', 'कब', 'कहां', 'कैसे', 'कितना', 'क्यों'];
const YES_NO_END = /(?:^|\s)(?:का|क्या|काय|ka|kya|kia|ना|na|n)\s*[?।]*\s*$/u;
const YES_NO_START = /^\s*(?:can|could|is|are|am|do|does|did|will|would|has|have|should|if|क्या|kya|का|kya)\s/iu;
const CHOICE = /(?:या|कि|के|ya|ki|ke|or)\s+(?:नहीं|नही|नइ|नई|nahi|nahin|nhi|nai|not)(?:\s|$|[?।])/u;
const FUTURE = /(?:ही|हीं|हूं|हूँ|बो|बे|गा|गी|गे|hi|hu|bo|ga|gi|ge)\s*(?:का|क्या|ka|kya)?\s*[?।]*\s*$|\bwill\b/u;
const PAST =
  /(?:इस|िस|ीस|इन|िन|आया|आई|आए|मिला|मिली|मिले हे|आय हे|आये हे|गया|गई|गे हे|होगे|hoge|aais|aay he|aaye he|aaya|aayi|mila|mili|milis|gaya|gayi|received|came|got)\s*(?:है|हे|hai|he|h)?\s*(?:का|क्या|ka|kya)?\s*[?।]*\s*$/u;
const HABIT = /(?:थे|थें|ता|ती|ते|the|ta|ti|te)\s*(?:है|हैं|हे|hai|hain|he|h)?\s*(?:का|क्या|ka|kya)?\s*[?।]*\s*$/u;
const ABLE = /सक|sak|\bcan\b|\bable\b|eligible/u;
const VERB =
  /(?:है|हैं|हे|हवय|हावय|hai|hain|he|h|थे|थें|ही|गा|गी|गे|ता|ती|ते|ना|ने|व|बो|ं|the|hi|ga|gi|ta|ti|te|na|ne|u|bo|kare|karein|karav|batao|batav|दो|बताओ|बताएं|is|are)\s*[?।]*\s*$/u;

export function shapeOf(text: string, tokens: readonly Token[], terms: ReadonlySet<string>): Set<Shape> {
  const sentence = text.toLowerCase().normalize('NFC');
  const shapes = new Set<Shape>();
  const isOpen = OPEN.some((word) => terms.has(word)) || /\b(?:what|which)\b/u.test(sentence);
  const isChoice = CHOICE.test(sentence);
  const isYesNo = !isOpen && !isChoice && (YES_NO_END.test(sentence) || YES_NO_START.test(sentence));
  if (isOpen) shapes.add('open');
  if (isChoice) shapes.add('choice');
  if (isYesNo) shapes.add('yes-no');
  if (terms.has('नहीं') && !isChoice) shapes.add('negated');
  if (!isOpen && !isChoice && !isYesNo && !terms.has('क्या')) shapes.add('statement');
  if (FUTURE.test(sentence)) shapes.add('future');
  if (PAST.test(sentence)) shapes.add('past');
  if (HABIT.test(sentence)) shapes.add('habit');
  if (ABLE.test(sentence)) shapes.add('able');
  if (!isOpen && !isYesNo && !isChoice && !VERB.test(sentence) && !PAST.test(sentence)) shapes.add('noun');
  if (tokens.length <= 4) shapes.add('short');
  return shapes;
}
