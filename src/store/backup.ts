import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Json, Store } from './port.js';
import type { Source } from './snapshot.js';

/**
 * A backup is JSON lines: a head, a line for each record, and a tail with counts and a checksum, by
 * which a file that was cut short or changed is noticed before anything is written.
 *
 *   {"form":"yojana-sangwari-store","version":1,"at":"2026-11-23T04:30:00.000Z"}
 *   {"in":"people","id":"1001","value":{…}}
 *   {"counts":{"people":1},"sha256":"…"}
 */
const FORM = 'yojana-sangwari-store';
const VERSION = 1;

/** Records by collection. */
export type BackupCounts = Readonly<Record<string, number>>;
/** Told now and then. @param total absent: not known yet */
export type OnProgress = (done: number, total?: number) => void;

/** The file is no backup of ours, or not whole. Nothing was written. */
export class BackupError extends Error {
  override name = 'BackupError';
}

interface Line {
  readonly in: string;
  readonly id: string;
  readonly value: { readonly [key: string]: Json };
}

/** Lines that are written in one go. */
const PAGE = 1_000;
/** Records that are written side by side: lowdb makes one write of them. */
const BATCH = 2_000;

/** Writes everything that the source holds to a new file. @throws {Error} EEXIST when there is one */
export async function exportStore(
  source: Source,
  path: string,
  now: Date,
  onProgress: OnProgress = () => undefined,
): Promise<BackupCounts> {
  const names = await source.collections();
  let total = 0;
  for (const name of names) total += await source.collection(name).count();
  const counts: Record<string, number> = {};
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  try {
    const write = async (text: string): Promise<void> => {
      hash.update(text);
      await file.writeFile(text);
    };
    await write(`${JSON.stringify({ form: FORM, version: VERSION, at: now.toISOString() })}\n`);
    let done = 0;
    for (const name of names) {
      let count = 0;
      let lines: string[] = [];
      const writeLines = async (): Promise<void> => {
        await write(lines.join(''));
        onProgress((done += lines.length), total);
        lines = [];
      };
      for await (const { id, value } of source.collection(name).walk()) {
        lines.push(`${toLine({ in: name, id, value })}\n`);
        count += 1;
        if (lines.length === PAGE) await writeLines();
      }
      await writeLines();
      counts[name] = count;
    }
    await file.writeFile(`${JSON.stringify({ counts, sha256: hash.digest('hex') })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return counts;
}

/**
 * Reads the whole file without writing anything.
 * @throws {BackupError} with what is wrong, in a sentence
 */
export async function verifyBackup(path: string): Promise<BackupCounts> {
  const counts: Record<string, number> = {};
  const hash = createHash('sha256');
  let tail: { counts: BackupCounts; sha256: string } | undefined;
  let number = 0;
  for await (const text of linesOf(path)) {
    number += 1;
    if (tail !== undefined) throw new BackupError(`${path}:${number}: there is more after the end`);
    const line = parse(text);
    if (number === 1) checkHead(line, path);
    else if (isTail(line)) tail = line;
    else if (isRecord(line)) counts[line.in] = (counts[line.in] ?? 0) + 1;
    else throw new BackupError(`${path}:${number}: no record`);
    if (tail === undefined) addTo(hash, text);
  }
  if (number === 0) throw new BackupError(`${path} is empty`);
  if (tail === undefined) throw new BackupError(`${path} is cut short: its last line is missing`);
  if (tail.sha256 !== hash.digest('hex')) throw new BackupError(`${path} was changed: its checksum is another`);
  return counts;
}

export interface ImportCounts {
  readonly written: number;
  /** ids that were there already and were left as they are */
  readonly kept: number;
}

/**
 * Writes a verified backup into the store. Only ids that are not there yet are written.
 * @throws {BackupError} when the store is not empty and `merge` is not set, or the file is not whole
 */
export async function importStore(
  store: Store,
  path: string,
  { merge = false, onProgress = () => undefined }: { readonly merge?: boolean; readonly onProgress?: OnProgress } = {},
): Promise<ImportCounts> {
  const counts = await verifyBackup(path);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const present = await store.collections();
  const isEmpty = (await Promise.all(present.map((name) => store.collection(name).count()))).every((n) => n === 0);
  if (!isEmpty && !merge)
    throw new BackupError(`the store is not empty (${present.join(', ')}); --merge adds what is missing in it`);

  let written = 0;
  let done = 0;
  let batch: Line[] = [];
  const writeBatch = async (): Promise<void> => {
    const results = await Promise.all(batch.map(({ in: name, id, value }) => store.collection(name).insert(id, value)));
    written += results.filter(Boolean).length;
    onProgress((done += batch.length), total);
    batch = [];
  };
  for await (const text of linesOf(path)) {
    const line = parse(text);
    if (!isRecord(line)) continue;
    batch.push(line);
    if (batch.length === BATCH) await writeBatch();
  }
  await writeBatch();
  return { written, kept: total - written };
}

/** Readers of lines take U+2028 and U+2029 for line ends; JSON does not. */
const toLine = (record: object): string =>
  JSON.stringify(record)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);

function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
}

const addTo = (hash: Hash, line: string): void => void hash.update(`${line}\n`);

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // reported as 'no record', with its line
  }
}

function checkHead(line: unknown, path: string): void {
  const { form, version } = (line ?? {}) as { form?: unknown; version?: unknown };
  if (form !== FORM) throw new BackupError(`${path} is no backup of yojana-sangwari`);
  if (version !== VERSION)
    throw new BackupError(
      `${path} has version ${String(version)}, this program reads ${VERSION}: use the newer program`,
    );
}

const isTail = (line: unknown): line is { counts: BackupCounts; sha256: string } =>
  typeof line === 'object' && line !== null && 'sha256' in line && !('in' in line);

const isRecord = (line: unknown): line is Line => {
  const { in: name, id, value } = (line ?? {}) as Partial<Record<keyof Line, unknown>>;
  return typeof name === 'string' && typeof id === 'string' && typeof value === 'object' && value !== null;
};
