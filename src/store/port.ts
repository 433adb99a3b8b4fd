/** A value that survives JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * The one door to what the bot keeps. There is no transaction over records: what must hold together
 * is one record, and work across records is a list of repeatable steps.
 */
export interface Store {
  /**
   * A typed collection. `indexes` are fields of the record by which `find` and `count` may ask; a
   * field that is absent or null is not found.
   */
  collection<T extends object>(
    name: string,
    options?: { readonly indexes?: readonly (keyof T & string)[] },
  ): Collection<T>;
  /** @returns names of the collections that hold something, in order */
  collections(): Promise<readonly string[]>;
  /** @returns milliseconds since 1970 by the store's own clock, the same for every process on it */
  now(): Promise<number>;
  /** Writes what is under way and lets go of files and connections. */
  close(): Promise<void>;
}

export interface Collection<T extends object> {
  get(id: string): Promise<T | undefined>;
  /** @returns false, and changes nothing, when the id is there already */
  insert(id: string, value: T): Promise<boolean>;
  /**
   * Changes one record atomically.
   * @param change a synchronous pure function of the present value; it may run again. `undefined` deletes.
   * @returns the value afterwards, once it is durable
   */
  update(id: string, change: (present: T | undefined) => T | undefined): Promise<T | undefined>;
  /** Records in the order of their ids, a page at a time. */
  find(query?: FindQuery<T>): Promise<Page<T>>;
  count(where?: Where<T>): Promise<number>;
}

/** All fields must equal; each must be a declared index. */
export type Where<T> = { readonly [K in keyof T & string]?: string | number | boolean };

export interface FindQuery<T> {
  readonly where?: Where<T>;
  /** Records a page. Default 100, range 1 to 1,000 */
  readonly limit?: number;
  /** `next` of the page before */
  readonly after?: string;
}

export interface Page<T> {
  readonly records: readonly { readonly id: string; readonly value: T }[];
  /** cursor of the next page; absent on the last */
  readonly next?: string;
}

/** It could not be made durable: disk full, read-only folder, database away. Nothing was changed. */
export class NotSavedError extends Error {
  override name = 'NotSavedError';
}
