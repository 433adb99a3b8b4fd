import { Client, type ClientConfig } from 'pg';

/** Connects, does the work, and disconnects whatever comes of it. */
export async function withClient<R>(config: ClientConfig, work: (client: Client) => Promise<R>): Promise<R> {
  const client = new Client(config);
  // Told by the query that was under way; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
