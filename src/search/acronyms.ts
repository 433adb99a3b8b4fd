/** How letters are named in Hindi. */
const LETTER_NAMES: Readonly<Record<string, string>> = {
  A: 'ए',
  B: 'बी',
  C: 'सी',
  D: 'डी',
  E: 'ई',
  F: 'एफ',
  G: 'जी',
  H: 'एच',
  I: 'आई',
  J: 'जे',
  K: 'के',
  L: 'एल',
  M: 'एम',
  N: 'एन',
  O: 'ओ',
  P: 'पी',
  Q: 'क्यू',
  R: 'आर',
  S: 'एस',
  T: 'टी',
  U: 'यू',
  V: 'वी',
  W: 'डब्ल्यू',
  X: 'एक्स',
  Y: 'वाई',
  Z: 'जेड',
};
const ACRONYM = /\b[A-Z]{3,6}\b/gu;

/** @returns the acronyms of a name as they are written in Devanagari, letter by letter: PMEGP gives पीएमईजीपी */
export function spellAcronyms(name: string): string[] {
  return (name.match(ACRONYM) ?? []).map((acronym) =>
    Array.from(acronym, (letter) => LETTER_NAMES[letter] ?? letter).join(''),
  );
}
