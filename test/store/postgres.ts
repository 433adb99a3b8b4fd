import { spawn, type ChildProcess } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findPostgresHome, type PostgresHome } from './postgres-binaries.js';

/** A real PostgreSQL for the tests of one file. */
export interface TestDatabase {
  /** Makes an empty database. @returns its address */
  readonly create: (name: string) => Promise<string>;
  /** Runs SQL as the superuser, in a database. */
  readonly run: (name: string, sql: string) => Promise<void>;
  /**
   * Waits until nobody is connected to the database. A killed process's last words are still on their way then: the
   * server reads and commits what lies in the socket.
   */
  readonly whenLeft: (name: string) => Promise<void>;
  /** Stops the server as an administrator would, cutting all connections, and starts it again after `ms`. */
  readonly restart: (ms: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface TestDatabaseOptions {
  /** true: writes wait for the disk, as in production; for what measures. Default: they do not, which is faster */
  readonly fsync?: boolean;
}

const PASSWORD = 'test';
const BIND_ATTEMPTS = 5;

/** @throws {Error} at once, in one line, where PostgreSQL cannot run */
export async function startPostgres({ fsync = false }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const home = await findPostgresHome();
  await initialise(home);
  const flags = ['-c', `fsync=${fsync ? 'on' : 'off'}`];
  let server = await start(home, flags);
  const { port } = server;
  const inDatabase = async <R>(name: string, work: (client: Client) => Promise<R>): Promise<R> => {
    const client = new Client(`postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${name}`);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  return {
    create: async (name) => {
      await inDatabase('postgres', (client) => client.query(`create database ${client.escapeIdentifier(name)}`));
      return `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${name}`;
    },
    run: async (name, sql) => {
      await inDatabase(name, (client) => client.query(sql));
    },
    whenLeft: (name) =>
      inDatabase('postgres', async (client) => {
        const others = 'select 1 from pg_stat_activity where datname = $1';
        while (((await client.query(others, [name])).rowCount ?? 0) > 0) await sleep(10);
      }),
    restart: async (ms) => {
      await server.stop();
      await sleep(ms);
      server = await start(home, flags, port);
    },
    stop: async () => {
      await server.stop();
      await rm(home.dir, { recursive: true, force: true });
    },
  };
}

async function initialise({ bin, dir, account }: PostgresHome): Promise<void> {
  const passwordFile = join(dir, 'password');
  await writeFile(passwordFile, `${PASSWORD}\n`, { mode: 0o644 });
  const options = ['--username=postgres', '--auth=password', '--locale=C.UTF-8', '--encoding=UTF8', '--no-sync'];
  const child = spawn(join(bin, 'initdb'), [`--pgdata=${dir}/data`, `--pwfile=${passwordFile}`, ...options], {
    ...account,
    cwd: dir,
  });
  const said = collect(child);
  const code = await exitOf(child);
  if (code !== 0) throw new Error(`initdb: ${lastLine(said())}`);
}

interface Server {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** @param fixedPort absent: a free one */
async function start(home: PostgresHome, flags: readonly string[], fixedPort?: number): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOn(home, flags, fixedPort ?? (await freePort()));
    } catch (error) {
      // Somebody else took the port meanwhile.
      if (attempt === BIND_ATTEMPTS || !String(error).includes('could not create any TCP/IP sockets')) throw error;
    }
  }
}

async function startOn({ bin, dir, account }: PostgresHome, flags: readonly string[], port: number): Promise<Server> {
  const child = spawn(
    join(bin, 'postgres'),
    // No socket in the file system: its path may be too long, its folder not writable.
    ['-D', `${dir}/data`, '-p', String(port), '-c', 'unix_socket_directories=', '-h', '127.0.0.1', ...flags],
    { ...account, cwd: dir, env: { ...process.env, LC_MESSAGES: 'C' } },
  );
  const said = collect(child);
  const exit = exitOf(child);
  const kill = (): void => void child.kill('SIGQUIT'); // at once, with its children
  process.once('exit', kill);
  const ready = (async () => {
    while (!said().includes('ready to accept connections')) await sleep(10);
    return 'ready' as const;
  })();
  if ((await Promise.race([ready, exit])) !== 'ready') throw new Error(`postgres: ${lastLine(said())}`);
  return {
    port,
    stop: async () => {
      child.kill('SIGINT');
      await exit;
      process.off('exit', kill);
    },
  };
}

/** @returns what tells all that it has said */
function collect(child: ChildProcess): () => string {
  let said = '';
  child.stdout?.on('data', () => undefined);
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return () => said;
}

/** @throws {Error} when it could not be started at all */
const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
