/**
 * Aadhaar, account and telephone numbers, in any digits and with anything but letters between.
 *
 *   मोर आधार १२३४ - ५६७८ - ९०१२ हे
 *            └──────── run ────────┘   groups 1234 · 5678 · 9012
 *
 * A run is what stands together without letters; a group is digits without anything between. Years, dates,
 * times, amounts and lists of ages are runs too and say nothing of a person: they are left out first.
 * Which of two errors is worse: a number that gets through is read by others; a word of a question that is
 * lost can be written again. So in doubt a long number is hidden.
 */

/** Unbroken digits from this many on are no amount that a citizen writes. */
const LONG_GROUP = 9;
/**
 * Telephone numbers have 10 digits, with 0 or 091 before 11 and 13, and do not begin with 1, as helplines
 * in a row do (1098 112 181); Aadhaar has 12.
 */
const WHOLE = /^(?:0?[2-9]\d{9}|\d{12}|0\d{12})$/;
const LONGEST = 13;
/** Beside a word for an account, a number of this length is one. */
const ACCOUNT = { least: 9, most: 18 } as const;
/** So many signs that are no letters may stand between two digits of one number: ' - ', ') '. */
const MAX_BETWEEN = 3;
/** Words beside a run are looked for within so many letters of it. */
const BESIDE = 24;
const MASK = '•••';

const ACCOUNT_WORD =
  /खात|अकाउंट|एकाउंट|बैंक|पासबुक|आधार|मोबाइल|मोबाईल|फोन|फ़ोन|नंबर|नम्बर|a\/c|\bacc?(?:ount)?\b|\bkh?ata|\bkhate|\bbank|passbook|ifsc|aa?dh?aa?r|mobile|phone|whats ?app|\bnumber|\bno\b/iu;
const AGE_WORD = /साल|वर्ष|बरस|बछर|उम्र|उमर|\bsaa?l|\bbaras|\bumar|\bumr|\byears?|\byrs?\b|\bages?\b/iu;
const MONEY_BEFORE = /(?:₹|\brs\.?|रु\.?|रुपये|रुपए|रूपये|रुपिया)\s*$/iu;
const TOLL_FREE = /^18[06]0/;

interface Group {
  /** digits 0-9 */
  readonly digits: string;
  /** where it stands in the text, UTF-16 code units */
  readonly start: number;
  readonly end: number;
  /** what stands between the group before and this one, without invisible signs; '' for the first */
  readonly before: string;
}

/**
 * Hides numbers that identify a person.
 * @returns the text with each such number as '•••', and whether there was one
 */
export function maskPersonalNumbers(text: string): { text: string; found: boolean } {
  let masked = '';
  let done = 0;
  for (const run of runsOf(text)) {
    for (const [first, last] of personalIn(run, text)) {
      masked += text.slice(done, first.start) + MASK;
      done = last.end;
    }
  }
  return { text: masked + text.slice(done), found: done > 0 };
}

/** @returns the groups of each run of at least nine digits: fewer are nobody's number */
function runsOf(text: string): Group[][] {
  const runs: Group[][] = [];
  let run: Group[] = [];
  let between = '';
  const close = (): void => {
    if (run.reduce((sum, { digits }) => sum + digits.length, 0) >= LONG_GROUP) runs.push(run);
    run = [];
    between = '';
  };
  let at = 0;
  for (const sign of text) {
    const end = at + sign.length;
    const digit = digitOf(sign);
    const last = run.at(-1);
    if (digit !== undefined) {
      if (last !== undefined && between === '') run[run.length - 1] = { ...last, digits: last.digits + digit, end };
      else run.push({ digits: digit, start: at, end, before: between });
      between = '';
    } else if (last !== undefined && INVISIBLE.test(sign)) {
      if (between === '') run[run.length - 1] = { ...last, end }; // it goes with its digit
    } else if (last !== undefined) {
      between += sign;
      if (LETTER.test(sign) || sign === MASK[0] || [...between].length > MAX_BETWEEN) close();
    }
    at = end;
  }
  close();
  return runs;
}

/** Marks too: those of a keycap (1️⃣) stand after its digit; those of letters never do. */
const INVISIBLE = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const LETTER = /\p{L}/u;
const DECIMAL = /\p{Nd}/u;

/** @returns '0' to '9' for a decimal digit of any script, full width, circled or raised */
function digitOf(sign: string): string | undefined {
  if (sign >= ' ' && sign <= '~') return sign >= '0' && sign <= '9' ? sign : undefined; // most are, and this is quick
  const plain = sign.normalize('NFKC');
  if (/^\d$/.test(plain)) return plain;
  if (!DECIMAL.test(plain)) return undefined;
  // The ten digits of a script stand in a row that begins at xxx0 or xxx6.
  const code = plain.codePointAt(0) ?? 0;
  const row = code - (code % 16);
  return String(code - row - (DECIMAL.test(String.fromCodePoint(row)) ? 0 : 6));
}

