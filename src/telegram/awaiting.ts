import { conversations, createConversation, type Conversation } from '@grammyjs/conversations';
import { Composer, type Context } from 'grammy';
import type { Keeper } from '../people/erasure.js';
import type { Collection, Json, Store } from '../store/port.js';
import type { BotContext } from './context.js';
import { isCommand } from './said.js';

/**
 * Awaiting one message: what the bot asked for, across restarts.
 *
 * The conversation only waits. Once the message is there it ends and hands the update on, with
 * `ctx.awaited` telling which feature asked and with what; the feature then works in the ordinary
 * context, where nothing runs twice. So no handler has to know that conversations replay.
 *
 *   feature ──awaitMessage(ctx, 'district')──▶ conversation waits (state in the store)
 *   message ──▶ conversation ends ──▶ onAwaited('district') of the feature
 */

/** What was asked for; it lies in the store while the person thinks. */
export interface AwaitRequest {
  /** names the handler */
  readonly purpose: string;
  /** what the handler needs besides the message */
  readonly payload: string;
}

const NAME = 'awaited';
/**
 * Of the conversation's code. A change of its calls needs a new number: states of the old one are
 * then dropped, and the person is told so instead of getting the reply read as a question.
 */
const VERSION = 1;
/** Whoever comes back later has forgotten what was asked. */
const IDLE_MS = 30 * 60_000;

interface Kept {
  readonly version: number;
  /** milliseconds since 1970 */
  readonly at: number;
  /** what the plugin keeps, as JSON text: it is changed in place while it is used */
  readonly state: string;
}

export interface Awaiting {
  /** plumbing; stands before all features */
  readonly composer: Composer<BotContext>;
  readonly keeper: Keeper;
  /** Forgets everything that was asked longer than half an hour ago. */
  readonly sweep: () => Promise<void>;
}

/** @param clock milliseconds */
export function createAwaiting(store: Store, clock: () => number): Awaiting {
  const kept = store.collection<Kept>('conversations', { indexes: ['at'] });
  const composer = new Composer<BotContext>();
  const inPrivate = composer.chatType('private');

  inPrivate.use(async (ctx, next) => {
    const state = await kept.get(String(ctx.chatId));
    if (state === undefined) return next();
    const isStale = clock() - state.at > IDLE_MS;
    if (!isStale && state.version === VERSION) return next();
    await drop(kept, ctx.chatId);
    if (isStale || ctx.message === undefined || isCommand(ctx.message) || ctx.said?.danger !== undefined) return next();
    await ctx.reply(ctx.t('awaiting.lost'));
  });

  inPrivate.use(
    conversations<BotContext, Context>({
      storage: {
        type: 'key',
        version: VERSION,
        getStorageKey: (ctx) => (ctx.chatId === undefined ? undefined : String(ctx.chatId)),
        adapter: {
          read: async (key) => {
            const state = await kept.get(key);
            return state === undefined ? undefined : JSON.parse(state.state);
          },
          write: async (key, state) => {
            await kept.update(key, () => ({
              version: VERSION,
              at: clock(),
              state: JSON.stringify(state, withoutUpdates),
            }));
          },
          delete: (key) => drop(kept, key),
        },
      },
    }),
  );

  // Any command leaves; it stands between the plugin and the conversation, which would swallow it.
  inPrivate.on('::bot_command', async (ctx, next) => {
    if (!isCommand(ctx.message)) return next();
    const wasAsked = ctx.conversation.active(NAME) > 0;
    await ctx.conversation.exitAll();
    if (ctx.message?.text !== '/cancel') return next();
    await ctx.reply(ctx.t(wasAsked ? 'awaiting.cancelled' : 'awaiting.nothing'));
  });

  inPrivate.use(createConversation<BotContext, Context>(awaitOne, NAME));

  return {
    composer,
    keeper: {
      name: 'conversation',
      show: async (id) => {
        const state = await kept.get(String(id));
        return state === undefined ? undefined : (JSON.parse(state.state) as Json);
      },
      forget: (id) => drop(kept, id),
    },
    sweep: async () => {
      for await (const { id } of kept.walk({ by: 'at', upTo: clock() - IDLE_MS - 1 })) await drop(kept, id);
    },
  };
}

/**
 * The plugin keeps the update with which the waiting began: names, and what was typed. To go on waiting none
 * of it is needed but that there was one.
 */
const withoutUpdates = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'update_id' in value ? { update_id: value.update_id } : value;

async function drop(kept: Collection<Kept>, key: string | number): Promise<void> {
  await kept.update(String(key), () => undefined);
}

async function awaitOne(conversation: Conversation<BotContext>, _ctx: Context, request: AwaitRequest): Promise<void> {
  // Buttons of other messages stay alive meanwhile: what is no message goes on to its feature.
  await conversation.waitUntil((ctx) => ctx.message !== undefined, { next: true });
  await conversation.external((outer) => void Object.assign(outer, { awaited: request }));
  await conversation.halt({ next: true });
}

/**
 * From now on the next message of this person goes to the handler of `purpose`. A command or
 * /cancel ends it. Private chats only.
 */
export async function awaitMessage(ctx: BotContext, purpose: string, payload = ''): Promise<void> {
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(NAME, { purpose, payload } satisfies AwaitRequest);
}

/** Stops waiting, because a button said the same. */
export async function stopAwaiting(ctx: BotContext): Promise<void> {
  if (ctx.chat?.type === 'private') await ctx.conversation.exitAll();
}

/** Handles the message that was awaited for `purpose`. @param handler `false` passes the message on */
export function onAwaited(
  composer: Composer<BotContext>,
  purpose: string,
  handler: (ctx: BotContext, payload: string) => Promise<void | false>,
): void {
  composer.chatType('private').on('message', async (ctx, next) => {
    if (ctx.awaited?.purpose !== purpose) return next();
    if ((await handler(ctx, ctx.awaited.payload)) === false) await next();
  });
}
