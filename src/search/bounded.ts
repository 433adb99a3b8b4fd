/** Of a longer text, this much of its beginning and of its end is read, in UTF-16 code units; a message has at most 4096. */
const BEGINNING = 500;
const END = 1000;

/**
 * Cuts the middle out of a long text: who writes or pastes much asks at the end, sometimes at the beginning.
 * @returns the text itself when it is short enough; no word is cut in two unless it is longer than a sentence
 */
export function bounded(text: string): string {
  if (text.length <= BEGINNING + END) return text;
  const first = text.slice(0, BEGINNING);
  const last = text.slice(-END);
  const firstEnd = first.search(/\s\S*$/u);
  const lastBegin = last.search(/\s/u);
  return `${firstEnd < 0 ? first : first.slice(0, firstEnd)}\n${last.slice(lastBegin + 1)}`;
}
