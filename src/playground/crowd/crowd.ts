import type { Control } from '../bot-api/control.js';
import type { TrafficView } from '../bot-api/traffic.js';
import type { PlaygroundEvent, StoredMessage } from '../bot-api/types.js';
import { createRandom } from '../random.js';
import { lineOf } from './line.js';
import { makeUpName } from './names.js';

export interface CrowdOptions {
  readonly count: number;
  /** 0 to 1: so many of them block the bot in the end. Default 0 */
  readonly blockedShare?: number;
  /** people who come in a second. Default 10: the bot answers each, within its own limits */
  readonly perSecond?: number;
  /** whether the bot hears of a block, else it finds out when it writes. Default false */
  readonly tellsBlocks?: boolean;
  /** of chance. Default 1 */
  readonly seed?: number;
  /** milliseconds that one who will block the bot waits for a button to press. Default 5,000 */
  readonly patienceMs?: number;
}
/** What came to one of the crowd. */
export interface Receipt {
  readonly person: number;
  readonly name: string;
  readonly kind: 'message' | 'edit' | 'delete';
  /** one line of it; '' of what is gone */
  readonly line: string;
  /** milliseconds of the playground's clock */
  readonly at: number;
}
export interface CrowdView {
  /** made-up people, those on their way included */
  readonly people: number;
  /** who have sent /start */
  readonly arrived: number;
  /** who have pressed a ✅ button */
  readonly agreed: number;
  /** who have blocked the bot */
  readonly blocked: number;
  /** newest first, at most 8 */
  readonly latest: readonly Receipt[];
  readonly traffic: TrafficView;
}

interface Member {
  readonly id: number;
  readonly name: string;
  readonly willBlock: boolean;
  hasAgreed: boolean;
  hasBlocked: boolean;
}
const YES = '✅';
const LATEST = 8;
/** Nobody presses in the moment in which a message comes. */
const AIM_MS = 200;

/** Made-up people who open the bot and agree to what it asks, so that there is somebody to send to. */
export class Crowd {
  readonly #control: Control;
  readonly #clock: () => number;
  readonly #members = new Map<number, Member>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #latest: Receipt[] = [];
  readonly #stop: () => void;
  #arrived = 0;
  #agreed = 0;
  #blocked = 0;

  /** @param clock milliseconds */
  constructor(control: Control, clock: () => number) {
    this.#control = control;
    this.#clock = clock;
    this.#stop = control.onEvent((event) => this.#see(event));
  }

  /** @returns ids of the new people, who come one after the other from now on */
  add(options: CrowdOptions): number[] {
    const { count, blockedShare = 0, perSecond = 10, seed = 1 } = options;
    const random = createRandom(seed + this.#members.size);
    const added = Array.from({ length: count }, () => {
      const name = makeUpName(random);
      const { id } = this.#control.addPerson({ ...name, languageCode: 'hi', isCrowd: true });
      const willBlock = random() < blockedShare;
      const member = { id, name: `${name.firstName} ${name.lastName}`, willBlock, hasAgreed: false, hasBlocked: false };
      this.#members.set(id, member);
      return member;
    });
    for (const [index, member] of added.entries())
      this.#later((index * 1000) / perSecond, () => this.#arrive(member, options));
    return added.map(({ id }) => id);
  }

  view(): CrowdView {
    return {
      people: this.#members.size,
      arrived: this.#arrived,
      agreed: this.#agreed,
      blocked: this.#blocked,
      latest: [...this.#latest],
      traffic: this.#control.traffic(),
    };
  }

  close(): void {
    this.#stop();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #arrive(member: Member, { patienceMs = 5_000, tellsBlocks = false }: CrowdOptions): void {
    this.#control.start(member.id);
    this.#arrived += 1;
    if (!member.willBlock) return;
    this.#later(patienceMs, () => {
      this.#control.block(member.id, true, { quietly: !tellsBlocks });
      member.hasBlocked = true;
      this.#blocked += 1;
    });
  }

  #see(event: PlaygroundEvent): void {
    if (event.type !== 'message' && event.type !== 'edit' && event.type !== 'delete') return;
    const member = this.#members.get(event.chatId);
    if (member === undefined) return;
    const message = event.type === 'delete' ? undefined : event.message;
    if (message?.from?.id === member.id) return;
    const { id: person, name } = member;
    this.#latest.unshift({ person, name, kind: event.type, line: lineOf(message), at: this.#clock() });
    this.#latest.length = Math.min(this.#latest.length, LATEST);
    const data = message === undefined || member.hasAgreed ? undefined : findYes(message);
    if (message === undefined || data === undefined) return;
    member.hasAgreed = true;
    this.#later(AIM_MS, () => this.#press(member, message.message_id, data));
  }

  #press(member: Member, messageId: number, data: string): void {
    if (member.hasBlocked) return;
    this.#agreed += 1;
    // Nobody of the crowd minds a bot that does not answer.
    this.#control.press(member.id, member.id, messageId, data).catch(() => undefined);
  }

  #later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }
}

/** @returns the data of the first button that says yes */
function findYes({ reply_markup: markup }: StoredMessage): string | undefined {
  const rows = markup !== undefined && 'inline_keyboard' in markup ? markup.inline_keyboard : [];
  const button = rows.flat().find(({ text }) => text.startsWith(YES));
  return button !== undefined && 'callback_data' in button ? button.callback_data : undefined;
}
