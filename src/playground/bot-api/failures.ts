import { createRandom } from '../random.js';

/** A fault that the playground plays for calls of the bot. */
export interface Failure {
  /** method that fails; '*' for any at all. Default: every one but getUpdates */
  readonly method?: string;
  /** only calls that name this chat */
  readonly chatId?: number;
  /** how often; Infinity until cleared. Default once, with a share until cleared */
  readonly times?: number;
  /** 0 to 1: of the calls that fit, about this many fail, chosen by chance. Default all */
  readonly share?: number;
  /** of the chance; the same seed chooses the same of the calls that fit, counted from the first. Default 1 */
  readonly seed?: number;
  /**
   * What happens: 429 with retry_after · 500 as Telegram answers it · 502 with a page of HTML, as from
   * a proxy ('5xx') · the connection is cut · the call takes longer · 'lost': carried out, then the connection is cut · 'refused': the
   * answer is `error` · 'duplicate-updates': the next `times` updates are delivered twice
   */
  readonly kind: '429' | '500' | '5xx' | 'reset' | 'slow' | 'lost' | 'refused' | 'duplicate-updates';
  /** seconds, for '429'. Default 1 */
  readonly retryAfterSeconds?: number;
  /** delay, for 'slow'. Default 1000 */
  readonly ms?: number;
  /** for 'refused'. Default 403 'Forbidden: user is deactivated' */
  readonly error?: { readonly code: number; readonly description: string; readonly migrateToChatId?: number };
}

interface Planned {
  readonly failure: Failure;
  readonly order: number;
  readonly dice: () => number;
  left: number;
}

/** The faults of calls that are still to come, in the order in which they were ordered. */
export class Failures {
  readonly #ofAny: Planned[] = [];
  /** by chat, so that a fault for each of thousands costs nothing at the calls of the others */
  readonly #ofChat = new Map<number, Planned[]>();
  readonly #played = new Map<Failure['kind'], number>();
  #ordered = 0;

  /** @returns how many calls a fault of this kind has befallen */
  played(kind: Failure['kind']): number {
    return this.#played.get(kind) ?? 0;
  }

  plan(failure: Failure): void {
    const { share, chatId, seed = 1, times = share === undefined ? 1 : Infinity } = failure;
    const list = chatId === undefined ? this.#ofAny : (this.#ofChat.get(chatId) ?? []);
    if (chatId !== undefined) this.#ofChat.set(chatId, list);
    list.push({ failure, left: times, order: this.#ordered++, dice: createRandom(seed) });
  }
  clear(): void {
    this.#ofAny.length = 0;
    this.#ofChat.clear();
  }
  /** @returns the fault for this call, which is thereby used up */
  next(method: string, args: Readonly<Record<string, unknown>>): Failure | undefined {
    const ofChat = this.#ofChat.get(Number(args['chat_id']));
    const all = ofChat === undefined ? this.#ofAny : [...this.#ofAny, ...ofChat].sort((a, b) => a.order - b.order);
    const entry = all.find(({ failure, dice }) => fits(failure, method) && dice() < (failure.share ?? 1));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    this.#played.set(entry.failure.kind, this.played(entry.failure.kind) + 1);
    if (entry.left <= 0) this.#drop(entry);
    return entry.failure;
  }

  #drop(entry: Planned): void {
    const { chatId } = entry.failure;
    const list = chatId === undefined ? this.#ofAny : (this.#ofChat.get(chatId) ?? []);
    list.splice(list.indexOf(entry), 1);
    if (chatId !== undefined && list.length === 0) this.#ofChat.delete(chatId);
  }
}

function fits(failure: Failure, method: string): boolean {
  return failure.method === undefined ? method !== 'getUpdates' : ['*', method].includes(failure.method);
}
