import { describe, expect, it } from 'vitest';
import { ledgerCsv, type CsvWords } from '../../src/delivery/csv.js';
import type { LedgerRow } from '../../src/delivery/ledger.js';

const words: CsvWords = {
  summary: [
    ['संदेश', 'शिविर, सोमवार'],
    ['पहुँचा', 1],
  ],
  heads: ['किसको', 'क्या हुआ', 'नंबर', 'कारण'],
  state: (state) => `«${state}»`,
  forgotten: 'भुला दिया गया',
};
async function* rows(...all: LedgerRow[]): AsyncIterable<LedgerRow> {
  yield* all;
}

describe('the list of what became of each', () => {
  it('has a summary above, and heads and states in the words that are handed in', async () => {
    const ledger = rows(
      { id: 5, state: 'sent', messageId: 7 },
      { id: 0, state: 'left' },
      { id: -42, state: 'failed', why: 'no "x"' },
    );
    expect((await ledgerCsv(ledger, words)).split('\r\n')).toEqual([
      '\uFEFFसंदेश,"शिविर, सोमवार"',
      'पहुँचा,1',
      '',
      'किसको,क्या हुआ,नंबर,कारण',
      '5,«sent»,7,',
      'भुला दिया गया,«left»,,',
      '-42,«failed»,,"no ""x"""',
      '',
    ]);
  });

  it.each(['=1+1', '+1', '@x', '-1+1', '\t=1'])('defuses %j, which a spreadsheet would reckon', async (why) => {
    const csv = await ledgerCsv(rows({ id: 1, state: 'failed', why }), { ...words, summary: [['संदेश', why]] });
    expect(csv.split(`'${why}`)).toHaveLength(3);
  });
});
