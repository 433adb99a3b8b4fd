import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bot, InlineKeyboard } from 'grammy';
import { loadKnowledge } from '../../src/knowledge.js';
import { systemClock } from '../../src/delivery/clock.js';
import { createLog } from '../../src/log.js';
import { readCatalogue } from '../../src/messages/read.js';
import type { Parts } from '../../src/parts.js';
import type { People } from '../../src/people/people.js';
import { createPlayground, type Playground, type StoredMessage } from '../../src/playground/index.js';
import { startPolling } from '../../src/polling.js';
import { serveTerm } from '../../src/serve-term.js';
import { durableFile, type DurableFile } from '../../src/store/durable-file.js';
import type { Store } from '../../src/store/port.js';
import { openLowdbStore } from '../../src/store/lowdb-store.js';
import { createLoneTerm } from '../../src/store/term.js';
import type { BotContext } from '../../src/telegram/context.js';
import { baseFetch } from '../../src/telegram/base-fetch.js';
import { createTermFetch } from '../../src/telegram/term-fetch.js';
import { startWebhook } from '../../src/webhook.js';

/** What passes on the bot's clock while a person types or aims: nobody here floods by accident. */
const TYPING_MS = 5_000;

const [knowledge, catalogue] = await Promise.all([loadKnowledge('data'), readCatalogue('locales')]);
export { catalogue, knowledge };

export interface House {
  readonly playground: Playground;
  readonly people: People;
  readonly parts: Parts;
  /** a test lets the disk be full */
  readonly disk: { isFull: boolean };
  readonly store: Store;
  /** the clock of the bot, milliseconds; tests move it */
  readonly time: { now: number };
  /** Sends a text and waits until the bot has done with it. @returns what the bot said since */
  readonly say: (person: number, text: string, options?: { chatId?: number; replyTo?: number }) => Promise<Said[]>;
  /** Presses the button of this label in the newest message that has it. */
  readonly tap: (
    person: number,
    label: string | RegExp,
    chatId?: number,
  ) => Promise<{ text?: string; alert?: boolean }>;
  /** what the bot has said in a chat, oldest first, as it stands now */
  readonly said: (chatId: number) => Said[];
  /** waits until the bot has taken every update and written nothing for a moment */
  readonly idle: () => Promise<void>;
  /** stops the bot and starts it anew on the same records */
  readonly restart: () => Promise<void>;
  /** Sends a message of the bot with any buttons: an old one, say. @returns its id */
  readonly sendOld: (chatId: number, data: readonly string[]) => Promise<number>;
  readonly close: () => Promise<void>;
}
/** A message of the bot as a person sees it. */
export interface Said {
  readonly id: number;
  readonly text: string;
  readonly firstLine: string;
  readonly labels: string[];
  readonly message: StoredMessage;
}

export interface HouseOptions {
  readonly receive?: 'polling' | 'webhook';
  readonly log?: string[];
  readonly now?: string;
  readonly contact?: string;
  readonly operatorName?: string;
  readonly perSecond?: number;
  readonly storageChatId?: number;
}

