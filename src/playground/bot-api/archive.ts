import type { StoredMessage } from './types.js';

/** Messages kept of one chat, and of all: a benchmark must not fill the memory. */
const MAX_OF_CHAT = 1_000;
const MAX_OF_ALL = 200_000;

/** The messages of all chats, in memory; the oldest go first. */
export class Archive {
  readonly #byChat = new Map<number, Map<number, StoredMessage>>();
  /** chat by message id, oldest first; ids are unique in the whole playground */
  readonly #chatOf = new Map<number, number>();
  readonly #maxOfAll: number;

  constructor(maxOfAll = MAX_OF_ALL) {
    this.#maxOfAll = maxOfAll;
  }

  /** @returns oldest first */
  of(chatId: number): StoredMessage[] {
    return [...(this.#byChat.get(chatId)?.values() ?? [])];
  }
  get(chatId: number, messageId: number): StoredMessage | undefined {
    return this.#byChat.get(chatId)?.get(messageId);
  }

  /** Keeps a new message, or the new state of an old one in its place. */
  put(message: StoredMessage): void {
    const { message_id: id, chat } = message;
    const messages = this.#byChat.get(chat.id) ?? new Map<number, StoredMessage>();
    this.#byChat.set(chat.id, messages.set(id, message));
    this.#chatOf.set(id, chat.id);
    if (messages.size > MAX_OF_CHAT) this.#dropFirst(messages.keys(), () => chat.id);
    if (this.#chatOf.size > this.#maxOfAll) this.#dropFirst(this.#chatOf.keys(), (first) => this.#chatOf.get(first));
  }

  /** @returns false when there is no such message */
  remove(chatId: number, messageId: number): boolean {
    if (this.#byChat.get(chatId)?.delete(messageId) !== true) return false;
    return this.#chatOf.delete(messageId);
  }

  #dropFirst(ids: Iterator<number>, chatOf: (id: number) => number | undefined): void {
    const first = ids.next();
    if (first.done === true) return;
    const chatId = chatOf(first.value);
    if (chatId !== undefined) this.remove(chatId, first.value);
  }
}
