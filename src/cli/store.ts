import { existsSync } from 'node:fs';
import { ConfigError, parseConfig } from '../config.js';
import { BackupError, exportStore, importStore, type BackupCounts, type OnProgress } from '../store/backup.js';
import { checkDatabase } from '../store/check-database.js';
import { checkFiles } from '../store/check-files.js';
import { LockedError } from '../store/lock.js';
import { openLowdbStore } from '../store/lowdb-store.js';
import type { Store } from '../store/port.js';
import { openPostgresStore } from '../store/postgres-store.js';
import { withDatabaseSnapshot, withFilesSnapshot, type Source } from '../store/snapshot.js';
import { StoreUnavailableError } from '../store/unavailable.js';

// `… | head` closes the pipe early: that is no fault.
process.stdout.on('error', () => process.exit());

const USAGE = `npm run store -- export FILE            writes all records to a new file; the bot may run meanwhile
npm run store -- import FILE [--merge]  reads them into an empty store, or adds what is missing
npm run store -- check                  looks for damage

The store is that of DATABASE_URL, else the folder STATE_DIR. Stop the bot before an import.`;

if (existsSync('.env')) process.loadEnvFile('.env');
const [command, file, option] = process.argv.slice(2);

try {
  process.exitCode = await run();
} catch (error) {
  const isKnown = [BackupError, ConfigError, LockedError, StoreUnavailableError].some((kind) => error instanceof kind);
  const { code, message } = error as NodeJS.ErrnoException;
  if (isKnown || code !== undefined)
    console.error(code === 'EEXIST' ? `${file}: there is such a file already` : message);
  else throw error;
  process.exitCode = 1;
}

async function run(): Promise<number> {
  const { databaseUrl, stateDir } = parseConfig({ ...process.env, NODE_ENV: '' });
  if (command === 'check') {
    const damages = databaseUrl === undefined ? await checkFiles(stateDir) : await checkDatabase(databaseUrl);
    for (const damage of damages) console.log(damage);
    console.log(damages.length === 0 ? 'no damage found' : `${damages.length} found`);
    return damages.length === 0 ? 0 : 1;
  }
  if ((command !== 'export' && command !== 'import') || file === undefined) {
    console.error(USAGE);
    return 2;
  }
  if (command === 'export') {
    const write = (source: Source): Promise<BackupCounts> => exportStore(source, file, new Date(), bar);
    const counts = await (databaseUrl === undefined
      ? withFilesSnapshot(stateDir, write)
      : withDatabaseSnapshot(databaseUrl, write));
    for (const [name, count] of Object.entries(counts)) console.log(`${name.padEnd(16)}${count}`);
    console.log(`written to ${file}. It holds what is kept about people: keep it as carefully as the store.`);
    return 0;
  }
  const store: Store =
    databaseUrl === undefined
      ? await openLowdbStore({ dir: stateDir, warn: (message) => console.error(message) })
      : await openPostgresStore({ url: databaseUrl });
  try {
    const { written, kept } = await importStore(store, file, { merge: option === '--merge', onProgress: bar });
    console.log(`${written} records written, ${kept} were there already`);
  } finally {
    await store.close();
  }
  return 0;
}

/** On a terminal only: a log wants no carriage returns. */
function bar(...[done, total = 0]: Parameters<OnProgress>): void {
  if (!process.stderr.isTTY) return;
  const share = total === 0 ? 1 : done / total;
  process.stderr.write(
    `\r[${'#'.repeat(Math.floor(share * 30)).padEnd(30)}] ${done}/${total}${share >= 1 ? '\n' : ''}`,
  );
}
