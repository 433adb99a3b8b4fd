import type { Message } from '@grammyjs/types';
import { detectEntities } from './entities.js';
import { badRequest } from './errors.js';
import { asResult } from './send.js';
import type { Person, PlaygroundEvent, StoredMessage } from './types.js';
import type { NewUpdate, Updates } from './updates.js';
import type { World } from './world.js';

/** Kinds of message besides text that a person can send. */
export const MEDIA = ['voice', 'sticker', 'photo', 'video', 'document', 'location', 'contact'] as const;
export type Media = (typeof MEDIA)[number];

export interface PressAnswer {
  readonly text?: string;
  readonly alert?: boolean;
  readonly url?: string;
}
/** How long a person looks at the button's clock before the press counts as unanswered. */
const PRESS_TIMEOUT_MS = 15_000;

const FILE = { file_id: 'file-1', file_unique_id: 'unique-1' };
const MEDIA_FIELDS: Readonly<Record<Media, object>> = {
  voice: { voice: { ...FILE, duration: 3, mime_type: 'audio/ogg' } },
  sticker: {
    sticker: { ...FILE, type: 'regular', width: 512, height: 512, is_animated: false, is_video: false, emoji: '🙏' },
  },
  photo: { photo: [{ ...FILE, width: 640, height: 480 }] },
  video: { video: { ...FILE, width: 640, height: 480, duration: 5 } },
  document: { document: { ...FILE, file_name: 'aadhaar.pdf', mime_type: 'application/pdf' } },
  location: { location: { latitude: 21.25, longitude: 81.63 } },
  contact: { contact: { phone_number: '+910000000000', first_name: 'कोई' } },
};

/** What people do in the playground: the page and the tests act through it. */
export class Control {
  readonly #world: World;
  readonly #updates: Updates;

  constructor(world: World, updates: Updates) {
    this.#world = world;
    this.#updates = updates;
  }

  addPerson(person: Person): Person {
    this.#world.people.set(person.id, person);
    return person;
  }

  /** Makes a group with the bot in it, which is told so. */
  addGroup(id: number, title: string, members: readonly number[]): void {
    this.#world.groups.set(id, { id, title, members: new Set(members), hasBot: true });
    const [first] = members;
    if (first !== undefined) this.#memberUpdate(id, first, 'left', 'member');
  }

