import type { Store } from './store/port.js';

/**
 * Updates that were handled and could not be confirmed, because an older one was still in hand when the
 * process was told to end. Telegram sends them again to whoever serves next, who must leave them out.
 */
export interface AlreadyHandled {
  /** @returns the ids that were left, once */
  readonly take: () => Promise<readonly number[]>;
  readonly leave: (updateIds: readonly number[]) => Promise<void>;
}

const ID = 'ids';

export function createAlreadyHandled(store: Pick<Store, 'collection'>): AlreadyHandled {
  const records = store.collection<{ readonly updateIds: readonly number[] }>('handled');
  return {
    take: async () => {
      const found = await records.get(ID);
      if (found !== undefined) await records.update(ID, () => undefined);
      return found?.updateIds ?? [];
    },
    leave: async (updateIds) => {
      if (updateIds.length > 0) await records.update(ID, () => ({ updateIds }));
    },
  };
}
