import type { Analyser } from './analyse.js';
import { createFindNeighbours } from './neighbours.js';
import { collectWords, type QuestionWords } from './words.js';

/** @returns 0..1, how like a question is to one that is not ours */
export type ForeignTo = (words: QuestionWords) => number;

/**
 * Compares a question with those that people put to the bot although they are none of its business. Here all
 * words but grammar count, those that nobody knows too: what no record says is just what tells them apart.
 */
export function createForeignTo(questions: readonly string[], analyser: Analyser): ForeignTo {
  const asked = questions.map((question) => termsOf(collectWords(analyser.readKnown(analyser.split(question)))));
  const counts = new Map<string, number>();
  for (const terms of asked) for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const full = Math.log(1 + asked.length);
  const find = createFindNeighbours(
    asked.map((terms) => ({ at: 0, terms })),
    (term) => Math.log(1 + asked.length / (counts.get(term) ?? 1)) / full,
  );
  return (words) => find(termsOf(words)).get(0)?.nearest ?? 0;
}

function termsOf({ words }: QuestionWords): Map<string, number> {
  const terms = new Map<string, number>();
  for (const { senses, key } of words) {
    const [first] = senses;
    if (first === undefined || first.how === 'corrected') terms.set(`?${key}`, 1);
    else if (first.kind !== 'stop') terms.set(first.term, 1);
  }
  return terms;
}
