import type { Api } from 'grammy';
import { InlineKeyboard } from 'grammy';
import type { MessageEntity } from 'grammy/types';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../content/language.js';
import type { Broadcast, Pass } from '../delivery/broadcast.js';
import { outcomeOf, type Outcome } from '../delivery/outcome.js';
import type { TouchResult } from '../delivery/run-pass.js';
import type { Translate } from '../messages/catalogue.js';
import { TOPICS } from '../people/person.js';
import { encodeCallback } from './callbacks.js';
import { grid } from './keyboard.js';

const button = z.strictObject({ text: z.string(), url: z.string() });
const entities = z.array(z.custom<MessageEntity>((value) => typeof value === 'object' && value !== null));

/** A message to many, as it lies in the store. */
const outgoingSchema = z.discriminatedUnion('kind', [
  /** a message that lies in a chat of ours, copied: so no type of message needs code of its own */
  z.strictObject({
    kind: z.literal('copy'),
    chatId: z.number(),
    messageId: z.number(),
    /** where its words stand, for a later correction */
    words: z.enum(['text', 'caption', 'none']),
    button: button.optional(),
  }),
  /** a text of the bot's own, in the recipient's language */
  z.strictObject({
    kind: z.literal('text'),
    text: z.partialRecord(z.enum(LANGUAGES), z.string()),
    entities: z.partialRecord(z.enum(LANGUAGES), entities).optional(),
    button: button.optional(),
  }),
]);
export type Outgoing = z.infer<typeof outgoingSchema>;

/** @returns where the copied message of a broadcast lies; undefined for texts of the bot's own */
export function sourceOf(message: unknown): Extract<Outgoing, { kind: 'copy' }> | undefined {
  const parsed = outgoingSchema.safeParse(message);
  return parsed.success && parsed.data.kind === 'copy' ? parsed.data : undefined;
}

export interface OutgoingDeps {
  readonly api: Api;
  readonly translate: (language: Language) => Translate;
  readonly languageOf: (recipient: number) => Promise<Language>;
  /** the topic of a forum to which announcements go; undefined: none */
  readonly threadOf: (recipient: number) => Promise<number | undefined>;
}

/**
 * The buttons under a message to many: its link, and to a person always the bell that stops its
 * topic. In groups nobody could press it for all.
 */
export function outgoingKeyboard(
  { button: link }: { readonly button?: Outgoing['button'] },
  topic: string,
  recipient: number,
  t: Translate,
): InlineKeyboard {
  const known = TOPICS.find((one) => one === topic);
  return grid([
    ...(link === undefined ? [] : [InlineKeyboard.url(link.text, link.url)]),
    ...(recipient > 0 && known !== undefined
      ? [InlineKeyboard.text(t('broadcast.mute'), encodeCallback({ kind: 'mute', topic: known }))]
      : []),
  ]);
}

/** Sends broadcasts, takes them back, corrects them. */
export function createOutgoing({ api, translate, languageOf, threadOf }: OutgoingDeps) {
  async function send(recipient: number, broadcast: Broadcast): Promise<Outcome> {
    const parsed = outgoingSchema.safeParse(broadcast.message);
    // It will be no better when it is tried again.
    if (!parsed.success) return { kind: 'failed', why: 'not a message' };
    const message = parsed.data;
    // Before the call: when our store is away, this throws, and surely nothing has left.
    const language = await languageOf(recipient);
    const markup = { reply_markup: outgoingKeyboard(message, broadcast.topic, recipient, translate(language)) };
    const put = async (thread: number | undefined): Promise<Outcome> => {
      const where = { ...markup, ...(thread === undefined ? {} : { message_thread_id: thread }) };
      try {
        if (message.kind === 'copy') {
          const sent = await api.copyMessage(recipient, message.chatId, message.messageId, where);
          return { kind: 'sent', messageId: sent.message_id };
        }
        const own = message.text[language] === undefined ? 'hi' : language;
        const found = message.entities?.[own];
        const sent = await api.sendMessage(recipient, message.text[own] ?? '', {
          ...where,
          ...(found === undefined ? {} : { entities: found }),
          link_preview_options: { is_disabled: true },
        });
        return { kind: 'sent', messageId: sent.message_id };
      } catch (error) {
        return outcomeOf(error);
      }
    };
    const thread = await threadOf(recipient);
    const outcome = await put(thread);
    // The topic was deleted since: better in the general one than nowhere.
    const isGone = thread !== undefined && outcome.kind === 'failed' && /thread not found/i.test(outcome.why);
    return isGone ? put(undefined) : outcome;
  }

  async function touch(recipient: number, messageId: number, broadcast: Broadcast, pass: Pass): Promise<TouchResult> {
    if (pass.kind === 'recall') {
      const deleted = await attempt(() => api.deleteMessage(recipient, messageId));
      // The person was faster.
      if (deleted === 'done' || (deleted.kind === 'failed' && /to delete not found/i.test(deleted.why)))
        return { kind: 'done', mark: 'deleted' };
      // Older than 48 hours (Bot API, deleteMessage): then it is at least marked as withdrawn.
      if (deleted.kind !== 'failed') return asTouch(deleted);
    }
    const parsed = outgoingSchema.safeParse(broadcast.message);
    if (!parsed.success) return { kind: 'done', mark: 'neither' };
    const message = parsed.data;
    const t = translate(await languageOf(recipient));
    const markup =
      pass.kind === 'recall' ? {} : { reply_markup: outgoingKeyboard(message, broadcast.topic, recipient, t) };
    const text = pass.kind === 'recall' ? t('broadcast.withdrawn') : (pass.text ?? '');
    const words = pass.entities === undefined ? {} : { entities: entities.parse(pass.entities) };
    const isText = message.kind === 'text' || message.words === 'text';
    const edited = await attempt(() =>
      isText
        ? api.editMessageText(recipient, messageId, text, { ...markup, ...words })
        : api.editMessageCaption(recipient, messageId, {
            ...markup,
            caption: text,
            ...(words.entities === undefined ? {} : { caption_entities: words.entities }),
          }),
    );
    if (edited === 'done' || (edited.kind === 'failed' && /not modified/i.test(edited.why)))
      return { kind: 'done', mark: 'edited' };
    return asTouch(edited);
  }

  return { send, touch };
}

async function attempt(call: () => Promise<unknown>): Promise<'done' | ReturnType<typeof outcomeOf>> {
  try {
    await call();
    return 'done';
  } catch (error) {
    return outcomeOf(error);
  }
}

function asTouch(outcome: ReturnType<typeof outcomeOf>): TouchResult {
  switch (outcome.kind) {
    case 'again':
    case 'tooMany':
    case 'doubt':
      return outcome;
    default:
      return { kind: 'done', mark: 'neither' };
  }
}
