import type { Message } from '@grammyjs/types';
import type { Activity, Call } from './activity.js';
import { arrive, rewrite, type SendOptions } from './arrive.js';
import type { Body } from './compose.js';
import { detectEntities } from './entities.js';
import { badRequest } from './errors.js';
import type { Failure, Failures } from './failures.js';
import { statusWhenAdded, type BotStatus, type GroupType } from './groups.js';
import { join, leave, setBotStatus, tellMembership } from './members.js';
import { press, type PressAnswer, type Pressed } from './press.js';
import { bodyOf, type Media } from './samples.js';
import type { Traffic, TrafficView } from './traffic.js';
import type { Group, Person, PlaygroundEvent, StoredMessage, Upload } from './types.js';
import type { NewUpdate, Updates } from './updates.js';
import { waitForMessage, waitForQuiet } from './watch.js';
import type { Gone, World } from './world.js';

/** A person to be; without an id the next free one is taken, without a kind it is a citizen. */
export type NewPerson = Omit<Person, 'id' | 'kind'> & Partial<Pick<Person, 'id' | 'kind'>>;

export interface ChatView {
  readonly id: number;
  readonly type: 'private' | GroupType;
  readonly title: string;
  /** of a private chat: whose it is */
  readonly personId?: number;
  /** of a group: people, without the bot */
  readonly members?: readonly number[];
  /** of a group: who owns it; in a channel nobody else writes */
  readonly creator?: number;
  /** of a group: the bot's place in it */
  readonly bot?: BotStatus;
}
interface Parts {
  readonly world: World;
  readonly updates: Updates;
  readonly activity: Activity;
  readonly failures: Failures;
  readonly traffic: Traffic;
  /** milliseconds */
  readonly clock: () => number;
}

