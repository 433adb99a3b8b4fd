import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal, openRoom, type Room } from './setup.js';

const CHANNEL = -1_001_000_000_001;
let room: Room;
let owner: number;
beforeEach(async () => {
  room = await openRoom();
  owner = room.people.administrator;
  room.control.addGroup(CHANNEL, 'गाँव की खबर', [owner, room.me], { type: 'channel', withBot: false });
});
afterEach(() => room.close());

const addBot = async (): Promise<void> => {
  room.control.addToGroup(CHANNEL, room.botId, owner);
  await room.updates();
};

describe('a channel', () => {
  it('takes the bot in as an administrator, with no message about it', async () => {
    await expectRefusal(room.api.sendMessage(CHANNEL, 'x'), 403, 'Forbidden: bot was kicked from the channel chat');
    room.control.addToGroup(CHANNEL, room.botId, owner);
    const updates = await room.updates();
    expect(updates).toHaveLength(1);
    expect(updates[0]?.my_chat_member).toMatchObject({
      chat: { id: CHANNEL, type: 'channel', title: 'गाँव की खबर' },
      from: { id: owner },
      old_chat_member: { status: 'left' },
      new_chat_member: { status: 'administrator', can_post_messages: true, user: { id: room.botId } },
    });
    expect(room.control.messages(CHANNEL)).toEqual([]);
    expect(await room.api.getChatMember(CHANNEL, room.botId)).toMatchObject({ status: 'administrator' });
    expect((await room.api.getChatAdministrators(CHANNEL)).map(({ status }) => status)).toEqual([
      'creator',
      'administrator',
    ]);
  });

  it('tells the bot of posts and their edits, without who wrote them', async () => {
    await addBot();
    const post = room.control.send(owner, '/announce_here', { chatId: CHANNEL });
    room.control.edit(owner, CHANNEL, post.message_id, 'नई खबर');
    const [posted, edited] = await room.updates();
    expect(posted?.channel_post).toMatchObject({
      text: '/announce_here',
      entities: [{ type: 'bot_command' }],
      sender_chat: { id: CHANNEL },
    });
    expect(posted?.channel_post).not.toHaveProperty('from');
    expect(edited?.edited_channel_post).toMatchObject({ text: 'नई खबर' });
  });

  it('is written by its owner and the bot only', async () => {
    await addBot();
    expect(() => room.control.send(room.me, 'x', { chatId: CHANNEL })).toThrow('not in this chat');
    const { message_id } = await room.api.sendMessage(CHANNEL, 'एक');
    expect(() => room.control.edit(room.me, CHANNEL, message_id, 'x')).toThrow("can't be edited");
    await room.api.editMessageText(CHANNEL, message_id, 'दो');
    expect(room.control.messages(CHANNEL)).toMatchObject([{ text: 'दो', sender_chat: { id: CHANNEL } }]);
    await room.api.deleteMessage(CHANNEL, message_id);
    expect(room.control.messages(CHANNEL)).toEqual([]);
  });

  it('takes no keyboard but an inline one', async () => {
    await addBot();
    const reply_markup = { keyboard: [[{ text: 'x' }]] };
    await expectRefusal(room.api.sendMessage(CHANNEL, 'x', { reply_markup }), 400, 'inline keyboard expected');
  });

  it('is where a forward of its posts comes from', async () => {
    await addBot();
    const post = room.control.send(owner, 'खबर', { chatId: CHANNEL });
    expect((await room.api.forwardMessage(room.me, CHANNEL, post.message_id)).forward_origin).toMatchObject({
      type: 'channel',
      chat: { id: CHANNEL },
      message_id: post.message_id,
    });
  });
});

describe('a bot that is an administrator of a group', () => {
  it('sees everything and may delete anything', async () => {
    room.control.addGroup(-1_002, 'बड़ा समूह', [owner, room.me], { type: 'supergroup' });
    room.control.promoteBot(-1_002, owner);
    expect((await room.updates()).map(({ my_chat_member: change }) => change?.new_chat_member.status)).toEqual([
      'member',
      'administrator',
    ]);
    const said = room.control.send(room.me, 'बस यूँ ही', { chatId: -1_002 });
    expect((await room.updates()).at(-1)?.message?.text).toBe('बस यूँ ही');
    await room.api.deleteMessage(-1_002, said.message_id);
    expect(await room.api.getChat(-1_002)).toMatchObject({ type: 'supergroup' });
  });
});
