import { GrammyError, type Api } from 'grammy';
import { lines } from '../../answers/text.js';
import type { Language } from '../../content/language.js';
import type { Clock } from '../../delivery/clock.js';
import type { Delivery, Status } from '../../delivery/delivery.js';
import { outcomeOf } from '../../delivery/outcome.js';
import type { Log } from '../../log.js';
import type { Translate } from '../../messages/catalogue.js';
import { formatTime } from '../../messages/dates.js';
import { lateKeyboard, quoted, shownState, statusKeyboard, statusText } from './progress.js';

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
/** While Telegram or the store is away it is tried again; a page may be so much behind. */
const LONGEST_GAP_MS = 10_000;
/** Five minutes: a fault that lasts longer is none that waiting mends. */
const MAX_FAULTS = 30;

/**
 * Keeps the message that shows how far a broadcast is, and tells its end or its stop in a message of
 * its own, because an edit does not ring. What is still to be told stands in the record: neither a
 * restart nor a state that follows quickly loses it. It is taken from there before it is told, so that
 * nothing is told twice; a kill between the two leaves the corrected page alone to tell it.
 * @returns when the signal is aborted and nothing is in hand any more
 */
export async function watchBroadcasts(deps: WatchDeps, signal: AbortSignal): Promise<void> {
  const { api, delivery, translate, languageOf, clock, log } = deps;
  /** the newest status of each, not shown yet */
  const waiting = new Map<string, Status>();
  const showing = new Map<string, Promise<void>>();

  const look = (status: Status): void => {
    const { id } = status.broadcast;
    waiting.set(id, status);
    if (showing.has(id) || signal.aborted) return;
    showing.set(
      id,
      show(id).finally(() => showing.delete(id)),
    );
  };
  delivery.watch(look);
  // What a restart came before.
  try {
    for (const { id } of await delivery.withNews()) {
      const status = await delivery.status(id);
      if (status !== undefined) look(status);
    }
  } catch (error) {
    log.warn({ error }, 'what was still to be told of broadcasts could not be read');
  }
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.all(showing.values());

  async function show(id: string): Promise<void> {
    let faults = 0;
    // Several changes of state come within a moment: the last of them is enough.
    await clock.sleep(SETTLE_MS, signal);
    for (let status = waiting.get(id); status !== undefined && !signal.aborted; status = waiting.get(id)) {
      waiting.delete(id);
      const isDone = await showOne(status);
      faults = isDone ? 0 : faults + 1;
      await clock.sleep(Math.min(GAP_MS * 2 ** faults, LONGEST_GAP_MS), signal);
      if (!isDone && faults < MAX_FAULTS && !waiting.has(id)) waiting.set(id, status);
    }
  }

  /** @returns false when it should be tried again */
  async function showOne(status: Status): Promise<boolean> {
    try {
      const latest = await newest(status);
      await edit(latest);
      return await tell(latest);
    } catch (error) {
      log.warn({ error, broadcast: status.broadcast.id }, 'the progress of a broadcast could not be shown');
      // What Telegram refuses, it refuses again.
      return error instanceof GrammyError;
    }
  }

  /** A status may come after a newer one, since counting takes a while: the record decides. */
  async function newest(status: Status): Promise<Status> {
    const { id, state, pass } = status.broadcast;
    const present = await delivery.get(id);
    const isSame =
      present?.state === state && present.pass?.state === pass?.state && present.news === status.broadcast.news;
    return isSame ? { ...status, broadcast: present } : ((await delivery.status(id)) ?? status);
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

  /** @returns false: it did not arrive and is still to be told */
  async function tell({ broadcast: { id, news }, counts }: Status): Promise<boolean> {
    const broadcast = news === true ? await delivery.takeNews(id) : undefined;
    const chatId = broadcast?.progress?.chatId ?? broadcast?.by;
    // Nobody started it: 0 is the bot itself.
    if (broadcast === undefined || chatId === undefined || chatId === 0) return true;
    const language = await languageOf(broadcast.by);
    const t = translate(language);
    const state = shownState(broadcast);
    const { progress } = broadcast;
    const time = formatTime(new Date(broadcast.notBefore), language);
    const said = lines(t(`broadcast.told.${state}`, { sent: counts.sent, time }), quoted(broadcast)).text;
    try {
      await api.sendMessage(chatId, said, {
        ...(state === 'late' ? { reply_markup: lateKeyboard(broadcast, t) } : {}),
        ...(progress === undefined
          ? {}
          : { reply_parameters: { message_id: progress.messageId, allow_sending_without_reply: true } }),
      });
      return true;
    } catch (error) {
      const outcome = outcomeOf(error);
      log.warn({ error, broadcast: id }, 'the end of a broadcast could not be told');
      // What may have arrived is not said again.
      if (outcome.kind !== 'again' && outcome.kind !== 'tooMany') return true;
      await delivery.returnNews(broadcast);
      return false;
    }
  }
}
