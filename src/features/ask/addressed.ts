import type { Message, User } from 'grammy/types';

/**
 * What a message of a group says to the bot: a mention of it, or a reply to one of its messages.
 * @param me the bot
 * @returns the text without the mention; undefined when it is said to others or says nothing
 */
export function addressedText(
  message: Pick<Message, 'text' | 'entities' | 'reply_to_message'>,
  me: Pick<User, 'id'> & { readonly username: string },
): string | undefined {
  const text = message.text ?? '';
  const mentions = (message.entities ?? []).filter(
    ({ type, offset, length }) =>
      type === 'mention' && text.slice(offset, offset + length).toLowerCase() === `@${me.username.toLowerCase()}`,
  );
  if (mentions.length === 0 && message.reply_to_message?.from?.id !== me.id) return undefined;
  const said = [...mentions]
    .reverse()
    .reduce((rest, { offset, length }) => rest.slice(0, offset) + rest.slice(offset + length), text)
    .trim();
  return said === '' ? undefined : said;
}
