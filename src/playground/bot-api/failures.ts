/** A fault that the playground plays for calls of the bot. */
export interface Failure {
  /** method that fails; '*' for any at all. Default: every one but getUpdates */
  readonly method?: string;
  /** only calls that name this chat */
  readonly chatId?: number;
  /** of the calls that fit, this share fails, drawn with a fixed seed; 0 to 1. Default 1 */
  readonly share?: number;
  /** how often; Infinity until cleared. Default once */
  readonly times?: number;
  /**
   * What happens: 429 with retry_after · 502 with a page of HTML, as from a proxy · the connection is
   * cut · the call takes longer · 'lost': carried out, then the connection is cut · 'refused': the
   * answer is `error` · 'duplicate-updates': the next `times` updates are delivered twice
   */
  readonly kind: '429' | '5xx' | 'reset' | 'slow' | 'lost' | 'refused' | 'duplicate-updates';
  /** seconds, for '429'. Default 1 */
  readonly retryAfterSeconds?: number;
  /** delay, for 'slow'. Default 1000 */
  readonly ms?: number;
  /** for 'refused'. Default 403 'Forbidden: user is deactivated' */
  readonly error?: { readonly code: number; readonly description: string; readonly migrateToChatId?: number };
}

/** The faults of calls that are still to come, in the order in which they were ordered. */
export class Failures {
  readonly #draw: () => number;
  readonly #played = new Map<Failure['kind'], number>();
  #planned: { failure: Failure; left: number }[] = [];

  /** @param seed of what `share` draws */
  constructor(seed = 1) {
    let state = seed;
    // A linear congruential generator (Numerical Recipes): even enough for one share in twenty.
    this.#draw = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  }

  /** @returns how many calls a fault of this kind has befallen */
  played(kind: Failure['kind']): number {
    return this.#played.get(kind) ?? 0;
  }

  plan(failure: Failure): void {
    this.#planned.push({ failure, left: failure.times ?? 1 });
  }
  clear(): void {
    this.#planned = [];
  }
  /** @returns the fault for this call, which is thereby used up */
  next(method: string, args: Readonly<Record<string, unknown>>): Failure | undefined {
    const entry = this.#planned.find(
      ({ failure }) => fits(failure, method, args) && (failure.share === undefined || this.#draw() < failure.share),
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    this.#played.set(entry.failure.kind, this.played(entry.failure.kind) + 1);
    if (entry.left <= 0) this.#planned = this.#planned.filter((other) => other !== entry);
    return entry.failure;
  }
}

function fits(failure: Failure, method: string, args: Readonly<Record<string, unknown>>): boolean {
  const isMethod = failure.method === undefined ? method !== 'getUpdates' : ['*', method].includes(failure.method);
  return isMethod && (failure.chatId === undefined || Number(args['chat_id']) === failure.chatId);
}