/** What people do and see in the playground: the page and the tests act through it. */
export class Control {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  people(): readonly Person[] {
    return [...this.#world.people.values()];
  }
  chats(): readonly ChatView[] {
    const title = this.#world.bot.first_name;
    return [
      ...this.people().map(({ id }): ChatView => ({ id, type: 'private', title, personId: id })),
      ...[...this.#world.groups.values()].map((group): ChatView => viewGroup(group)),
    ];
  }

  /** @param options.hasStarted the bot may write to them already, as to those who came before a move */
  addPerson(person: NewPerson, { hasStarted = false } = {}): Person {
    const whole = { ...person, id: person.id ?? this.#world.nextPersonId(), kind: person.kind ?? 'citizen' } as const;
    this.#world.people.set(whole.id, whole);
    if (hasStarted) this.#world.started.add(whole.id);
    if (whole.isCrowd !== true) this.#world.emit({ type: 'places' });
    return whole;
  }

  /**
   * Makes a group or channel; the first of its people owns it.
   * @param options.withBot whether the bot is in it from the beginning, of which it is told. Default true
   */
  addGroup(
    id: number,
    title: string,
    members: readonly number[],
    { type = 'group', withBot = true }: { readonly type?: GroupType; readonly withBot?: boolean } = {},
  ): void {
    const [creator] = members;
    const group: Group = { id, type, title, members: new Set(members), creator, bot: 'left' };
    this.#world.groups.set(id, group);
    if (withBot && creator !== undefined)
      setBotStatus(this.#world, this.#parts.updates, id, statusWhenAdded(group), creator);
    this.#world.emit({ type: 'places' });
  }
  /** A group or channel as a person opens it: of all citizens, influencers and administrators, without the bot. */
  openGroup(by: number, title: string, type: GroupType): ChatView {
    const id = this.#world.nextGroupId(type);
    const owner = this.#world.person(by).id;
    const others = this.people().flatMap((person) => (person.isCrowd === true ? [] : [person.id]));
    this.addGroup(id, title, [...new Set([owner, ...others])], { type, withBot: false });
    return viewGroup(this.#world.group(id));
  }
  /** Makes the bot an administrator of a group that it is in: it sees everything then. */
  promoteBot(groupId: number, by: number): void {
    setBotStatus(this.#world, this.#parts.updates, groupId, 'administrator', by);
  }
  /** @param who a person's id or the bot's @param by who adds them */
  addToGroup(groupId: number, who: number, by: number): void {
    join(this.#world, this.#parts.updates, groupId, who, by);
  }
  /** @param who a person's id or the bot's @param by who removes them; a person themselves: they leave */
  removeFromGroup(groupId: number, who: number, by: number): void {
    leave(this.#world, this.#parts.updates, groupId, who, by);
  }

  /**
   * Puts a person's text into a chat and hands it to the bot, if the bot may see it. The text goes
   * as it is: a bot must bear worse than Telegram's clients let through.
   */
  send(personId: number, text: string, options: SendOptions = {}): Message {
    const entities = detectEntities(text);
    return this.#arrive(personId, { text, ...(entities.length === 0 ? {} : { entities }) }, options);
  }

  /** Opens the bot by its link, as `t.me/<bot>?start=<payload>` does. */
  start(personId: number, payload = ''): Message {
    return this.send(personId, `/start ${payload}`.trim());
  }

  /** @param options.file what is sent instead of a sample, as far as it is given */
  sendMedia(
    personId: number,
    kind: Media,
    options: SendOptions & { readonly file?: Partial<Upload>; readonly caption?: string } = {},
  ): Message {
    const { caption } = options;
    const captioned = caption === undefined ? {} : { caption, caption_entities: detectEntities(caption) };
    return this.#arrive(personId, { ...bodyOf(this.#world, kind, options.file), ...captioned }, options);
  }

  /** Edits the text of a person's own message. */
  edit(personId: number, chatId: number, messageId: number, text: string): void {
    const before = this.#world.message(chatId, messageId);
    if (before === undefined || !('text' in before)) throw badRequest("message can't be edited");
    const { entities: _old, ...rest } = before as StoredMessage & Message.TextMessage;
    const entities = detectEntities(text);
    const message = {
      ...rest,
      text,
      ...(entities.length === 0 ? {} : { entities }),
      edit_date: this.#world.now(),
    } as StoredMessage;
    rewrite(this.#world, this.#parts.updates, personId, message);
  }

  /**
   * Presses a button, or sends any data as if there were one: data is never trusted by a bot.
   * @returns what `answerCallbackQuery` said
   * @throws {Error} when the bot does not answer within 15 s
   */
  press(personId: number, chatId: number, messageId: number, pressed: Pressed): Promise<PressAnswer> {
    return press(this.#world, this.#parts.updates, { personId, chatId, messageId }, pressed);
  }

  /**
   * Blocks the bot or lets it in again; the bot is told by `my_chat_member`.
   * @param options.quietly the bot is not told, as when it was away for more than a day: it learns from the refusal
   */
  block(personId: number, blocked: boolean, { quietly = false } = {}): void {
    if (blocked) this.#world.blocked.add(personId);
    else this.#world.blocked.delete(personId);
    if (this.#world.people.get(personId)?.isCrowd !== true) this.#world.emit({ type: 'places' });
    if (quietly) return;
    const [before, after] = blocked ? (['member', 'kicked'] as const) : (['kicked', 'member'] as const);
    tellMembership(this.#world, this.#parts.updates, { chatId: personId, by: personId, before, after });
  }

  /** Makes somebody disappear from Telegram, of which no bot is told; undefined: they are back. */
  vanish(personId: number, how: Gone | undefined): void {
    if (how === undefined) this.#world.gone.delete(personId);
    else this.#world.gone.set(this.#world.person(personId).id, how);
  }

  /** Hands the bot any update at all, under the next number unless it brings one. */
  inject(update: NewUpdate & { readonly update_id?: number }): void {
    this.#parts.updates.push(update);
  }

  /** The messages of a chat as they stand now, oldest first. */
  messages(chatId: number): readonly StoredMessage[] {
    return this.#world.messages(chatId);
  }

  /** The next new or edited message of a chat that fits. @throws {Error} when none comes in time */
  waitFor(chatId: number, fits: (message: StoredMessage) => boolean, timeoutMs = 20_000): Promise<StoredMessage> {
    return waitForMessage(this.#world, chatId, fits, timeoutMs);
  }

  /** Waits until the bot has taken every update and called nothing for `quietMs`. @throws {Error} after `timeoutMs` */
  idle({ quietMs = 50, timeoutMs = 15_000 } = {}): Promise<void> {
    return waitForQuiet(this.#parts.updates, this.#parts.activity, { quietMs, timeoutMs });
  }

  /** How much the bot has sent, and how fast; the flood limits need not be on. */
  traffic(): TrafficView {
    return this.#parts.traffic.view(this.#parts.clock());
  }

  /** The last 10,000 calls that were carried out (at least), oldest first, without getUpdates. */
  calls(method?: string): readonly Call[] {
    const { calls } = this.#parts.activity;
    return method === undefined ? calls : calls.filter((call) => call.method === method);
  }

  /** Orders a fault. */
  fail(failure: Failure): void {
    if (failure.kind === 'duplicate-updates') this.#parts.updates.duplicates += failure.times ?? 1;
    else this.#parts.failures.plan(failure);
  }
  clearFailures(): void {
    this.#parts.failures.clear();
    this.#parts.updates.duplicates = 0;
  }

  /** @returns a function that ends the watching */
  onEvent(listener: (event: PlaygroundEvent) => void): () => void {
    return this.#world.onEvent(listener);
  }

  get #world(): World {
    return this.#parts.world;
  }

  #arrive(personId: number, body: Body, options: SendOptions): Message {
    return arrive(this.#world, this.#parts.updates, personId, body, options);
  }
}

const viewGroup = ({ id, type, title, members, creator, bot }: Group): ChatView => ({
  id,
  type,
  title,
  members: [...members],
  ...(creator === undefined ? {} : { creator }),
  bot,
});
