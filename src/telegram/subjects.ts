/** Whose subject: the chat and the person, so that a group's members do not mix. */
export interface SubjectOwner {
  readonly chatId: number;
  readonly personId: number;
}

/** What each conversation is about, so that 'अउ कागज का लगही?' keeps its scheme. Memory only, never stored. */
export interface Subjects {
  readonly get: (owner: SubjectOwner) => string | undefined;
  readonly set: (owner: SubjectOwner, schemeId: string) => void;
}

const LIFETIME_MS = 30 * 60_000;
/** Bounds memory: some 100 bytes an entry. The oldest conversation is forgotten first. */
const MAX_CONVERSATIONS = 50_000;

const keyOf = ({ chatId, personId }: SubjectOwner): string => `${chatId}:${personId}`;

/** @param clock milliseconds; a parameter so that tests can let half an hour pass */
export function createSubjects(clock: () => number): Subjects {
  // A Map keeps the order of insertion: the first key is the one set longest ago.
  const entries = new Map<string, { schemeId: string; at: number }>();
  return {
    get: (owner) => {
      const entry = entries.get(keyOf(owner));
      return entry === undefined || clock() - entry.at > LIFETIME_MS ? undefined : entry.schemeId;
    },
    set: (owner, schemeId) => {
      const key = keyOf(owner);
      entries.delete(key);
      entries.set(key, { schemeId, at: clock() });
      const oldest = entries.keys().next();
      if (entries.size > MAX_CONVERSATIONS && oldest.done === false) entries.delete(oldest.value);
    },
  };
}