/** @returns first and last group of each personal number of the run */
function personalIn(run: readonly Group[], text: string): [Group, Group][] {
  const first = run[0]!;
  const last = run.at(-1)!;
  const before = text.slice(Math.max(0, first.start - BESIDE), first.start);
  const beside = `${before} ${text.slice(last.end, last.end + BESIDE)}`;
  const context: Beside = {
    account: ACCOUNT_WORD.test(beside),
    age: AGE_WORD.test(beside),
    money: MONEY_BEFORE.test(before),
  };
  return withoutHarmless(run)
    .filter((part) => isPersonal(part, context))
    .map((part) => [part[0]!, part.at(-1)!]);
}

interface Beside {
  readonly account: boolean;
  readonly age: boolean;
  readonly money: boolean;
}

/** Dates, times, years of a scheme (2024-25) and amounts with commas, by their groups and what joins them. */
const HARMLESS: readonly ((groups: readonly Group[]) => number)[] = [
  // 15-12-2026, 2026/12/15
  ([a, b, c]) =>
    joined([b, c], /^\s?[-./]\s?$/) &&
    ((isDay(a) && isMonth(b) && (isYear(c) || c?.digits.length === 2)) || (isYear(a) && isMonth(b) && isDay(c))) ? 3 : 0,
  // 10:30
  ([a, b]) => (joined([b], /^[:.]$/) && Number(a?.digits) < 24 && a!.digits.length <= 2 && b?.digits.length === 2 ? 2 : 0),
  // 2024-25, 2024-2025
  ([a, b]) => (joined([b], /^\s?[-/\u2010-\u2015]\s?$/u) && isYear(a) && (isYear(b) || b?.digits.length === 2) ? 2 : 0),
  // 1,20,000
  ([a, ...rest]) => {
    const count = rest.findIndex(({ before, digits }) => before !== ',' || digits.length > 3 || digits.length < 2);
    const parts = rest.slice(0, count === -1 ? rest.length : count);
    return a!.digits.length <= 3 && parts.at(-1)?.digits.length === 3 ? parts.length + 1 : 0;
  },
]; // prettier-ignore

/** Groups of the longest: an amount of 1,00,00,00,000. */
const LONGEST_HARMLESS = 6;

/** @returns what is left of a run between its dates, times and amounts */
function withoutHarmless(run: readonly Group[]): Group[][] {
  const parts: Group[][] = [[]];
  for (let at = 0; at < run.length;) {
    const rest = run.slice(at, at + LONGEST_HARMLESS);
    const size = Math.max(...HARMLESS.map((sizeIn) => sizeIn(rest)));
    if (size > 0) parts.push([]);
    else parts.at(-1)!.push(run[at]!);
    at += Math.max(1, size);
  }
  return parts.filter((part) => part.length > 0);
}

function isPersonal(groups: readonly Group[], beside: Beside): boolean {
  if (groups.some(({ digits }) => digits.length >= LONG_GROUP)) return true;
  const total = lengthOf(groups);
  if (groups.every(({ digits }) => digits.length <= 2)) return isSpelt(groups, total, beside);
  if (beside.money || TOLL_FREE.test(groups[0]!.digits) || groups.every(isRoundOrYear)) return false;
  if (beside.account && total >= ACCOUNT.least && total <= ACCOUNT.most) return true;
  return groups.some((_, from) => beginsNumber(groups, from));
}

/** Some neighbouring groups from here on are a number: not a list, of which each part is round, a year, or single. */
function beginsNumber(groups: readonly Group[], from: number): boolean {
  let digits = '';
  for (let to = from; to < groups.length && digits.length < LONGEST; to += 1) {
    digits += groups[to]!.digits;
    const numbers = groups.slice(from, to + 1);
    if (WHOLE.test(digits) && !numbers.every(isRoundOrYear) && numbers.filter(isSingle).length <= 1) return true;
  }
  return false;
}

/** A telephone number in pairs or single digits: 98 76 54 32 10. Ages in a list look alike. */
function isSpelt(groups: readonly Group[], total: number, beside: Beside): boolean {
  if ((total !== 10 && total !== 12) || beside.age) return false;
  const values = groups.map(({ digits }) => Number(digits));
  const ascends = values.every((value, index) => index === 0 || value > values[index - 1]!);
  return beside.account || (!ascends && /^(?:91)?[6-9]/.test(groups.map(({ digits }) => digits).join('')));
}

const joined = (groups: readonly (Group | undefined)[], by: RegExp): boolean =>
  groups.every((group) => group !== undefined && by.test(group.before));
const lengthOf = (groups: readonly Group[]): number => groups.reduce((sum, { digits }) => sum + digits.length, 0);
const isSingle = ({ digits }: Group): boolean => digits.length === 1;
const isYear = (group: Group | undefined): boolean => /^(?:19|20)\d\d$/.test(group?.digits ?? '');
const isMonth = (group: Group | undefined): boolean => isUpTo(12, group);
const isDay = (group: Group | undefined): boolean => isUpTo(31, group);
const isUpTo = (most: number, group: Group | undefined): boolean =>
  group !== undefined && group.digits.length <= 2 && Number(group.digits) >= 1 && Number(group.digits) <= most;
/** In a list of amounts or years; that a whole Aadhaar or telephone number is so is rarer than 1 in 10,000. */
const isRoundOrYear = (group: Group): boolean =>
  isYear(group) || Number(group.digits) % (group.digits.length <= 2 ? 5 : group.digits.length <= 4 ? 50 : 100) === 0;
