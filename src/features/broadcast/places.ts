import { Composer } from 'grammy';
import type { Chat } from 'grammy/types';
import { plain } from '../../answers/text.js';
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
}

/**
 * Groups and channels that get announcements. An administrator of ours adds the bot, then writes
 * /announce_here there. In a channel nobody sees who writes, so it counts only where one of ours had
 * added the bot; in a group it counts from one of ours, also where somebody else had.
 */
export function createPlacesFeature({ places, audit, log }: PlacesDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.on('my_chat_member', async (ctx, next) => {
    const { status } = ctx.myChatMember.new_chat_member;
    const isIn = status === 'member' || status === 'administrator';
    if (ctx.chat.type === 'private') return next();
    if (!isIn) await places.remove(ctx.chat.id);
    else if (may(ctx.role, 'administer') && (await places.get(ctx.chat.id)) === undefined) {
      await places.put({ ...placeOf(ctx.chat), by: ctx.from.id, announce: false });
      await tell(ctx, log);
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
      await places.put({ ...placeOf(ctx.chat), by, announce });
      await audit.note({
        at: ctx.now,
        by,
        act: announce ? 'place_add' : 'place_remove',
        on: ctx.chat.title ?? String(ctx.chat.id),
        cause: ctx.update.update_id,
      });
      return say(ctx, plain(ctx.t(announce ? 'places.added' : 'places.removed')));
    });

  composer.on('message:migrate_to_chat_id', (ctx) => places.move(ctx.chat.id, ctx.msg.migrate_to_chat_id));

  return composer;
}

const placeOf = (chat: Chat): { id: number; title: string; kind: 'group' | 'channel' } => ({
  id: chat.id,
  title: chat.title ?? String(chat.id),
  kind: chat.type === 'channel' ? 'channel' : 'group',
});

/** Says in private what is to be done next. */
async function tell(ctx: BotContext, log: Log): Promise<void> {
  try {
    await ctx.api.sendMessage(ctx.from?.id ?? 0, ctx.t('places.next', { title: ctx.chat?.title ?? '' }));
  } catch (error) {
    log.info({ error }, 'an administrator who added the bot could not be told how to go on');
  }
}