  /** Puts a person's text into a chat and hands it to the bot, if the bot may see it. */
  send(
    personId: number,
    text: string,
    options: { chatId?: number; replyTo?: number; forwarded?: boolean } = {},
  ): Message {
    const entities = detectEntities(text);
    const origin =
      options.forwarded === true
        ? { forward_origin: { type: 'hidden_user', sender_user_name: 'कोई', date: this.#world.now() } }
        : {};
    return this.#arrive(personId, { text, ...(entities.length === 0 ? {} : { entities }), ...origin }, options);
  }

  /** Opens the bot by its link, as `t.me/<bot>?start=<payload>` does. */
  start(personId: number, payload = ''): Message {
    return this.send(personId, `/start ${payload}`.trim());
  }

  sendMedia(personId: number, kind: Media, options: { chatId?: number } = {}): Message {
    return this.#arrive(personId, MEDIA_FIELDS[kind], options);
  }

  /** Edits a person's own message. */
  edit(personId: number, chatId: number, messageId: number, text: string): void {
    const before = this.#world.message(chatId, messageId);
    if (before?.from?.id !== personId) throw badRequest("message can't be edited");
    const { entities: _old, ...rest } = before;
    const entities = detectEntities(text);
    const message = {
      ...rest,
      text,
      ...(entities.length === 0 ? {} : { entities }),
      edit_date: this.#world.now(),
    } as StoredMessage;
    this.#world.put(message, 'edit');
    if (this.#botSees(message))
      this.#push({ edited_message: asResult(message) as NonNullable<NewUpdate['edited_message']> });
  }

  /**
   * Presses a button, or sends any data as if there were one: data is never trusted by a bot.
   * @returns what `answerCallbackQuery` said
   * @throws {Error} when the bot did not answer in time
   */
  press(personId: number, chatId: number, messageId: number, data: string): Promise<PressAnswer> {
    const message = this.#world.message(chatId, messageId);
    if (message === undefined) throw badRequest('message not found');
    const id = this.#world.nextQueryId();
    const query = {
      id,
      from: this.#world.user(this.#world.person(personId)),
      chat_instance: String(chatId),
      message: asResult(message),
      data,
    };
    this.#world.queries.set(id, query);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`the bot did not answer the press of "${data}"`));
      }, PRESS_TIMEOUT_MS);
      const stop = this.#world.onEvent((event) => {
        if (event.type !== 'answer' || event.queryId !== id) return;
        clearTimeout(timer);
        stop();
        resolve({
          ...(event.text === undefined ? {} : { text: event.text }),
          ...(event.show_alert === undefined ? {} : { alert: event.show_alert }),
          ...(event.url === undefined ? {} : { url: event.url }),
        });
      });
      this.#push({ callback_query: query });
    });
  }

  /** Blocks the bot or lets it in again; the bot is told by `my_chat_member`. */
  block(personId: number, blocked: boolean): void {
    if (blocked) this.#world.blocked.add(personId);
    else this.#world.blocked.delete(personId);
    this.#memberUpdate(personId, personId, blocked ? 'member' : 'kicked', blocked ? 'kicked' : 'member');
  }

  /** Hands the bot any update at all. */
  inject(update: NewUpdate): void {
    this.#push(update);
  }

  messages(chatId: number): readonly StoredMessage[] {
    return this.#world.messages(chatId);
  }

  onEvent(listener: (event: PlaygroundEvent) => void): () => void {
    return this.#world.onEvent(listener);
  }

  #arrive(personId: number, body: object, options: { chatId?: number; replyTo?: number }): Message {
    const person = this.#world.person(personId);
    const chat = this.#world.chat(options.chatId ?? personId);
    if (chat.type === 'group' && this.#world.groups.get(chat.id)?.members.has(personId) !== true)
      throw badRequest('not a member of the group');
    const original = options.replyTo === undefined ? undefined : this.#world.message(chat.id, options.replyTo);
    const message = {
      message_id: this.#world.nextMessageId(),
      from: this.#world.user(person),
      chat,
      date: this.#world.now(),
      ...body,
      ...(original === undefined ? {} : { reply_to_message: asResult(original) }),
    } as StoredMessage;
    if (chat.type === 'private') this.#world.started.add(personId);
    this.#world.put(message, 'message');
    if (this.#botSees(message)) this.#push({ message: asResult(message) as NonNullable<NewUpdate['message']> });
    return asResult(message);
  }

  /** Privacy mode: https://core.telegram.org/bots/features#privacy-mode */
  #botSees(message: StoredMessage): boolean {
    const { chat } = message;
    if (chat.type === 'private') return !this.#world.blocked.has(chat.id);
    if (this.#world.groups.get(chat.id)?.hasBot !== true) return false;
    const {
      text,
      entities = [],
      reply_to_message: original,
    } = { text: '', ...(message as Partial<Message.TextMessage>) };
    const mention = `@${this.#world.bot.username}`.toLowerCase();
    const named = (entity: { type: string; offset: number; length: number }): string =>
      text.slice(entity.offset, entity.offset + entity.length).toLowerCase();
    const isForBot = entities.some(
      (entity) =>
        (entity.type === 'mention' && named(entity) === mention) ||
        (entity.type === 'bot_command' && (!named(entity).includes('@') || named(entity).endsWith(mention))),
    );
    return isForBot || original?.from?.id === this.#world.bot.id;
  }

  #memberUpdate(
    chatId: number,
    personId: number,
    before: 'left' | 'member' | 'kicked',
    after: 'left' | 'member' | 'kicked',
  ): void {
    const member = (status: 'left' | 'member' | 'kicked') =>
      status === 'kicked' ? { status, user: this.#world.bot, until_date: 0 } : { status, user: this.#world.bot };
    this.#push({
      my_chat_member: {
        chat: this.#world.chat(chatId),
        from: this.#world.user(this.#world.person(personId)),
        date: this.#world.now(),
        old_chat_member: member(before),
        new_chat_member: member(after),
      },
    });
  }

  #push(update: NewUpdate): void {
    this.#updates.push(update);
  }
}
