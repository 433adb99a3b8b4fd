import type { CallbackQuery } from '@grammyjs/types';
import { Archive } from './archive.js';
import { badRequest, forbidden } from './errors.js';
import { Files } from './files.js';
import { Listeners } from './listeners.js';
import { chatOfGroup, hasBot, type AnyChat, type GroupType } from './groups.js';
import type { Group, Person, PlaygroundEvent, StoredMessage, User } from './types.js';

export type Gone = 'deactivated' | 'chat not found';
type Answer = Extract<PlaygroundEvent, { type: 'answer' }>;
type InChat = Exclude<PlaygroundEvent, Answer | { type: 'places' }>;

/** Everybody and everything in the playground: people, groups, messages. Kept in memory only. */
export class World {
  readonly bot: User & { readonly is_bot: true; readonly username: string };
  readonly people = new Map<number, Person>();
  readonly groups = new Map<number, Group>();
  /** People who opened the chat with /start or a message: before, a bot may not write to them. */
  readonly started = new Set<number>();
  readonly blocked = new Set<number>();
  /** People whom Telegram knows no more: the account was deleted, or the chat is not found any more. */
  readonly gone = new Map<number, Gone>();
  readonly queries = new Map<string, CallbackQuery>();
  /** How long a person looks at the button's clock before the press counts as unanswered, and the query as too old. */
  queryLifeMs = 15_000;
  readonly files = new Files();
  readonly #clock: () => number;
  readonly #messages = new Archive();
  readonly #ofAll = new Listeners<'all', PlaygroundEvent>();
  readonly #ofChat = new Listeners<number, InChat>();
  readonly #ofQuery = new Listeners<string, Answer>();
  #nextPersonId = 1001;
  #nextMessageId = 1;
  #nextQueryId = 1;

  constructor(bot: { username: string; firstName: string }, clock: () => number) {
    this.bot = { id: 424242, is_bot: true, first_name: bot.firstName, username: bot.username };
    this.#clock = clock;
  }

  /** Unix time in seconds, as Telegram counts. */
  now(): number {
    return Math.floor(this.#clock() / 1000);
  }

  user(person: Person): User {
    return {
      id: person.id,
      is_bot: false,
      first_name: person.firstName,
      ...(person.lastName === undefined ? {} : { last_name: person.lastName }),
      ...(person.username === undefined ? {} : { username: person.username }),
      ...(person.languageCode === undefined ? {} : { language_code: person.languageCode }),
    };
  }

  person(id: number): Person {
    const person = this.people.get(id);
    if (person === undefined) throw badRequest('user not found');
    return person;
  }

  /** The chat as a bot sees it. @throws {BotApiError} 400 for an unknown one, which a person's @name is too */
  chat(id: number | string | undefined): AnyChat {
    if (id === undefined || id === '') throw badRequest('chat_id is empty');
    const group = this.groups.get(Number(id));
    if (group !== undefined) return chatOfGroup(group);
    const person = this.people.get(Number(id));
    if (person === undefined) throw badRequest('chat not found');
    return {
      id: person.id,
      type: 'private',
      first_name: person.firstName,
      ...(person.lastName === undefined ? {} : { last_name: person.lastName }),
      ...(person.username === undefined ? {} : { username: person.username }),
    };
  }

  /**
   * The chat, if the bot may write there.
   * @throws {BotApiError} 403 when blocked, removed, never started or the account was deleted, 400 when it is not there
   */
  chatForBot(id: number | string | undefined): AnyChat {
    const chat = this.chat(id);
    if (chat.type !== 'private' && !hasBot(this.groups.get(chat.id)))
      throw forbidden(`bot was kicked from the ${chat.type} chat`);
    const gone = this.gone.get(chat.id);
    if (gone === 'deactivated') throw forbidden('user is deactivated');
    if (gone === 'chat not found') throw badRequest('chat not found');
    if (chat.type === 'private' && this.blocked.has(chat.id)) throw forbidden('bot was blocked by the user');
    if (chat.type === 'private' && !this.started.has(chat.id))
      throw forbidden("bot can't initiate conversation with a user");
    return chat;
  }

  /** @throws {BotApiError} 400 */
  group(id: number): Group {
    const group = this.groups.get(id);
    if (group === undefined) throw badRequest('chat not found');
    return group;
  }
  /** Whether a person can write and press there. */
  isIn(chatId: number, personId: number): boolean {
    return chatId === personId || this.groups.get(chatId)?.members.has(personId) === true;
  }

  nextPersonId(): number {
    while (this.people.has(this.#nextPersonId)) this.#nextPersonId += 1;
    return this.#nextPersonId++;
  }
  /** Supergroups and channels begin with -100, as Telegram's do. */
  nextGroupId(type: GroupType): number {
    const number = this.groups.size + 1;
    return type === 'group' ? -3000 - number : -1_003_000_000_000 - number;
  }
  nextMessageId(): number {
    return this.#nextMessageId++;
  }
  nextQueryId(): string {
    return `q${this.#nextQueryId++}`;
  }

  messages(chatId: number): StoredMessage[] {
    return this.#messages.of(chatId);
  }
  message(chatId: number, messageId: number): StoredMessage | undefined {
    return this.#messages.get(chatId, messageId);
  }

  /** Keeps a new message or the new state of an old one, and tells whoever watches. */
  put(message: StoredMessage, type: 'message' | 'edit'): void {
    this.#messages.put(message);
    this.emit({ type, chatId: message.chat.id, message });
  }

  /** @returns false when there is no such message */
  remove(chatId: number, messageId: number): boolean {
    const removed = this.#messages.remove(chatId, messageId);
    if (removed) this.emit({ type: 'delete', chatId, messageId });
    return removed;
  }

  emit(event: PlaygroundEvent): void {
    this.#ofAll.tell('all', event);
    if (event.type === 'answer') this.#ofQuery.tell(event.queryId, event);
    else if (event.type !== 'places') this.#ofChat.tell(event.chatId, event);
  }
  /** @returns a function that ends the watching */
  onEvent(listener: (event: PlaygroundEvent) => void): () => void {
    return this.#ofAll.add('all', listener);
  }
  /** What happens in one chat: thousands may wait, each for theirs. @returns a function that ends the watching */
  onChat(chatId: number, listener: (event: InChat) => void): () => void {
    return this.#ofChat.add(chatId, listener);
  }
  /** The answer to one press of a button. @returns a function that ends the watching */
  onAnswer(queryId: string, listener: (event: Answer) => void): () => void {
    return this.#ofQuery.add(queryId, listener);
  }
}
