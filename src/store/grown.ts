/**
 * Records in one collection from which PostgreSQL is the right choice. Measured (docs/store.md): at
 * 10,000 people a durable write of the whole file takes tens of milliseconds, at 100,000 hundreds, most
 * of it with the process standing still, so that every answer waits for it.
 */
export const FILES_ARE_FOR = 20_000;

/** @returns a sentence for whoever runs the bot; undefined while files are fine */
export function grownPast(records: number): string | undefined {
  if (records <= FILES_ARE_FOR) return undefined;
  return (
    `the store has ${records.toLocaleString('en')} people; above ${FILES_ARE_FOR.toLocaleString('en')} files are slow. ` +
    'Move to PostgreSQL: npm run store -- export FILE, set DATABASE_URL, npm run store -- import FILE'
  );
}