/** The whole bot over HTTP against the playground's Bot API. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  // The bot's clock goes on while it sleeps, and jumps when a test sets it.
  let ahead = Date.parse(options.now ?? '2026-11-23T10:00:00+05:30') - Date.now();
  const time = {
    get now(): number {
      return Date.now() + ahead;
    },
    set now(value: number) {
      ahead = value - Date.now();
    },
  };
  const playground = await createPlayground({
    port: 0,
    bot: { username: 'yojana_test_bot', firstName: 'योजना संगवारी' },
    page: false,
    clock: () => time.now,
  });
  const dir = await mkdtemp(join(tmpdir(), 'house-'));
  const disk = { isFull: false };
  const openFile = (path: string): DurableFile => {
    const file = durableFile(path);
    return { read: file.read, write: (text) => (disk.isFull ? Promise.reject(new Error('ENOSPC')) : file.write(text)) };
  };
  const store = await openLowdbStore({ dir, warn: () => undefined, openFile });
  const log = createLog('silent');
  if (options.log !== undefined) {
    const lines = options.log;
    log.level = 'warn';
    for (const level of ['warn', 'error'] as const)
      log[level] = (...args: unknown[]) => void lines.push(`${level} ${JSON.stringify(args)}`);
  }
  const asking = new Bot(playground.token, { client: { apiRoot: playground.apiRoot, fetch: baseFetch } });
  await asking.init();

  async function serve(): Promise<{ parts: Parts; stop: () => Promise<void> }> {
    const term = createLoneTerm();
    const { parts, stop } = await serveTerm({
      store,
      term: { ...term, fetch: createTermFetch(term) },
      token: playground.token,
      apiRoot: playground.apiRoot,
      botInfo: asking.botInfo,
      receive: (bot, ways) =>
        options.receive === 'webhook' ? startLocalWebhook(bot) : startPolling(bot, log, term, ways),
      knowledge: () => knowledge,
      catalogue,
      ownerIds: [playground.people.administrator],
      operator: { name: options.operatorName, contact: options.contact },
      isFiles: true,
      retentionDays: 730,
      perSecond: options.perSecond ?? 28,
      storageChatId: options.storageChatId,
      log,
      clock: { ...systemClock, now: () => time.now },
    });
    return {
      parts,
      stop: async () => {
        term.end();
        await stop();
        term.close();
      },
    };
  }

  async function startLocalWebhook(bot: Bot<BotContext>) {
    // The emulator delivers to the port that the server got.
    const webhook = await startWebhook(
      bot,
      { url: 'https://example.org/hook', secret: 'a-secret-of-tests-0', port: 0, host: '127.0.0.1' },
      log,
    );
    await bot.api.setWebhook(`http://127.0.0.1:${webhook.port}/hook`, { secret_token: 'a-secret-of-tests-0' });
    return webhook.stop;
  }

  const said = (chatId: number): Said[] =>
    playground.control
      .messages(chatId)
      .filter(({ from }) => from?.is_bot === true)
      .map(view);

  const idle = async (): Promise<void> => {
    let quiet = 0;
    let before = -1;
    while (quiet < 3) {
      await new Promise((resolve) => setTimeout(resolve, 15));
      const now = playground.calls.length;
      quiet = now === before && playground.pendingUpdates() === 0 ? quiet + 1 : 0;
      before = now;
    }
  };

  let running = await serve();
  await idle(); // the bot greets the group that it was added to
  return {
    playground,
    get people() {
      return running.parts.people;
    },
    get parts() {
      return running.parts;
    },
    time,
    disk,
    store,
    said,
    idle,
    say: async (person, text, sayOptions = {}) => {
      const chatId = sayOptions.chatId ?? person;
      const known = new Set(said(chatId).map(({ id }) => id));
      time.now += TYPING_MS;
      playground.control.send(person, text, sayOptions);
      await idle();
      return said(chatId).filter(({ id }) => !known.has(id));
    },
    tap: async (person, label, chatId = person) => {
      const fits = (text: string): boolean => (typeof label === 'string' ? text === label : label.test(text));
      for (const { message } of said(chatId).reverse()) {
        const rows =
          message.reply_markup !== undefined && 'inline_keyboard' in message.reply_markup
            ? message.reply_markup.inline_keyboard
            : [];
        const button = rows.flat().find(({ text }) => fits(text));
        if (button !== undefined && 'callback_data' in button) {
          time.now += TYPING_MS;
          const answer = await playground.control.press(person, chatId, message.message_id, button.callback_data);
          await idle();
          return answer;
        }
      }
      throw new Error(`no button ${String(label)} in: ${JSON.stringify(said(chatId).flatMap(({ labels }) => labels))}`);
    },
    restart: async () => {
      await running.stop();
      running = await serve();
      await idle();
    },
    sendOld: async (chatId, data) => {
      const keyboard = InlineKeyboard.from(data.map((one) => [InlineKeyboard.text(one, one)]));
      return (await asking.api.sendMessage(chatId, '…', { reply_markup: keyboard })).message_id;
    },
    close: async () => {
      await running.stop();
      await store.close();
      await playground.close();
      await rm(dir, { recursive: true });
    },
  };
}

function view(message: StoredMessage): Said {
  const text = (message as { text?: string }).text ?? '';
  const markup = message.reply_markup;
  const labels =
    markup !== undefined && 'inline_keyboard' in markup
      ? markup.inline_keyboard.flat().map((button) => button.text)
      : [];
  return { id: message.message_id, text, firstLine: text.split('\n')[0] ?? '', labels, message };
}
