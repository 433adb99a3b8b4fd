import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api, GrammyError, HttpError } from 'grammy';
import { ConfigError, parseConfig, type Config } from './config.js';
import { ContentError } from './content/load.js';
import { loadKnowledge } from './knowledge.js';
import { createEnding, type Ending } from './ending.js';
import { createLog, describeError, type Log } from './log.js';
import { readCatalogue } from './messages/read.js';
import { serveTerm } from './serve-term.js';
import { systemClock } from './delivery/clock.js';
import { createPlayground, type Playground } from './playground/index.js';
import { startPolling } from './polling.js';
import { projectPath } from './root.js';
import { LockedError } from './store/lock.js';
import { startServing } from './serving.js';
import { openLowdbStore } from './store/lowdb-store.js';
import { openPostgresStore } from './store/postgres-store.js';
import { StoreUnavailableError } from './store/unavailable.js';
import { baseFetch } from './telegram/base-fetch.js';
import { untilAnswered } from './telegram/until-answered.js';
import { startWatchdog } from './watchdog/watchdog.js';
import { openWebhookServer } from './webhook.js';

/** The administrator among the people of the playground. */
const PLAYGROUND_ADMIN_ID = 1003;

if (existsSync('.env')) process.loadEnvFile('.env');

try {
  const config = parseConfig(process.env);
  const log = createLog(config.logLevel);
  const ending = createEnding(log);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping');
      ending.end(0);
    });
  }
  process.on('uncaughtException', (error) => {
    log.fatal({ error }, 'an error that nobody caught: the process ends');
    process.exit(1); // not a clean end: what was in hand is suspect
  });
  await start(config, log, ending).catch((error: unknown) => fail(explain(error), ending));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

/** One line for whoever runs it, then a clean end: what is open is closed, the folder is given back. */
function fail(line: string, ending: Ending): void {
  if (ending.signal.aborted) return;
  console.error(line);
  ending.end(1);
}

async function start(config: Config, log: Log, ending: Ending): Promise<void> {
  const playground =
    config.botToken === undefined
      ? await createPlayground({
          port: config.playgroundPort,
          bot: { username: 'yojana_sangwari_bot', firstName: 'योजना संगवारी' },
          page: true,
          floodLimits: true,
          log: (line) => log.warn(line, 'playground'),
        })
      : undefined;
  if (playground !== undefined) ending.opened('playground', playground.close);
  // The people of the playground are nobody and live as long as it does. What the bot kept of them must not outlive
  // them: it would count them as having blocked it, and hand their consents to whoever gets their ids next.
  const stateDir = playground === undefined ? config.stateDir : await mkdtemp(join(tmpdir(), 'yojana-playground-'));
  if (playground !== undefined) ending.opened('playground state', () => rm(stateDir, { recursive: true, force: true }));
  const databaseUrl = playground === undefined ? config.databaseUrl : undefined;
  const store =
    databaseUrl !== undefined
      ? await openPostgresStore({ url: databaseUrl })
      : await openLowdbStore({
          dir: stateDir,
          warn: (message) => log.error(message),
          onLost: (error) => {
            log.fatal({ error }, 'ended: the folder belongs to another process');
            process.exit(1);
          },
        });
  ending.opened('store', () => store.close());
  const token = playground?.token ?? config.botToken ?? '';
  const apiRoot = playground?.apiRoot ?? config.telegramApiRoot;
  // A standby asks too, so that a wrong token is told at the start and not at the takeover.
  const asking = new Api(token, { apiRoot, fetch: baseFetch, timeoutSeconds: 20 });
  const botInfo = await untilAnswered('getMe', () => asking.getMe(), log, ending.signal);
  if (botInfo === undefined) return;
  // After what the surroundings can get wrong: it takes a second or two.
  const [knowledge, catalogue] = await Promise.all([
    loadKnowledge(projectPath('data')),
    readCatalogue(projectPath('locales')),
  ]);
  const webhook =
    config.webhook !== undefined && playground === undefined ? await openWebhookServer(config.webhook, log) : undefined;
  if (webhook !== undefined) ending.opened('webhook', webhook.close);

  const watchdog = startWatchdog();
  ending.opened('watchdog', () => watchdog.stop());

  const serving = startServing({
    store,
    isShared: databaseUrl !== undefined,
    log,
    onUnauthorized: () => fail(unknownToken(401), ending),
    onServe: async (term) => {
      const house = await serveTerm({
        store,
        term,
        token,
        apiRoot,
        botInfo,
        receive: (bot, ways) => webhook?.serve(bot, term, ways.intake) ?? startPolling(bot, log, term, ways),
        watchdog,
        knowledge: () => knowledge,
        catalogue,
        ownerIds: playground === undefined ? config.adminIds : [...config.adminIds, PLAYGROUND_ADMIN_ID],
        operator: { name: config.operatorName, contact: config.operatorContact },
        isFiles: databaseUrl === undefined,
        retentionDays: config.retentionDays,
        perSecond: config.broadcastPerSecond,
        storageChatId: config.storageChatId,
        log,
        clock: systemClock,
      });
      return house.stop;
    },
  });
  ending.opened('serving', serving.stop);
  await serving.started;
  console.log(greeting(playground, botInfo.username));
}

/** What stops the start, in words for whoever starts it; never with a token in it. */
function explain(error: unknown): string {
  if (
    error instanceof ConfigError ||
    error instanceof ContentError ||
    error instanceof LockedError ||
    error instanceof StoreUnavailableError
  )
    return error.message;
  const { message, stack } = describeError(error);
  if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)) {
    return unknownToken(error.error_code);
  }
  if (error instanceof GrammyError || error instanceof HttpError) return `Telegram: ${message}`;
  // Faults of the system (a port in use, a folder that may not be written) say all in their message.
  if (error instanceof Error && 'syscall' in error) return message;
  return stack ?? message;
}

function unknownToken(code: number): string {
  return `BOT_TOKEN: Telegram does not know it (${code}); ask @BotFather for a new one`;
}

function greeting(playground: Playground | undefined, username: string): string {
  if (playground === undefined) return `@${username} is running.`;
  return [
    `योजना संगवारी: खोलिए / open ${playground.url}`,
    'BOT_TOKEN is not set, so the bot runs in its playground on this computer. Ctrl+C ends it.',
  ].join('\n');
}
