import type { RowState } from './broadcast.js';
import type { LedgerRow } from './ledger.js';

/** The words of a list, in the language of whoever asks for it. */
export interface CsvWords {
  /** lines of label and value that stand above the list */
  readonly summary: readonly (readonly [label: string, value: string | number])[];
  /** what stands over the columns: recipient, state, message, reason */
  readonly heads: readonly [string, string, string, string];
  readonly state: (state: RowState) => string;
  /** instead of the id of whoever was forgotten since */
  readonly forgotten: string;
}

/** A cell that begins like a formula is one to a spreadsheet: it is defused. */
const cell = (value: string | number | undefined): string => {
  const text = String(value ?? '');
  const safe = /^[=+@\t\r]|^-(?!\d+$)/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const line = (cells: readonly (string | number | undefined)[]): string => cells.map(cell).join(',');

/**
 * @returns a summary, an empty line, and the ledger with its heads, as CSV with CRLF (RFC 4180) and a
 *   mark by which spreadsheets see UTF-8
 */
export async function ledgerCsv(rows: AsyncIterable<LedgerRow>, words: CsvWords): Promise<string> {
  const lines = [...words.summary.map(line), '', line(words.heads)];
  for await (const { id, state, messageId, why } of rows)
    lines.push(line([id === 0 ? words.forgotten : id, words.state(state), messageId, why]));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
