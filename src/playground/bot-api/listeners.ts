/** Functions that wait for something under a key; telling one key costs nothing for those who wait for others. */
export class Listeners<K, E> {
  readonly #byKey = new Map<K, Set<(event: E) => void>>();

  /** @returns a function that ends the listening */
  add(key: K, listener: (event: E) => void): () => void {
    const listeners = this.#byKey.get(key) ?? new Set();
    this.#byKey.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#byKey.get(key) === listeners) this.#byKey.delete(key);
    };
  }

  tell(key: K, event: E): void {
    for (const listener of this.#byKey.get(key) ?? []) listener(event);
  }
}
