import { Composer, GrammyError } from 'grammy';
import type { Chat } from 'grammy/types';
import { plain } from '../../answers/text.js';
import type { Language } from '../../content/language.js';
import type { Places } from '../../delivery/places.js';
import type { Log } from '../../log.js';
import type { Audit } from '../../people/audit.js';
import { may } from '../../people/roles.js';
import type { BotContext } from '../../telegram/context.js';
import { say } from '../../telegram/send.js';

export interface PlacesDeps {
  readonly places: Places;
  readonly audit: Audit;
  readonly log: Log;
  /** of somebody who is told something without having written */
  readonly languageOf: (id: number) => Promise<Language>;
}

/**
 * Groups and channels that get announcements. An administrator of ours adds the bot, then writes
 * /announce_here there. In a channel nobody sees who writes, so it counts only where one of ours had
 * added the bot; in a group it counts from one of ours, also where somebody else had.
 */
export function createPlacesFeature({ places, audit, log, languageOf }: PlacesDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.on('my_chat_member', async (ctx, next) => {
    const { status } = ctx.myChatMember.new_chat_member;
    const isIn = status === 'member' || status === 'administrator';
    if (ctx.chat.type === 'private') return next();
    if (!isIn) await places.remove(ctx.chat.id);
    else if (may(ctx.role, 'administer') && (await places.get(ctx.chat.id)) === undefined) {
      await places.put({ ...placeOf(ctx.chat), by: ctx.from.id, announce: false });
      await tell(ctx, ctx.from.id, ctx.t('places.next', { title: titleOf(ctx.chat) }));
    }
    return next();
  });

  composer
    .chatType(['group', 'supergroup', 'channel'])
    .command(['announce_here', 'announce_stop'], async (ctx, next) => {
      const known = await places.get(ctx.chat.id);
      const by = ctx.from?.id ?? known?.by ?? 0;
      // Channel posts and anonymous administrators come in the name of the chat itself.
      const isFromChat = ctx.msg.sender_chat?.id === ctx.chat.id;
      if (!may(ctx.role, 'administer') && !(isFromChat && known !== undefined)) return next();
      const announce = ctx.msg.text.startsWith('/announce_here');
      // Telegram puts what names no topic into the general one, which may be closed.
      const thread = ctx.msg.is_topic_message === true ? ctx.msg.message_thread_id : undefined;
      await places.put({
        ...placeOf(ctx.chat),
        by,
        announce,
        ...(announce && thread !== undefined ? { thread } : {}),
      });
      await audit.note({
        at: ctx.now,
        by,
        act: announce ? 'place_add' : 'place_remove',
        on: titleOf(ctx.chat),
        cause: ctx.update.update_id,
      });
      if (ctx.chat.type === 'channel') return tellOfChannel(ctx, by, announce);
      return say(ctx, plain(ctx.t(announce ? 'places.added' : 'places.removed')));
    });

  /** A channel's readers need not see how it is set up. */
  async function tellOfChannel(ctx: BotContext, by: number, announce: boolean): Promise<void> {
    const t = ctx.translate(await languageOf(by));
    const isDeleted = await ctx.deleteMessage().catch((error: unknown) => {
      if (error instanceof GrammyError) return false;
      throw error;
    });
    const said = t(announce ? 'places.added_channel' : 'places.removed_channel', { title: titleOf(ctx.chat) });
    await tell(ctx, by, isDeleted ? said : `${said}\n\n${t('places.delete_yourself')}`);
  }

  async function tell(ctx: BotContext, id: number, text: string): Promise<void> {
    try {
      await ctx.api.sendMessage(id, text);
    } catch (error) {
      log.info({ error }, 'an administrator could not be told in private about a group or channel');
    }
  }

  composer.on('message:migrate_to_chat_id', (ctx) => places.move(ctx.chat.id, ctx.msg.migrate_to_chat_id));

  return composer;
}

const titleOf = (chat: Chat | undefined): string => chat?.title ?? String(chat?.id ?? '');

const placeOf = (chat: Chat): { id: number; title: string; kind: 'group' | 'channel' } => ({
  id: chat.id,
  title: titleOf(chat),
  kind: chat.type === 'channel' ? 'channel' : 'group',
});
