import type { Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { Knowledge } from './answers/knowledge.js';
import { createAlreadyHandled } from './already-handled.js';
import { createBot } from './bot.js';
import type { Clock } from './delivery/clock.js';
import type { Log } from './log.js';
import type { Catalogue } from './messages/catalogue.js';
import { watchBroadcasts } from './features/broadcast/watch.js';
import { createIntake } from './intake.js';
import type { PollingWays } from './polling.js';
import { openQuarantine } from './quarantine.js';
import type { Watchdog } from './watchdog/watchdog.js';
import { openParts, type Parts } from './parts.js';
import type { ServingTerm } from './serving.js';
import { grownPast } from './store/grown.js';
import type { Store } from './store/port.js';
import type { BotContext } from './telegram/context.js';
import { createNotBefore } from './telegram/not-before.js';
import { registerProfile, registerTeamMenus } from './telegram/profile.js';

export interface ServeTermOptions {
  readonly store: Store;
  readonly term: ServingTerm;
  readonly token: string;
  readonly apiRoot: string;
  readonly botInfo: UserFromGetMe;
  /** starts to take updates. @returns what stops it, when its handlers are done */
  readonly receive: (bot: Bot<BotContext>, ways: Required<PollingWays>) => Promise<() => Promise<void>>;
  /** absent: nobody watches whether the event loop is blocked */
  readonly watchdog?: Watchdog;
  readonly knowledge: () => Knowledge;
  readonly catalogue: Catalogue;
  readonly ownerIds: readonly number[];
  readonly operator: { readonly name: string | undefined; readonly contact: string | undefined };
  /** the records lie in files, not in PostgreSQL */
  readonly isFiles: boolean;
  readonly retentionDays: number;
  readonly perSecond: number;
  readonly storageChatId: number | undefined;
  readonly log: Log;
  readonly clock: Clock;
}

/**
 * Everything that handles or sends, for one term of serving: the bot, its jobs, its deliveries. All is
 * made anew in each term, because what is in memory may be out of date after another process served.
 */
export async function serveTerm(options: ServeTermOptions): Promise<{ parts: Parts; stop: () => Promise<void> }> {
  const { store, term, token, apiRoot, catalogue, log, clock } = options;
  const warn = (message: string, error?: unknown): void => log.warn({ error }, message);
  const parts = await openParts({
    store,
    ownerIds: options.ownerIds,
    clock,
    retentionDays: options.retentionDays,
    isServing: term.isServing,
    perSecond: options.perSecond,
    storageChatId: options.storageChatId,
    telegram: { token, apiRoot, fetch: term.fetch },
    translate: catalogue.translate,
    warn,
  });
  const notBefore = createNotBefore();
  const quarantine = await openQuarantine(store, clock.now, log);
  const bot = createBot({
    token,
    apiRoot,
    knowledge: options.knowledge,
    catalogue,
    parts,
    operator: options.operator,
    log,
    clock: () => new Date(clock.now()),
    botInfo: options.botInfo,
    term,
    notBefore,
    isSetAside: quarantine.isSetAside,
  });
  if (options.isFiles) {
    const advice = grownPast(await parts.people.count());
    if (advice !== undefined) log.warn(advice);
  }
  const watching = watchBroadcasts(
    {
      api: bot.api,
      delivery: parts.delivery,
      translate: catalogue.translate,
      languageOf: async (id) => (await parts.people.get(id))?.language ?? 'hi',
      clock,
      log,
    },
    term.signal,
  );
  const stopReceiving = await options.receive(bot, {
    intake: createIntake({
      bot,
      log,
      quarantine,
      ...(options.watchdog === undefined ? {} : { watchdog: options.watchdog }),
    }),
    notBefore,
    alreadyHandled: createAlreadyHandled(store),
  });
  // On the side: whoever asks should not wait for a dozen calls.
  const menus = registerProfile(bot.api, catalogue.translate)
    .then(() => registerTeamMenus(bot.api, catalogue.translate('hi'), parts.roles))
    .catch((error: unknown) => log.error({ error }, 'the commands and descriptions in Telegram may be out of date'));
  const background = [menus, watching, parts.jobs.run(term.signal), parts.delivery.run(term.signal)];
  return {
    parts,
    stop: async () => {
      await stopReceiving();
      await quarantine.close();
      await Promise.all(background);
    },
  };
}
