import type { Json } from '../store/port.js';

/** A part of the house that keeps something about a person. */
export interface Keeper {
  /** names the part in the person's file and in logs */
  readonly name: string;
  /** @returns all that it keeps about the person; undefined: nothing */
  readonly show: (id: number) => Promise<Json | undefined>;
  /** Forgets the person; bears being called again. */
  readonly forget: (id: number) => Promise<void>;
}

/** @returns all that is kept about a person, by part */
export async function showEverything(keepers: readonly Keeper[], id: number): Promise<Record<string, Json>> {
  const kept: Record<string, Json> = {};
  for (const { name, show } of keepers) {
    const part = await show(id);
    if (part !== undefined) kept[name] = part;
  }
  return kept;
}

/**
 * Forgets a person everywhere. Every keeper is asked, also when one before it failed.
 * @throws {AggregateError} when a keeper failed: call again later
 */
export async function eraseEverywhere(keepers: readonly Keeper[], id: number): Promise<void> {
  const faults: Error[] = [];
  for (const { name, forget } of keepers) {
    try {
      await forget(id);
    } catch (error) {
      faults.push(new Error(`${name} did not forget`, { cause: error }));
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} parts did not forget the person`);
}
