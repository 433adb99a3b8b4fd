/** A value that survives JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * The one door to what the bot keeps. There is no transaction over records: what must hold together
 * is one record, and work across records is a list of repeatable steps.
 */
export interface Store extends Records {
  /** The same records by a way that nothing else crowds: for the lease, which a burst must not take away. */
  readonly reserved: Records;
  /** @returns names of the collections that hold something, in order */
  collections(): Promise<readonly string[]>;
  /** Writes what is under way and lets go of files and connections. */
  close(): Promise<void>;
}

export interface Records {
  /**
   * A typed collection. `indexes` are fields of the record by which may be asked and ordered; a field
   * that is absent or null is not found.
   */
  collection<T extends object>(
    name: string,
    options?: { readonly indexes?: readonly (keyof T & string)[] },
  ): Collection<T>;
  /** @returns milliseconds since 1970 by the store's own clock, the same for every process on it */
  now(): Promise<number>;
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
  /**
   * Every record that fits, in order. A record that is there all the while, and whose place in the order
   * stays, comes exactly once; one that comes, goes or moves meanwhile may be missed or come as it was.
   */
  walk(query?: Query<T>): AsyncIterable<Entry<T>>;
  /**
   * The first few records that fit. There is no call that cuts off a long list: whoever wants all walks.
   * @param n 1 to 100
   * @throws {RangeError} for another n
   */
  first(n: number, query?: Query<T>): Promise<readonly Entry<T>[]>;
  count(where?: Where<T>): Promise<number>;
}

export interface Entry<T> {
  readonly id: string;
  readonly value: T;
}

/** All fields must equal; each must be a declared index. */
export type Where<T> = { readonly [K in keyof T & string]?: string | number | boolean };

/** Which records, and in which order. */
export type Query<T> = InOrderOfIds<T> | InOrderOfIndex<T>;

interface InOrderOfIds<T> {
  readonly where?: Where<T>;
  /** goes on after this id, also when it is there no more */
  readonly after?: string;
  readonly descending?: boolean;
  readonly by?: never;
  readonly upTo?: never;
}

interface InOrderOfIndex<T> {
  readonly where?: Where<T>;
  /** a declared index that holds numbers: their order, then that of ids. Records without one are not found */
  readonly by: NumberField<T>;
  /** only records whose `by` is at most this */
  readonly upTo?: number;
  readonly descending?: boolean;
  readonly after?: never;
}

type NumberField<T> = { [K in keyof T & string]-?: NonNullable<T[K]> extends number ? K : never }[keyof T & string];

/** It could not be made durable: disk full, read-only folder, database away. Nothing was changed. */
export class NotSavedError extends Error {
  override name = 'NotSavedError';
}

/** Names stand in SQL and in file names, where no parameter can: all engines take the same ones. */
const NAME = /^[a-z][a-zA-Z0-9]{0,30}$/;

/** @throws {Error} for what is no name of a collection or an index */
export function ensureNames(...names: readonly string[]): void {
  for (const name of names) if (!NAME.test(name)) throw new Error(`"${name}" is no name for a collection or an index`);
}
