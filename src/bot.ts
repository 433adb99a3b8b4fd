import { sequentialize } from '@grammyjs/runner';
import { Bot, GrammyError, HttpError } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { Knowledge } from './answers/knowledge.js';
import type { Language } from './content/language.js';
import { answerQuestion, createAsk, createDangerFirst, showScheme } from './features/ask/ask.js';
import { createBroadcast } from './features/broadcast/broadcast.js';
import { createBrowse } from './features/browse/browse.js';
import { createLanguage } from './features/language/language.js';
import { createOther } from './features/other/other.js';
import { createReport } from './features/report/report.js';
import { createNewsQuestion } from './features/welcome/news-question.js';
import { createWelcome } from './features/welcome/welcome.js';
import type { Log } from './log.js';
import { leftTheHouse } from './delivery/outcome.js';
import type { Catalogue } from './messages/catalogue.js';
import { dayInIndia } from './messages/dates.js';
import { registerTeamMenu } from './telegram/profile.js';
import type { Parts } from './parts.js';
import type { People } from './people/people.js';
import type { Person } from './people/person.js';
import type { Role } from './people/roles.js';
import { createProfile } from './features/profile/profile.js';
import { createTeam } from './features/team/team.js';
import { NotSavedError } from './store/port.js';
import { acknowledge } from './telegram/acknowledge.js';
import type { BotContext, BotFlavor } from './telegram/context.js';
import type { NotBefore } from './telegram/not-before.js';
import type { ServingTerm } from './serving.js';
import { isTermOver, TermOverError } from './telegram/term-fetch.js';
import { floodGuard } from './telegram/flood.js';
import { groupGuard } from './telegram/group-guard.js';
import { onceByUpdateId } from './telegram/once.js';
import { createRetryingFetch } from './telegram/retrying-fetch.js';
import { isCommand, listen, senderOf } from './telegram/said.js';
import { createSubjects } from './telegram/subjects.js';

export interface BotDeps {
  readonly token: string;
  readonly apiRoot: string;
  /** the snapshot of this moment; read anew for each update */
  readonly knowledge: () => Knowledge;
  readonly catalogue: Catalogue;
  readonly parts: Parts;
  readonly operator: { readonly name: string | undefined; readonly contact: string | undefined };
  readonly log: Log;
  readonly clock: () => Date;
  /** spares the call of getMe, in tests */
  readonly botInfo?: UserFromGetMe;
  readonly term: Pick<ServingTerm, 'isServing' | 'signal' | 'fetch'>;
  /** when Telegram may be called; shared with polling */
  readonly notBefore: NotBefore;
  /** whether the process died of this update twice */
  readonly isSetAside: (updateId: number) => boolean;
}

/** Updates of these kinds are asked for; the list sticks on Telegram's side, so it is set at every start. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'channel_post',
] as const;

/** Wires the bot: plumbing first, then the features in reading order, the catch-alls last. */
export function createBot(deps: BotDeps): Bot<BotContext> {
  const { operator, log } = deps;
  const { people, roles, invites, audit, awaiting, keepers, delivery, drafts, places } = deps.parts;
  const now = (): number => deps.clock().getTime();
  const bot = new Bot<BotContext>(deps.token, {
    client: {
      apiRoot: deps.apiRoot,
      fetch: createRetryingFetch({
        fetch: deps.term.fetch,
        signal: deps.term.signal,
        notBefore: deps.notBefore,
        onMessage: deps.parts.pace.noteReply,
        onTooMany: (seconds, chatId) => deps.parts.pace.noteTooMany(seconds * 1_000, chatId),
      }),
    },
    ...(deps.botInfo === undefined ? {} : { botInfo: deps.botInfo }),
  });
  const subjects = createSubjects(now);
  const news = createNewsQuestion(people);
  const languageOf = async (id: number): Promise<Language> => (await people.get(id))?.language ?? 'hi';

  bot.use(onceByUpdateId());
  bot.use(boundary(log));
  bot.use(async (ctx, next) => {
    Object.assign(ctx, flavor(deps, ctx.from?.language_code, undefined, undefined), { subjects });
    await next();
  });
  // Before everything that reads it: the process died of it.
  bot.use((ctx, next) => (deps.isSetAside(ctx.update.update_id) ? apologise(ctx, log, 'set_aside') : next()));
  // Before everything that may hold a message up or claim it: what it says, and whether somebody is in danger.
  bot.use(listen());
  bot.use(floodGuard(now));
  // Before everything that keeps state: updates of one chat and of one person one after the other.
  bot.use(sequentialize((ctx) => [ctx.chat?.id, senderOf(ctx)].filter((id) => id !== undefined).map(String)));
  bot.use((_ctx, next) => {
    // Its turn came too late: whoever serves next gets it.
    if (!deps.term.isServing()) throw new TermOverError('not begun: the term has ended', 'TERM_OVER');
    return next();
  });
  // After it: then all that went to the group before is counted.
  bot.use(groupGuard(deps.parts.pace.isFull));
  bot.use(async (ctx, next) => {
    if (ctx.from === undefined) return next();
    try {
      const [person, role] = await Promise.all([people.get(ctx.from.id), roles.of(ctx.from.id)]);
      Object.assign(ctx, flavor(deps, ctx.from.language_code, person, role));
    } catch (error) {
      // A question is answered without the store; who has chosen a language is not known, nor what was awaited.
      log.warn({ error, updateId: ctx.update.update_id }, 'the store cannot be read: answering without it');
      Object.assign(ctx, { isStoreAway: true });
    }
    await next();
  });
  bot.use(noteWhoIsHere(people, log));
  bot.filter((ctx) => !ctx.isStoreAway, awaiting.composer);
  bot.use(createDangerFirst());

  bot.use(
    createReport({
      api: bot.api,
      botUsername: () => bot.botInfo.username,
      knowledge: deps.knowledge,
      reports: deps.parts.reports,
      recipients: () => roles.holders('help'),
      translate: deps.catalogue.translate,
      languageOf,
      log,
    }),
  );
  bot.use(
    createTeam({
      roles,
      invites,
      audit,
      setMenu: async (id) => registerTeamMenu(bot.api, deps.catalogue.translate('hi'), id, await roles.of(id)),
      languageOf,
    }),
  );
  bot.use(
    createBroadcast({
      delivery,
      drafts,
      audit,
      places,
      log,
      languageOf: async (id) => (await people.get(id))?.language ?? 'hi',
      storageChatId: deps.parts.storageChatId,
      operatorName: operator.name,
    }),
  );
  bot.use(createProfile({ people, keepers, countReports: deps.parts.reports.countOf, erase: deps.parts.erase }));
  bot.use(createWelcome({ people, operator, news, ask: answerQuestion, showScheme }));
  bot.use(createLanguage({ people }));
  bot.use(createBrowse());
  bot
    .chatType('private')
    .on('::bot_command', (ctx, next) => (isCommand(ctx.msg) ? ctx.reply(ctx.t('unknown_command')) : next()));
  bot.use(createAsk({ afterAnswer: news.askIfDue }));
  bot.use(createOther());

  // Catch-alls, last.
  bot.on('callback_query', (ctx) => acknowledge(ctx, { text: ctx.t('stale_button'), alert: true }));
  return bot;
}

