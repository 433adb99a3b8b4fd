import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call of one process to the Bot API. */
export interface ProxiedCall {
  readonly method: string;
  readonly at: number;
  /** undefined while it is under way, or when the process ended it */
  status: number | undefined;
}

export interface BotApiProxy {
  readonly apiRoot: string;
  readonly calls: ProxiedCall[];
  readonly close: () => Promise<void>;
}

/**
 * Stands between one process and the Bot API, so that a test sees who calls what and when.
 * @param webhookUrl where the updates go, whatever address the process gave to setWebhook
 */
export async function openProxy(apiRoot: string, webhookUrl?: string): Promise<BotApiProxy> {
  const calls: ProxiedCall[] = [];
  const server = createServer((request, response) => {
    const call: ProxiedCall = {
      method: (request.url ?? '').split('/').at(-1) ?? '',
      at: Date.now(),
      status: undefined,
    };
    calls.push(call);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      let body = Buffer.concat(chunks).toString('utf8');
      if (call.method === 'setWebhook' && webhookUrl !== undefined)
        body = JSON.stringify({ ...(JSON.parse(body) as object), url: webhookUrl });
      const answer = await fetch(apiRoot + request.url, {
        method: request.method ?? 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: gone.signal,
      });
      const text = await answer.text();
      call.status = answer.status;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
    })().catch(() => response.destroy());
  });
  return { apiRoot: `http://127.0.0.1:${await listen(server)}`, calls, close: () => close(server) };
}

/** Hands each update to the first process that says it is ready, as a proxy in front of several would. */
export async function openBalancer(
  ports: () => readonly number[],
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      for (const port of ports()) {
        const base = `http://127.0.0.1:${port}`;
        const ready = await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(500) }).catch(() => undefined);
        if (ready?.status !== 200) continue;
        const answer = await fetch(base + (request.url ?? ''), {
          method: 'POST',
          headers: { 'x-telegram-bot-api-secret-token': String(request.headers['x-telegram-bot-api-secret-token']) },
          body: Buffer.concat(chunks).toString('utf8'),
          signal: AbortSignal.timeout(10_000),
        });
        response.writeHead(answer.status).end();
        return;
      }
      response.writeHead(503).end();
    })().catch(() => response.writeHead(502).end());
  });
  return { url: `http://127.0.0.1:${await listen(server)}/hook`, close: () => close(server) };
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
