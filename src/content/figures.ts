/**
 * Figures as written in Hindi and Chhattisgarhi text: '₹1,20,000', '1 लाख 20 हजार', '25वीं', '2.5 लाख'.
 * Digits only: number words ('दो') are language, not figures.
 */

const MULTIPLIERS: ReadonlyMap<string, number> = new Map([
  ['सौ', 100],
  ['हजार', 1_000],
  ['हज़ार', 1_000],
  ['लाख', 100_000],
  ['करोड़', 10_000_000],
  ['करोड', 10_000_000],
]);
const PHONE =
  /(?<![\d-])(?:\+91[- ]?)?(?:\d{3,5}-\d{3}-\d{3,5}|0\d{2,4}-\d{6,8}|\d{3}-\d{8}|1800[- ]?\d{3}[- ]?\d{3,4}|\d{10})(?![\d-])/g;
const NUMBER = /(\d[\d,]*(?:\.\d+)?)(?:\s*(सौ|हजार|हज़ार|लाख|करोड़|करोड)(?![\p{L}\p{M}]))?/gu;

/** @returns long telephone numbers of the text, in order, without blanks */
export function phonesIn(text: string): string[] {
  return [...text.matchAll(PHONE)].map((match) => match[0].replaceAll(' ', ''));
}

/**
 * @returns the figures of the text, ascending, with repetitions removed; '1 लाख 20 हजार' is one figure
 * (120000). Telephone numbers are left out.
 */
export function figuresIn(text: string): number[] {
  const found: { value: number; unit: number; end: number }[] = [];
  const folded = text
    .replaceAll(PHONE, ' ')
    .normalize('NFC')
    .replaceAll(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));
  for (const match of folded.matchAll(NUMBER)) {
    const unit = MULTIPLIERS.get(match[2] ?? '') ?? 1;
    const value = Number((match[1] ?? '').replaceAll(',', '')) * unit;
    const last = found.at(-1);
    const between = last === undefined ? '' : folded.slice(last.end, match.index);
    // '1 लाख 20 हजार': a smaller unit straight after a larger one adds to it
    if (last !== undefined && unit > 1 && last.unit > unit && /^\s+$/.test(between)) {
      last.value += value;
      last.unit = unit;
      last.end = match.index + match[0].length;
    } else {
      found.push({ value, unit, end: match.index + match[0].length });
    }
  }
  return [...new Set(found.map(({ value }) => Math.round(value * 100) / 100))].sort((a, b) => a - b);
}
