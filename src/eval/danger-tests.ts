import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readAsked } from '../content/asked.js';
import { emergenciesSchema, parseDangerExamples, type DangerExample, type Emergency } from '../content/danger.js';
import { ordinaryOf } from '../danger/index.js';
import { projectPath } from '../root.js';

/**
 * Reads what danger is judged by.
 * @param file kind, writer, sentence; default: the held-out sentences
 * @returns `ordinary`: questions that people asked, that nothing has learnt from
 */
export async function readDangerTests(
  dataDir: string,
  file = projectPath('test/danger/held-out.tsv'),
): Promise<{
  readonly heldOut: readonly DangerExample[];
  readonly ordinary: readonly DangerExample[];
  readonly emergencies: readonly Emergency[];
}> {
  const [heldOut, yaml, asked] = await Promise.all([
    readFile(file, 'utf8'),
    readFile(join(dataDir, 'emergencies.yaml'), 'utf8'),
    readAsked(dataDir),
  ]);
  const emergencies = emergenciesSchema.parse(parse(yaml));
  const services = new Set(emergencies.flatMap((emergency) => emergency.services));
  return {
    heldOut: parseDangerExamples(heldOut),
    ordinary: ordinaryOf(asked, services, true).map((text) => ({ kinds: ['none'], text })),
    emergencies,
  };
}
