import type { Json, Store } from '../../src/store/port.js';
import { createDelivery, type Delivery, type DeliveryDeps, type Status } from '../../src/delivery/delivery.js';
import { createPace, type Pace } from '../../src/delivery/pace.js';
import { memoryStore } from '../store/memory-store.js';
import { telegramDouble, type TelegramDoubleOptions } from './telegram-double.js';
import { virtualClock } from './virtual-clock.js';

/** A delivery on a clock of its own, before a Telegram that keeps its limits. */
export interface Setup {
  readonly delivery: Delivery;
  readonly clock: ReturnType<typeof virtualClock>;
  readonly pace: Pace;
  readonly telegram: ReturnType<typeof telegramDouble>;
  readonly statuses: Status[];
  readonly unreachable: number[];
  readonly store: Store;
  readonly warnings: string[];
  /** runs the delivery until the broadcast is in one of the states */
  readonly until: (id: string, ...states: string[]) => Promise<Status>;
  readonly order: (change?: object) => Promise<string>;
}

export function setUp(
  options: TelegramDoubleOptions & {
    readonly people?: number;
    readonly store?: Store;
    readonly start?: string;
    readonly clock?: ReturnType<typeof virtualClock>;
    readonly deps?: Partial<DeliveryDeps>;
  } = {},
): Setup {
  const clock = options.clock ?? virtualClock(Date.parse(options.start ?? '2026-11-23T10:00:00+05:30'));
  const telegram = telegramDouble(clock, options);
  const store = options.store ?? memoryStore();
  const statuses: Status[] = [];
  const unreachable: number[] = [];
  const warnings: string[] = [];
  let ids = 0;
  const all = async function* all(_args: Json, after?: string): AsyncIterable<number> {
    const start = after === undefined ? 1 : Number(after) + 1;
    for (let id = start; id <= (options.people ?? 250); id += 1) yield id;
  };
  const pace = createPace({ now: clock.monotonic });
  const delivery = createDelivery({
    store,
    clock,
    pace,
    audiences: { all },
    send: telegram.send,
    touch: async (_recipient, messageId) => ({ kind: 'done', mark: messageId % 2 === 0 ? 'deleted' : 'edited' }),
    mayReceive: async () => true,
    onUnreachable: async (id) => void unreachable.push(id),
    onMoved: async () => undefined,
    heldTopics: ['schemes'],
    mayWork: () => true,
    newId: () => `b${(ids += 1)}`,
    warn: (message) => warnings.push(message),
    ...options.deps,
  });
  delivery.watch((status) => statuses.push(status));
  return {
    delivery,
    clock,
    pace,
    telegram,
    statuses,
    unreachable,
    store,
    warnings,
    order: (change = {}) =>
      delivery.enqueue({ topic: 'schemes', audience: { name: 'all', args: null }, message: null, ...change }),
    until: async (id, ...states) => {
      const stop = new AbortController();
      const running = delivery.run(stop.signal);
      const reached = (async () => {
        for (;;) {
          const status = await delivery.status(id);
          const pass = status?.broadcast.pass?.state;
          if (status !== undefined && (states.includes(status.broadcast.state) || states.includes(`pass ${pass}`)))
            return status;
          const isLong = clock.monotonic() > 120_000;
          await clock.sleep(status?.waiting !== undefined ? 600_000 : isLong ? 5_000 : 200);
        }
      })();
      const status = await clock.run(reached);
      stop.abort();
      await clock.run(running);
      return status;
    },
  };
}
