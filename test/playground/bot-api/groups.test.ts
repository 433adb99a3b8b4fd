import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal, openRoom, type Room } from './setup.js';

let room: Room;
beforeEach(async () => void (room = await openRoom()));
afterEach(() => room.close());

const say = (text: string, replyTo?: number) =>
  room.control.send(room.me, text, { chatId: room.group, ...(replyTo === undefined ? {} : { replyTo }) });

describe('in a group, privacy mode', () => {
  it.each(['/yojana', '/yojana@x_bot', '/yojana@X_Bot', 'बताओ @x_bot कब', '@X_BOT?'])(
    'lets %s through',
    async (text) => {
      say(text);
      expect((await room.updates()).at(-1)?.message?.text).toBe(text);
    },
  );

  it.each(['बस यूँ ही', '/yojana@other_bot', '@other_bot', 'x_bot', 'a@x_bot.in', 'http://x.in/@x_bot/yojana'])(
    'keeps %s from the bot',
    async (text) => {
      say(text);
      expect(await room.updates()).toEqual([]);
      expect(room.control.messages(room.group).at(-1)).toMatchObject({ text });
    },
  );

  it('lets replies to the bot through, and edits of what it may see', async () => {
    const { message_id } = await room.api.sendMessage(room.group, 'पूछिए');
    const reply = say('कब?', message_id);
    say('और?', reply.message_id);
    expect((await room.updates()).map(({ message }) => message?.text)).toEqual(['कब?']);
    const silent = say('बस यूँ ही');
    room.control.edit(room.me, room.group, silent.message_id, '@x_bot कब?');
    expect((await room.updates()).at(-1)?.edited_message?.text).toBe('@x_bot कब?');
  });

  it('lets a mention in a caption through', async () => {
    room.control.sendMedia(room.me, 'photo', { chatId: room.group, caption: '@x_bot' });
    expect(await room.updates()).toHaveLength(1);
  });
});

describe('members', () => {
  it('come and go with a service message', async () => {
    const { id } = room.control.addPerson({ firstName: 'कोई' });
    expect(() => room.control.send(id, 'x', { chatId: room.group })).toThrow('not in this chat');
    room.control.addToGroup(room.group, id, room.me);
    expect((await room.updates()).at(-1)?.message?.new_chat_members?.[0]?.id).toBe(id);
    expect(await room.api.getChatMember(room.group, id)).toMatchObject({ status: 'member' });
    room.control.removeFromGroup(room.group, id, id);
    expect((await room.updates()).at(-1)?.message?.left_chat_member?.id).toBe(id);
    expect(await room.api.getChatMember(room.group, id)).toMatchObject({ status: 'left' });
  });

  it('may remove the bot, which is told and can write no more, and add it again', async () => {
    room.control.removeFromGroup(room.group, room.botId, room.me);
    const [removed] = await room.updates();
    expect(removed?.my_chat_member).toMatchObject({ from: { id: room.me }, new_chat_member: { status: 'kicked' } });
    await expectRefusal(room.api.sendMessage(room.group, 'x'), 403, 'bot was kicked from the group chat');
    say('@x_bot?');
    expect(await room.updates()).toEqual([]);
    room.control.addToGroup(room.group, room.botId, room.me);
    const [added, note] = await room.updates();
    expect(added?.my_chat_member?.new_chat_member.status).toBe('member');
    expect(note?.message?.new_chat_members?.[0]?.id).toBe(room.botId);
    await room.api.sendMessage(room.group, 'x');
  });

  it('are told by a new group that the bot is in', async () => {
    room.control.addGroup(-3001, 'स्व-सहायता समूह', [room.people.influencer, room.me]);
    const [update] = await room.updates();
    expect(update?.my_chat_member).toMatchObject({
      chat: { id: -3001, type: 'group' },
      old_chat_member: { status: 'left' },
    });
  });
});

describe('what the bot can ask of a chat', () => {
  it('who it is', async () => {
    expect(await room.api.getChat(room.me)).toMatchObject({ id: room.me, type: 'private', first_name: 'सुमन' });
    expect(await room.api.getChat(room.group)).toMatchObject({ id: room.group, type: 'group', title: 'हमर गाँव' });
    await expectRefusal(room.api.getChat(99), 400, 'chat not found');
  });

  it('who is in it', async () => {
    expect(await room.api.getChatMember(room.group, room.me)).toMatchObject({
      status: 'creator',
      user: { id: room.me },
    });
    expect(await room.api.getChatMember(room.group, room.botId)).toMatchObject({ status: 'member' });
    expect(await room.api.getChatAdministrators(room.group)).toMatchObject([{ status: 'creator' }]);
    expect(await room.api.getChatMemberCount(room.group)).toBe(4);
    await expectRefusal(room.api.getChatMember(room.group, 99), 400, 'user not found');
  });

  it('to leave it', async () => {
    await room.api.leaveChat(room.group);
    await expectRefusal(room.api.sendMessage(room.group, 'x'), 403, 'Forbidden: bot was kicked from the group chat');
    await expectRefusal(room.api.leaveChat(room.me), 400, "chat member status can't be changed in private chats");
  });
});
