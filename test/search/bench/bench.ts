import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { loadContent } from '../../../src/content/load.js';
import { shareOf } from '../../../src/eval/figures.js';
import { parseQuestions, type EvalQuestion } from '../../../src/eval/questions.js';
import { share } from '../../../src/eval/report.js';
import { projectPath } from '../../../src/root.js';
import { createSearch } from '../../../src/search/index.js';
import { growSchemes, type GrowWords } from './grow.js';
import { createPostgresRival } from './postgres-rival.js';
import { createFuseRival, createMiniRival, toRivalRecords, type Rival } from './rivals.js';

/** Rivals of seconds a question are asked every n-th question only (at the shipped size, at 1,000, at 5,000). */
const SLOW: Readonly<Record<string, readonly number[]>> = {
  'Fuse plain': [12, 120, 200],
  'Fuse token search': [12, 120, 200],
  'PostgreSQL hindi + pg_trgm': [1, 6, 20],
};
const SEED = 20260101;

const { schemes, concepts, lexicon, asked } = await loadContent(projectPath('data'));
const questions = parseQuestions(await readFile(projectPath('test/search/questions.tsv'), 'utf8')).filter(
  // ours has learnt from the development part, so the test part alone is a fair comparison
  ({ schemes: wanted, subject, part }) => wanted.length > 0 && subject === undefined && part === 'test',
);
const words = parse(await readFile(projectPath('test/search/bench/grow.yaml'), 'utf8')) as GrowWords;
const sizes = [schemes.length, 1000, 5000];
const withPostgres = !process.argv.includes('--no-postgres');

console.log(
  `${questions.length} questions of the test part that are ours (without follow-ups); Node ${process.version}, one core`,
);
for (const [step, size] of sizes.entries()) {
  const grown = growSchemes({ schemes, asked }, size, words, SEED);
  const records = toRivalRecords(grown);
  console.log(
    `\n## ${size} records\n${'search'.padEnd(28)}   n  hit@1 (95 %)          hit@3 (95 %)          p50 ms   p99 ms   build ms  heap MB`,
  );
  await run(step, () => {
    const search = createSearch({ ...grown, concepts, lexicon });
    return { name: 'ours', find: (question) => search.ask(question).hits.map(({ id }) => id) };
  });
  await run(step, () => createMiniRival('MiniSearch', records, false));
  await run(step, () => createMiniRival('MiniSearch fuzzy+prefix', records, true));
  await run(step, () => createFuseRival('Fuse plain', records, false));
  await run(step, () => createFuseRival('Fuse token search', records, true));
  if (withPostgres) await run(step, () => createPostgresRival(records));
}

async function run(step: number, create: () => Rival | Promise<Rival>): Promise<void> {
  globalThis.gc?.();
  const heapBefore = process.memoryUsage().heapUsed;
  const start = performance.now();
  const rival = await create();
  const buildMs = performance.now() - start;
  globalThis.gc?.();
  const heapMb = (process.memoryUsage().heapUsed - heapBefore) / 1e6;
  const asked = questions.filter((_, index) => index % (SLOW[rival.name]?.[step] ?? 1) === 0);
  for (const { question } of asked.slice(0, SLOW[rival.name] === undefined ? 50 : 0)) await rival.find(question); // warm
  const times: number[] = [];
  const ranks: number[] = [];
  for (const one of asked) {
    const before = performance.now();
    const ids = await rival.find(one.question);
    times.push(performance.now() - before);
    ranks.push(rankOf(one, ids));
  }
  times.sort((a, b) => a - b);
  const at = (part: number): string =>
    (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(2).padStart(8);
  console.log(
    `${rival.name.padEnd(28)} ${String(asked.length).padStart(4)}  ${share(shareOf(ranks.map((rank) => rank === 1)))}  ${share(shareOf(ranks.map((rank) => rank >= 1 && rank <= 3)))}  ${at(0.5)} ${at(0.99)}  ${buildMs.toFixed(0).padStart(8)}  ${heapMb.toFixed(0).padStart(6)}`,
  );
  await rival.close?.();
}

function rankOf({ schemes: wanted }: EvalQuestion, ids: readonly string[]): number {
  return ids.findIndex((id) => wanted.includes(id)) + 1;
}
