import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Activity, type Call } from './bot-api/activity.js';
import { Control } from './bot-api/control.js';
import { Failures, type Failure } from './bot-api/failures.js';
import { Flood, TELEGRAM_LIMITS, type FloodLimits } from './bot-api/flood.js';
import { sendJson } from './bot-api/http.js';
import { Profile } from './bot-api/profile.js';
import { createBotApi, createFileServer } from './bot-api/server.js';
import { Traffic } from './bot-api/traffic.js';
import { Updates } from './bot-api/updates.js';
import { World } from './bot-api/world.js';
import { createControlHttp } from './control-http.js';
import { Crowd } from './crowd/crowd.js';
import { isFromAnotherSite, isFromHere, SECURITY_HEADERS } from './guard.js';
import { listPageFiles, serveFile } from './static.js';

export type { Failure } from './bot-api/failures.js';
export type { FloodLimits } from './bot-api/flood.js';
export type { StoredMessage } from './bot-api/types.js';

export interface PlaygroundOptions {
  /** 0: a free one */
  readonly port: number;
  readonly bot: { readonly username: string; readonly firstName: string };
  /** whether the web page is served; tests of the bot alone need none */
  readonly page: boolean;
  /** Telegram's limits of sending (true) or others; over them a call is answered 429. Default false */
  readonly floodLimits?: boolean | FloodLimits;
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
  /** made-up people by the hundred */
  readonly crowd: Crowd;
  readonly people: { readonly citizen: number; readonly influencer: number; readonly administrator: number };
  readonly group: number;
  /** the bot's own id, to add it to a group or remove it */
  readonly botId: number;
  /** calls that were carried out, oldest first, without getUpdates */
  readonly calls: readonly Call[];
  readonly fail: (failure: Failure) => void;
  readonly clearFailures: () => void;
  /** calls that a fault of this kind has befallen */
  readonly faultsPlayed: (kind: Failure['kind']) => number;
  /** every further update is delivered this many times. Default 1 */
  readonly deliverCopies: (copies: number) => void;
  /** the latest update is delivered once more, as when its confirmation was lost */
  readonly deliverAgain: () => void;
  /** how long a press of a button can be answered; 0: every answer comes too late. Default 15 s */
  readonly letQueriesLive: (ms: number) => void;
  /** updates that the bot has not confirmed yet */
  readonly pendingUpdates: () => number;
  readonly close: () => Promise<void>;
}

const PEOPLE = { citizen: 1001, influencer: 1002, administrator: 1003 } as const;
const GROUP = -2001;

/** Starts the playground on 127.0.0.1. @throws {Error} EADDRINUSE when the port is taken */
export async function createPlayground(options: PlaygroundOptions): Promise<Playground> {
  const clock = options.clock ?? Date.now;
  const log = options.log ?? (() => undefined);
  const world = new World(options.bot, clock);
  const updates = new Updates(() => world.now());
  const profile = new Profile();
  const failures = new Failures();
  const activity = new Activity();
  const traffic = new Traffic();
  const limits = options.floodLimits === true ? TELEGRAM_LIMITS : options.floodLimits;
  const flood = limits === undefined || limits === false ? undefined : new Flood(limits);
  const control = new Control({ world, updates, activity, failures, traffic, clock });
  const crowd = new Crowd(control, clock);
  const token = `${world.bot.id}:PLAYGROUND-token-of-nobody-0000000000`;
  const botApi = createBotApi({ token, world, updates, profile, failures, activity, traffic, flood, clock, log });
  const fileServer = createFileServer({ token, world });
  const controlHttp = createControlHttp({ world, control, profile, crowd });
  const pageFiles = options.page ? await listPageFiles() : new Map<string, string>();
  settle(control);

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      log({ path: pathOf(request), problem: String(error) });
      sendJson(response, 500, { error: 'Internal Server Error' });
    });
  });
  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (!isFromHere(request, port)) return sendJson(response, 403, { error: 'Forbidden: only from this computer' });
    const path = pathOf(request);
    // A link to the page may stand anywhere; what acts or tells may not be called from elsewhere.
    if (isFromAnotherSite(request) && !pageFiles.has(path))
      return sendJson(response, 403, { error: 'Forbidden: not from another site' });
    if (path.startsWith('/bot')) return botApi(request, response);
    if (path.startsWith('/file/bot')) return fileServer(request, response);
    if (path.startsWith('/playground/')) return controlHttp(request, response, new URL(request.url ?? '/', url));
    const file = pageFiles.get(path);
    if (file === undefined || request.method !== 'GET') return sendJson(response, 404, { error: 'Not Found' });
    return serveFile(file, response);
  }
  // Node's 5 s are shorter than a busy machine may stall: the bot would send into a connection just closed.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  return {
    url,
    apiRoot: url,
    token,
    control,
    crowd,
    people: PEOPLE,
    group: GROUP,
    botId: world.bot.id,
    calls: activity.calls,
    fail: (failure) => control.fail(failure),
    faultsPlayed: (kind) => failures.played(kind),
    clearFailures: () => control.clearFailures(),
    deliverCopies: (copies) => void (updates.copies = copies),
    deliverAgain: () => updates.again(),
    letQueriesLive: (ms) => void (world.queryLifeMs = ms),
    pendingUpdates: () => updates.pending,
    close: () =>
      new Promise((resolve) => {
        crowd.close();
        updates.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?')[0] ?? '/';

/** Who is there from the beginning. */
function settle(control: Control): void {
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
}
