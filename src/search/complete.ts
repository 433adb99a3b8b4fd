import type { Scheme } from '../content/scheme.js';
import type { Analyser } from './analyse.js';
import type { SchemeDocument } from './documents.js';
import type { Hit } from './reading.js';

/**
 * Suggestions while typing. The last word may be unfinished: it is compared, as a sound key, with
 * the beginnings of the words of names and aliases; the words before it must be in the name.
 */
export function createComplete(input: {
  readonly documents: readonly SchemeDocument[];
  readonly schemes: readonly Scheme[];
  readonly analyser: Analyser;
  readonly rank: (question: string) => readonly Hit[];
}): (prefix: string, limit: number) => Hit[] {
  const { documents, analyser, rank } = input;
  const popularity = new Map(input.schemes.map((scheme) => [scheme.id, scheme.popularity]));
  const names = documents.flatMap(({ id, names: list }) => list.map(({ keys, official }) => ({ id, official, keys })));
  return (prefix, limit) => {
    if (limit < 1) return [];
    const typed = analyser.tokens(prefix).map((token) => ({ key: analyser.vocabulary.keyOf(token), text: token.text }));
    const last = typed.at(-1);
    if (last === undefined) return [];
    const before = typed.slice(0, -1);
    // a consonant with a half-typed vowel: the key of an unfinished word may end in a vowel that changes
    const begin = last.key.length > 1 ? last.key.replace(/a$/u, '') : last.key;
    const best = new Map<string, number>();
    for (const { id, official, keys } of names) {
      const at = keys.findIndex((key) => key.startsWith(begin));
      if (at < 0) continue;
      const shared = before.filter(({ key }) => keys.includes(key)).length;
      if (before.length > 0 && shared === 0) continue;
      const score =
        1 +
        shared * 2 -
        (before.length - shared) * 0.5 +
        (at === before.length ? 0.8 : 0) +
        (official ? 0.1 : 0) +
        begin.length / Math.max(keys[at]!.length, 1) -
        keys.length * 0.03 +
        (popularity.get(id) ?? 0) * 0.25;
      if (score > (best.get(id) ?? -Infinity)) best.set(id, score);
    }
    const hits = [...best]
      .map(([id, score]): Hit => ({ id, score }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    // whole words of a description ('बेटी की शादी') are no beginnings of names: the ranking knows them
    const ranked = typed.length > 1 || hits.length === 0 ? rank(prefix) : [];
    const seen = new Set(hits.map(({ id }) => id));
    const low = hits.at(-1)?.score ?? 1;
    return [
      ...hits,
      ...ranked
        .filter(({ id }) => !seen.has(id))
        .map(({ id, score }) => ({ id, score: low * Math.min(1, score / 10) })),
    ].slice(0, limit);
  };
}
