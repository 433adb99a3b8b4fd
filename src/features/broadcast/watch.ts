import { GrammyError, type Api } from 'grammy';
import type { Language } from '../../content/language.js';
import type { BroadcastState } from '../../delivery/broadcast.js';
import type { Clock } from '../../delivery/clock.js';
import type { Delivery, Status } from '../../delivery/delivery.js';
import type { Log } from '../../log.js';
import type { Translate } from '../../messages/catalogue.js';
import { statusKeyboard, statusText } from './progress.js';

export interface WatchDeps {
  readonly api: Api;
  readonly delivery: Delivery;
  readonly translate: (language: Language) => Translate;
  readonly languageOf: (id: number) => Promise<Language>;
  readonly clock: Clock;
  readonly log: Log;
}

/** More than one a second in one chat is refused by Telegram, and a refusal holds up the sending itself. */
const GAP_MS = 1_000;
const SETTLE_MS = 100;
/** An edited message does not ring: these states are told in a message of their own. */
const TOLD: readonly BroadcastState[] = ['finished', 'undecided', 'paused'];

/** Keeps the message that shows how far a broadcast is. The newest status wins; an old one is not shown late. */
export function watchBroadcasts({ api, delivery, translate, languageOf, clock, log }: WatchDeps): void {
  const waiting = new Map<string, Status>();
  const showing = new Set<string>();
  const told = new Map<string, BroadcastState>();

  delivery.watch((status) => {
    const { id } = status.broadcast;
    waiting.set(id, status);
    if (showing.has(id)) return;
    showing.add(id);
    void show(id).finally(() => showing.delete(id));
  });

  async function show(id: string): Promise<void> {
    // Several changes of state come within a moment: the last of them is enough.
    await clock.sleep(SETTLE_MS);
    for (let status = waiting.get(id); status !== undefined; status = waiting.get(id)) {
      waiting.delete(id);
      try {
        await edit(status);
        await tell(status);
      } catch (error) {
        log.warn({ error, broadcast: id }, 'the progress of a broadcast could not be shown');
      }
      await clock.sleep(GAP_MS);
    }
  }

  async function edit(status: Status): Promise<void> {
    const { progress, by } = status.broadcast;
    if (progress === undefined) return;
    const language = await languageOf(by);
    const t = translate(language);
    const text = statusText(status, t, language);
    try {
      await api.editMessageText(progress.chatId, progress.messageId, text.text, {
        entities: text.entities,
        reply_markup: statusKeyboard(status, t),
      });
    } catch (error) {
      // Not modified, or the administrator deleted it.
      if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
    }
  }

  async function tell({ broadcast, counts }: Status): Promise<void> {
    const before = told.get(broadcast.id);
    told.set(broadcast.id, broadcast.state);
    const isNews = TOLD.includes(broadcast.state) && (before === 'sending' || before === 'filling');
    if (!isNews || broadcast.progress === undefined || broadcast.pausedBy === 'administrator') return;
    const t = translate(await languageOf(broadcast.by));
    const state = broadcast.state === 'paused' ? 'failing' : broadcast.state;
    await api.sendMessage(broadcast.progress.chatId, t(`broadcast.told.${state}`, { sent: counts.sent }), {
      reply_parameters: { message_id: broadcast.progress.messageId, allow_sending_without_reply: true },
    });
  }
}
