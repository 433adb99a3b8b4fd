import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Bot, GrammyError } from 'grammy';
import { ConfigError, parseConfig, type Config } from './config.js';
import { ContentError } from './content/load.js';
import { loadKnowledge } from './knowledge.js';
import { createLog, describeError } from './log.js';
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
import { createRetryingFetch } from './telegram/retrying-fetch.js';
import { openWebhookServer } from './webhook.js';

/** The administrator among the people of the playground. */
const PLAYGROUND_ADMIN_ID = 1003;

if (existsSync('.env')) process.loadEnvFile('.env');

try {
  await start(parseConfig(process.env));
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const [knowledge, catalogue] = await Promise.all([
    loadKnowledge(projectPath('data')),
    readCatalogue(projectPath('locales')),
  ]);
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
  // The people of the playground are nobody: they do not mix with those of Telegram.
  const stateDir = playground === undefined ? config.stateDir : join(config.stateDir, 'playground');
  const databaseUrl = playground === undefined ? config.databaseUrl : undefined;
  const store =
    databaseUrl !== undefined
      ? await openPostgresStore({ url: databaseUrl })
      : await openLowdbStore({ dir: stateDir, warn: (message) => log.error(message) });
  const token = playground?.token ?? config.botToken ?? '';
  const apiRoot = playground?.apiRoot ?? config.telegramApiRoot;
  // A standby asks too, so that a wrong token is told at the start and not at the takeover.
  const asking = new Bot(token, { client: { apiRoot, fetch: createRetryingFetch() } });
  await asking.init();
  const webhook =
    config.webhook !== undefined && playground === undefined ? await openWebhookServer(config.webhook, log) : undefined;

  const serving = await startServing({
    store,
    isShared: databaseUrl !== undefined,
    log,
    onServe: async (term) => {
      const house = await serveTerm({
        store,
        term,
        token,
        apiRoot,
        botInfo: asking.botInfo,
        receive: (bot) => webhook?.serve(bot, term) ?? startPolling(bot, log, term),
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

  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'stopping');
    await serving.stop();
    await webhook?.close();
    await store.close();
    await playground?.close();
    log.info('stopped');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop(signal).then(() => process.exit(0)));
  }
  console.log(greeting(playground, asking.botInfo.username));
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
  if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)) {
    return `BOT_TOKEN: Telegram does not know it (${error.error_code}); ask @BotFather for a new one`;
  }
  const { message, stack } = describeError(error);
  return stack ?? message;
}

function greeting(playground: Playground | undefined, username: string): string {
  if (playground === undefined) return `@${username} is running.`;
  return [
    `योजना संगवारी: खोलिए / open ${playground.url}`,
    'BOT_TOKEN is not set, so the bot runs in its playground on this computer. Ctrl+C ends it.',
  ].join('\n');
}