function flavor(
  deps: BotDeps,
  telegramLanguage: string | undefined,
  person: Person | undefined,
  role: Role | undefined,
): Omit<BotFlavor, 'subjects' | 'heard'> {
  const chosenLanguage = person?.language;
  const language: Language = chosenLanguage ?? (telegramLanguage?.startsWith('en') === true ? 'en' : 'hi');
  return {
    knowledge: deps.knowledge(),
    translate: deps.catalogue.translate,
    chosenLanguage,
    language,
    t: deps.catalogue.translate(language),
    now: deps.clock().getTime(),
    today: dayInIndia(deps.clock()),
    isStoreAway: false,
    person,
    role,
  };
}

/** Keeps the day on which a known person was last here, and that they can be reached. */
function noteWhoIsHere(people: People, log: Log) {
  return async (ctx: BotContext, next: () => Promise<void>): Promise<void> => {
    const left = ctx.myChatMember?.new_chat_member.status === 'kicked';
    try {
      if (ctx.person !== undefined && ctx.chat?.type === 'private') {
        if (left) await people.unreachable(ctx.person.id);
        else await people.seen(ctx.person, ctx.today);
      }
    } catch (error) {
      // A full disk must not keep anybody from an answer.
      log.warn({ error }, 'who was here could not be noted');
    }
    await next();
  };
}

/**
 * Logs a failed update with its id, says one line about it, and lets the bot go on. Nothing is said
 * after a 429, which it would only prolong. After a broken connection the answer may have arrived:
 * then no apology contradicts it.
 */
function boundary(log: Log) {
  return async (ctx: BotContext, next: () => Promise<void>): Promise<void> => {
    try {
      await next();
    } catch (error) {
      if (isTermOver(error)) throw error; // not failed: it is for whoever serves next
      log.error({ error, updateId: ctx.update.update_id }, 'update failed');
      if (error instanceof GrammyError && error.error_code === 429) return;
      await apologise(ctx, log, apologyFor(error));
    }
  };
}

type Apology = 'error' | 'not_saved' | 'in_doubt' | 'set_aside';

function apologyFor(error: unknown): Apology {
  if (error instanceof NotSavedError) return 'not_saved';
  return error instanceof HttpError && leftTheHouse(error.error) ? 'in_doubt' : 'error';
}

async function apologise(ctx: BotContext, log: Log, key: Apology): Promise<void> {
  try {
    const text = ctx.t(key);
    if (ctx.callbackQuery !== undefined) await acknowledge(ctx, { text });
    else if (ctx.chat?.type === 'private') await ctx.reply(text);
  } catch (error) {
    // The person blocked the bot or Telegram is away: nobody is left to tell.
    log.warn({ error, updateId: ctx.update.update_id }, 'could not apologise');
  }
}
