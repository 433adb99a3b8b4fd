import type { Lexicon } from '../content/lexicon.js';
import type { Token } from './tokens.js';
import { normaliseUnicode } from './unicode.js';

/** Words `from` up to (not including) `to` of the question say `value`. */
export interface NumberSpan {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}
export type FindNumbers = (tokens: readonly Token[]) => readonly NumberSpan[];

/** '10 हजार', 'दस हजार', '1 लाख 20 हजार', 'चार सौ छत्तीस', '₹10,000' and '10000' are one amount. */
export function createFindNumbers(lexicon: Lexicon['numbers']): FindNumbers {
  const words = mapOf(lexicon.words);
  const multipliers = mapOf(lexicon.multipliers);
  const simple = (token: Token | undefined): number | undefined => {
    if (token === undefined) return undefined;
    if (token.script === 'digit') return Number.isSafeInteger(Number(token.text)) ? Number(token.text) : undefined;
    return words.get(token.text);
  };
  const mayBegin = ({ text, script }: Token): boolean => script === 'digit' || words.has(text) || multipliers.has(text);
  return (tokens) => {
    const spans: NumberSpan[] = [];
    for (let from = 0; from < tokens.length;) {
      if (!mayBegin(tokens[from]!)) {
        from += 1;
        continue;
      }
      let to = from;
      let value = 0;
      let isNumber = false;
      let lastMultiplier = Infinity; // within one amount they fall: 1 लाख 20 हजार
      for (;;) {
        const part = simple(tokens[to]);
        const multiplier = multipliers.get(tokens[to + (part === undefined ? 0 : 1)]?.text ?? '');
        if (multiplier !== undefined && multiplier < lastMultiplier && (part !== undefined || !isNumber)) {
          lastMultiplier = multiplier;
          value += (part ?? 1) * multiplier;
          to += part === undefined ? 1 : 2;
          isNumber = true;
        } else if (isNumber && lastMultiplier === 100 && part !== undefined && part < 100 && to > from) {
          value += part; // चार सौ छत्तीस
          to += 1;
          break;
        } else {
          // a bare number word ('एक', 'दो') is grammar as often as a figure: only digits count alone
          if (!isNumber && part !== undefined && (tokens[to]?.script === 'digit' || part >= 10)) {
            value = part;
            to += 1;
            isNumber = true;
          }
          break;
        }
      }
      if (isNumber) spans.push({ from, to, value });
      from = isNumber ? to : from + 1;
    }
    return spans;
  };
}

const mapOf = (record: Readonly<Record<string, number>>): Map<string, number> =>
  new Map(Object.entries(record).map(([word, value]) => [normaliseUnicode(word), value]));

/** The term under which a figure is indexed and asked for. */
export const numberTerm = (value: number): string => `#${value}`;
