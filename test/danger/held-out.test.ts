import { describe, expect, it } from 'vitest';
import { dangerFigures, dangerShortfalls, judgeDanger, renderDanger } from '../../src/eval/danger.js';
import { readDangerTests } from '../../src/eval/danger-tests.js';
import { parseDangerExamples } from '../../src/content/danger.js';
import { readFile } from 'node:fs/promises';
import { loadKnowledge } from '../../src/knowledge.js';

const [{ dangerIn }, { heldOut, ordinary, emergencies }] = await Promise.all([
  loadKnowledge('data'),
  readDangerTests('data'),
]);

describe('danger in sentences that nothing has learnt', () => {
  it('is heard as often as the gate asks, in every kind, and ordinary questions raise few alarms', () => {
    const judged = dangerFigures(judgeDanger(heldOut, dangerIn, emergencies));
    const asked = dangerFigures(judgeDanger(ordinary, dangerIn, emergencies));
    expect(
      dangerShortfalls(judged, asked),
      `${renderDanger('held-out', judged)}\n${renderDanger('asked', asked)}`,
    ).toEqual([]);
  });

  it('has none of the sentences that it learns from', async () => {
    const learnt = new Set(
      parseDangerExamples(await readFile('data/danger/examples.tsv', 'utf8')).map(({ text }) => text),
    );
    expect(heldOut.filter(({ text }) => learnt.has(text))).toEqual([]);
  });

  it('has a number, a text and an example for every kind', async () => {
    const kinds = new Set(heldOut.flatMap((example) => example.kinds));
    kinds.delete('none');
    expect([...kinds].toSorted()).toEqual(emergencies.map(({ id }) => id).toSorted());
    for (const { numbers, say, maybe } of emergencies) {
      for (const text of Object.values(say)) for (const number of numbers) expect(text).toContain(number);
      for (const text of Object.values(maybe)) expect(text).toContain(numbers[0]);
    }
  });
});
