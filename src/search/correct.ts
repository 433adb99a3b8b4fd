import Fuse from 'fuse.js';
import { soundDistance } from './sound.js';

export interface Correction {
  readonly key: string;
  /** 0 (another word) to 1 (the same) */
  readonly closeness: number;
}
/** @returns up to three known keys that the misspelt one may stand for, best first */
export type Correct = (key: string) => readonly Correction[];

/** Below this many sounds nearly everything is one edit away from something: such a word is left alone. */
const SHORTEST = 3;
const REMEMBERED = 5000;

/**
 * Corrects a sound key against the known keys. Fuse.js proposes (bitap over the keys with the same
 * first sound: typing errors are rare there, and it keeps a proposal under a millisecond); the
 * weighted edit distance decides, because Fuse prices a vowel like a consonant.
 */
export function createCorrect(keys: Iterable<string>): Correct {
  const byFirst = new Map<string, string[]>();
  for (const key of new Set(keys)) {
    if (key.length < SHORTEST) continue;
    const bucket = byFirst.get(key[0]!);
    if (bucket === undefined) byFirst.set(key[0]!, [key]);
    else bucket.push(key);
  }
  const fuses = new Map<string, Fuse<string>>();
  const fuseFor = (first: string, length: number): Fuse<string> | undefined => {
    const name = `${first}${length}`;
    const known = fuses.get(name);
    if (known !== undefined) return known;
    const bucket = byFirst.get(first)?.filter((key) => Math.abs(key.length - length) <= 2);
    if (bucket === undefined) return undefined;
    const fuse = new Fuse(bucket, {
      threshold: 0.45,
      ignoreLocation: true,
      ignoreFieldNorm: true,
      includeScore: false,
    });
    fuses.set(name, fuse);
    return fuse;
  };
  const remembered = new Map<string, readonly Correction[]>();
  return (key) => {
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const found = propose(key, fuseFor);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(key, found);
    return found;
  };
}

function propose(key: string, fuseFor: (first: string, length: number) => Fuse<string> | undefined): Correction[] {
  if (key.length < SHORTEST || key.length > 24) return [];
  const fuse = fuseFor(key[0]!, key.length);
  if (fuse === undefined) return [];
  const limit = allowed(key.length);
  const near: { key: string; distance: number }[] = [];
  for (const { item } of fuse.search(key, { limit: 16 })) {
    const distance = soundDistance(key, item, limit);
    if (distance <= limit) near.push({ key: item, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.key < b.key ? -1 : 1));
  const best = near[0]?.distance ?? 0;
  return near
    .filter(({ distance }) => distance <= best + 0.25)
    .slice(0, 3)
    .map((one) => ({ key: one.key, closeness: 1 - one.distance / (limit + 0.7) }));
}

/** How much may differ: a vowel in three sounds, one sound in five, one and a half in seven. */
const allowed = (length: number): number =>
  length <= 3 ? 0.45 : length === 4 ? 0.6 : length <= 6 ? 1 : length <= 8 ? 1.5 : 2;
