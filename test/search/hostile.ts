/** Texts that nobody means: letters, signs, dots and joiners in any order and length, from a seeded random source. */
const UNITS = [
  ...'कखगमपतनलसहअआइ',
  ...'ािीुूेैोौंँः़््््',
  ...'....,,?।\n   ',
  ...'abkmnp',
  ...'019१',
  ...'\u200d\u200c\u200b\ufe0f\u20e3\u0301',
  'ﷺ',
  '👨‍👩‍👧',
  'महतारी',
  'पेंशन ',
  '1,000',
  'p.m.',
];

/** mulberry32 */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One in four texts is a short pattern, repeated up to the length of a message; the others are units as they fall. */
export function hostileText(random: () => number): string {
  const pick = (): string => UNITS[Math.floor(random() * UNITS.length)]!;
  const some = (count: number): string => Array.from({ length: count }, pick).join('');
  if (random() < 0.25) {
    const pattern = some(1 + Math.floor(random() * 5));
    return pattern.repeat(Math.ceil(4096 / pattern.length)).slice(0, 4096) + some(2);
  }
  return some(Math.floor(2 + random() ** 4 * 2000)).slice(0, 4096);
}
