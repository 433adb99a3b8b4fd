import type { QuestionWords } from './words.js';

/** A word tells of a record when its questions say it so many times as often as all questions do. */
const TIMES = 8;

/**
 * Of the topic words in the questions that people ask about each record, those that tell of it. Long questions
 * bring family, village and weather to every record; with a few dozen each, all would have all words.
 * @param questions of each record, read
 * @returns common words of each record
 */
export function tellingWords(questions: readonly (readonly QuestionWords[])[]): string[][] {
  const counted = questions.map((own) => countTopics(own));
  const total = new Map<string, number>();
  for (const counts of counted) for (const [term, count] of counts) total.set(term, (total.get(term) ?? 0) + count);
  const all = questions.reduce((sum, own) => sum + own.length, 0);
  return counted.map((counts, index) =>
    [...counts]
      .filter(([term, count]) => count / questions[index]!.length >= (TIMES * total.get(term)!) / all)
      .map(([term]) => term),
  );
}

/** In how many questions each topic word stands, in its first reading. */
function countTopics(questions: readonly QuestionWords[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of questions) {
    const terms = new Set<string>();
    for (const { senses } of words) if (senses[0]?.kind === 'topic') terms.add(senses[0].term);
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}
