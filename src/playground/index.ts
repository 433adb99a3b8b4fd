import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Control } from './bot-api/control.js';
import { Failures, type Failure } from './bot-api/failures.js';
import { Profile } from './bot-api/profile.js';
import { createBotApi, sendJson, type Call } from './bot-api/server.js';
import { Updates } from './bot-api/updates.js';
import { World } from './bot-api/world.js';
import { createControlHttp } from './control-http.js';
import { listPageFiles, serveFile } from './static.js';

export type { Failure } from './bot-api/failures.js';
export type { StoredMessage } from './bot-api/types.js';

export interface PlaygroundOptions {
  /** 0: a free one */
  readonly port: number;
  readonly bot: { readonly username: string; readonly firstName: string };
  /** whether the web page is served; tests of the bot alone need none */
  readonly page: boolean;
  /** milliseconds. Default Date.now */
  readonly clock?: () => number;
  /** told of unknown methods and inner faults */
  readonly log?: (line: Readonly<Record<string, unknown>>) => void;
}

/** A Bot API on loopback with people in it, and a web page to be one of them. */
export interface Playground {
  /** of the page */
  readonly url: string;
  readonly apiRoot: string;
  /** made up, in the form of a real one */
  readonly token: string;
  readonly control: Control;
  readonly people: { readonly citizen: number; readonly influencer: number; readonly administrator: number };
  readonly group: number;
  /** calls that were carried out, oldest first, without getUpdates */
  readonly calls: readonly Call[];
  readonly fail: (failure: Failure) => void;
  readonly clearFailures: () => void;
  /** every further update is delivered this many times. Default 1 */
  readonly deliverCopies: (copies: number) => void;
  /** updates that the bot has not confirmed yet */
  readonly pendingUpdates: () => number;
  readonly close: () => Promise<void>;
}

const PEOPLE = { citizen: 1001, influencer: 1002, administrator: 1003 } as const;
const GROUP = -2001;
const MAX_CALLS = 10_000;
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Starts the playground on 127.0.0.1. @throws {Error} EADDRINUSE when the port is taken */
export async function createPlayground(options: PlaygroundOptions): Promise<Playground> {
  const world = new World(options.bot, options.clock ?? Date.now);
  const updates = new Updates();
  const profile = new Profile();
  const failures = new Failures();
  const control = new Control(world, updates);
  const calls: Call[] = [];
  const token = `${world.bot.id}:PLAYGROUND-token-of-nobody-0000000000`;
  const botApi = createBotApi({
    token,
    world,
    updates,
    profile,
    failures,
    log: options.log ?? (() => undefined),
    onCall: (call) => {
      if (call.method !== 'getUpdates' && calls.push(call) > MAX_CALLS) calls.shift();
    },
  });
  const controlHttp = createControlHttp(world, control, profile);
  const files = options.page ? await listPageFiles() : new Map<string, string>();

  control.addPerson({ id: PEOPLE.citizen, firstName: 'सुमन', kind: 'citizen', languageCode: 'hi' });
  control.addPerson({
    id: PEOPLE.influencer,
    firstName: 'रवि',
    username: 'ravi_cg',
    kind: 'influencer',
    languageCode: 'hi',
  });
  control.addPerson({
    id: PEOPLE.administrator,
    firstName: 'प्रशासक',
    username: 'prashasak',
    kind: 'administrator',
    languageCode: 'hi',
  });
  control.addGroup(GROUP, 'हमर गाँव', Object.values(PEOPLE));

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      options.log?.({ path: request.url, problem: String(error) });
      sendJson(response, 500, { error: 'Internal Server Error' });
    });
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    // A page elsewhere must not reach this one by DNS rebinding, or post to it.
    if (
      !isLocal(request.headers.host) ||
      (request.headers.origin !== undefined && !isLocal(new URL(request.headers.origin).host))
    ) {
      return sendJson(response, 403, { error: 'Forbidden: only from this computer' });
    }
    const url = new URL(request.url ?? '/', base());
    if (url.pathname.startsWith('/bot')) return botApi(request, response);
    if (url.pathname.startsWith('/playground/')) return controlHttp(request, response, url);
    const file = files.get(url.pathname);
    if (file === undefined || request.method !== 'GET') return sendJson(response, 404, { error: 'Not Found' });
    return serveFile(file, response);
  }

  const base = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const isLocal = (host: string | undefined): boolean => {
    const { port } = server.address() as AddressInfo;
    return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });

  return {
    url: base(),
    apiRoot: base(),
    token,
    control,
    people: PEOPLE,
    group: GROUP,
    calls,
    fail: (failure) => failures.plan(failure),
    clearFailures: () => failures.clear(),
    deliverCopies: (copies) => void (updates.copies = copies),
    pendingUpdates: () => updates.pending,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
