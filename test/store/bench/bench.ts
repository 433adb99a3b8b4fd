import { fork } from 'node:child_process';
import pg from 'pg';
import { openPostgresStore } from '../../../src/store/postgres-store.js';
import { startPostgres } from '../postgres.js';
import { personOf, type Figures } from './measure.js';

/** Both engines side by side at growing numbers of people. Takes about three minutes. */
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
/** Beyond, lowdb rewrites a file of hundreds of megabytes for each update: not measured. */
const LARGEST_FOR_FILES = 100_000;

const run = (args: readonly string[]): Promise<Figures> =>
  new Promise((resolve, reject) => {
    const child = fork('test/store/bench/measure.ts', [...args], { execArgv: ['--import', 'tsx', '--expose-gc'] });
    child.once('message', (figures) => resolve(figures as Figures));
    child.once('exit', (code) => reject(new Error(`the measuring process ended with ${code}`)));
  });

/** Fills the table in one statement: inserting a million one by one would measure nothing that matters. */
async function fill(url: string, count: number): Promise<void> {
  await (await openPostgresStore({ url })).close(); // makes the schema
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `insert into record select 'people', n::text, jsonb_set($1::jsonb, '{id}', to_jsonb(n)) from generate_series(1, $2) n`,
    [JSON.stringify(personOf(0)), count],
  );
  await client.query('analyze record');
  await client.end();
}

const postgres = await startPostgres({ fsync: true });
const print = (cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
print([
  'people',
  'engine',
  'durable updates/s',
  'p50 ms',
  'p99 ms',
  '50 at once /s',
  'blocked',
  'longest block ms',
  'start ms',
  'RSS MB',
]);
print(Array.from({ length: 10 }, () => '---'));
for (const size of SIZES) {
  const rows: [string, Figures][] = [];
  if (size <= LARGEST_FOR_FILES) rows.push(['lowdb', await run([String(size)])]);
  const url = await postgres.create(`people${size}`);
  await fill(url, size);
  rows.push(['PostgreSQL', await run([String(size), url])]);
  for (const [engine, { single, p50, p99, together, blocked, longestBlock, start, rss }] of rows)
    print([
      size.toLocaleString('en'),
      engine,
      single.toFixed(0),
      p50.toFixed(1),
      p99.toFixed(1),
      together.toFixed(0),
      `${(blocked * 100).toFixed(0)} %`,
      longestBlock.toFixed(0),
      start.toFixed(0),
      rss.toFixed(0),
    ]);
  const [files, database] = rows;
  if (files !== undefined && database !== undefined)
    console.log(
      `lowdb : PostgreSQL at ${size}: updates/s ${(files[1].single / database[1].single).toFixed(2)}, p99 ${(files[1].p99 / database[1].p99).toFixed(2)}`,
    );
}
await postgres.stop();
