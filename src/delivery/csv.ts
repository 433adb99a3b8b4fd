import type { LedgerRow } from './ledger.js';

/** A cell that begins like a formula is one to a spreadsheet: it is defused. */
const cell = (value: string | number | undefined): string => {
  const text = String(value ?? '');
  const safe = /^[=+@\t\r]|^-(?!\d+$)/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** @returns the ledger as CSV with a header and CRLF (RFC 4180), with a mark by which spreadsheets see UTF-8 */
export async function ledgerCsv(rows: AsyncIterable<LedgerRow>): Promise<string> {
  const lines = ['chat_id,state,message_id,reason'];
  for await (const { id, state, messageId, why } of rows) {
    lines.push([id === 0 ? 'forgotten' : id, state, messageId, why].map(cell).join(','));
  }
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
