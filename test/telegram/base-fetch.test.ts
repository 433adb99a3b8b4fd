import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api } from 'grammy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseFetch } from '../../src/telegram/base-fetch.js';

describe('the fetch below all others', () => {
  let server: Server;
  let apiRoot: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url?.endsWith('/getUpdates') === true) response.writeHead(200).write('{"ok":'); // and never the rest
      else response.end('{"ok":true,"result":true}');
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it("takes the signals of grammY, which are not Node's own: Node 24 refuses those", async () => {
    const api = new Api('1:a', { apiRoot, fetch: baseFetch });
    expect(await api.deleteWebhook()).toBe(true);
  });

  it('ends with its signal, also in the middle of an answer', async () => {
    const ending = new AbortController();
    const call = baseFetch(`${apiRoot}/getUpdates`, { signal: ending.signal });
    setTimeout(() => ending.abort(new Error('stopped')), 5);
    await expect(call).rejects.toThrow('stopped');
    await expect(baseFetch(`${apiRoot}/getMe`, { signal: AbortSignal.abort() })).rejects.toThrow(/aborted/);
  });
});
