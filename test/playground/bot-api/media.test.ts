import { InputFile } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawPng } from '../../../src/playground/bot-api/picture.js';
import { expectRefusal, openRoom, type Room } from './setup.js';

let room: Room;
beforeEach(async () => void (room = await openRoom()));
afterEach(() => room.close());

const png = drawPng({ width: 64, height: 48 });
const download = async (fileId: string): Promise<Buffer> => {
  const { file_path } = await room.api.getFile(fileId);
  const response = await fetch(`${room.apiRoot}/file/bot${room.token}/${file_path}`);
  return Buffer.from(await response.arrayBuffer());
};

describe('a photo', () => {
  it('goes up with its caption and buttons, and comes down again', async () => {
    const sent = await room.api.sendPhoto(room.me, new InputFile(png, 'चित्र.png'), {
      caption: '12345',
      caption_entities: [{ type: 'bold', offset: 0, length: 5 }],
      reply_markup: { inline_keyboard: [[{ text: 'हाँ', callback_data: 'yes' }]] },
    });
    expect(sent).toMatchObject({ caption: '12345', photo: [{ width: 64, height: 48, file_size: png.length }] });
    expect(sent.caption_entities).toHaveLength(1);
    expect(sent.reply_markup?.inline_keyboard).toHaveLength(1);
    expect(await download(sent.photo[0]?.file_id ?? '')).toEqual(png);
    expect(room.calls.at(-2)?.payload).toMatchObject({ photo: { fileName: 'चित्र.png', bytes: png.length } });
  });

  it('goes again by its id', async () => {
    const first = await room.api.sendPhoto(room.me, new InputFile(png));
    const again = await room.api.sendPhoto(room.me, first.photo[0]?.file_id ?? '');
    expect(again.photo).toEqual(first.photo);
  });

  it.each([
    ['no picture', Buffer.from('hello'), 'IMAGE_PROCESS_FAILED'],
    ['nothing', Buffer.alloc(0), 'file must be non-empty'],
    ['too long a strip', drawPng({ width: 210, height: 10 }), 'PHOTO_INVALID_DIMENSIONS'],
    ['too large', drawPng({ width: 9_000, height: 1_001 }), 'PHOTO_INVALID_DIMENSIONS'],
  ])('is refused: %s', async (_, bytes, description) => {
    await expectRefusal(room.api.sendPhoto(room.me, new InputFile(bytes, 'x.png')), 400, description);
  });

  it('is refused over 10 MB, with a caption over 1,024 characters, or by an address', async () => {
    const large = Buffer.concat([png, Buffer.alloc(10_485_760)]);
    await expectRefusal(room.api.sendPhoto(room.me, new InputFile(large, 'x.png')), 413, 'Request Entity Too Large');
    const caption = 'x'.repeat(1025);
    await expectRefusal(
      room.api.sendPhoto(room.me, new InputFile(png), { caption }),
      400,
      'message caption is too long',
    );
    await expectRefusal(room.api.sendPhoto(room.me, 'https://x.in/a.png'), 400, 'wrong file identifier/HTTP URL');
    await expectRefusal(room.api.sendPhoto(room.me, ''), 400, 'there is no photo in the request');
  });
});

it('a document keeps its name and type', async () => {
  const bytes = Buffer.from('a,b\r\n\r\n--\u0000');
  const { document } = await room.api.sendDocument(room.me, new InputFile(bytes, 'ledger.csv'));
  expect(document).toMatchObject({ file_name: 'ledger.csv', file_size: bytes.length });
  expect(await download(document.file_id)).toEqual(bytes);
});

it.each(['voice', 'sticker', 'photo', 'video', 'document'] as const)(
  'a %s of a person can be fetched',
  async (kind) => {
    room.control.sendMedia(room.me, kind, { file: { bytes: png, fileName: 'x.png' }, caption: 'देखिए' });
    const message = (await room.updates()).at(-1)?.message;
    const content = message?.[kind];
    const fileId = Array.isArray(content) ? content[0]?.file_id : content?.file_id;
    expect(await download(fileId ?? '')).toEqual(png);
  },
);

it.each(['location', 'contact'] as const)('a %s of a person arrives', async (kind) => {
  room.control.sendMedia(room.me, kind);
  expect((await room.updates()).at(-1)?.message?.[kind]).toBeDefined();
});

it('a file that is not there is not found', async () => {
  await expectRefusal(room.api.getFile('x'), 400, 'invalid file_id');
  expect((await fetch(`${room.apiRoot}/file/bot${room.token}/photos/x.png`)).status).toBe(404);
  expect((await fetch(`${room.apiRoot}/file/bot1:wrong/photos/x.png`)).status).toBe(401);
});

it('a file that could run in the page is only ever downloaded', async () => {
  const { document } = await room.api.sendDocument(room.me, new InputFile(Buffer.from('<script>'), 'x.html'));
  const response = await fetch(`${room.url}/playground/file/${document.file_id}`);
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  expect(response.headers.get('content-disposition')).toBe('attachment');
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  const photo = room.control.sendMedia(room.me, 'photo');
  const shown = await fetch(`${room.url}/playground/file/${photo.photo?.[0]?.file_id}`);
  expect(shown.headers.get('content-type')).toBe('image/png');
});

describe('a copy', () => {
  it('has the content without buttons, reply and link to the original', async () => {
    const photo = await room.api.sendPhoto(room.me, new InputFile(png), {
      caption: 'एक',
      reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] },
    });
    const { message_id } = await room.api.copyMessage(room.group, room.me, photo.message_id);
    const copy = room.control.messages(room.group).at(-1);
    expect(copy).toMatchObject({ message_id, caption: 'एक', photo: photo.photo, chat: { id: room.group } });
    expect(copy).not.toHaveProperty('reply_markup');
    expect(copy).not.toHaveProperty('forward_origin');
  });

  it('may have another caption, or none, and its own buttons', async () => {
    const sent = room.control.sendMedia(room.me, 'video', { caption: 'पुराना' });
    const reply_markup = { inline_keyboard: [[{ text: 'x', url: 'https://x.in' }]] };
    await room.api.copyMessage(room.me, room.me, sent.message_id, { caption: 'नया', reply_markup });
    expect(room.control.messages(room.me).at(-1)).toMatchObject({ caption: 'नया', reply_markup });
    await room.api.copyMessage(room.me, room.me, sent.message_id, { caption: '' });
    expect(room.control.messages(room.me).at(-1)).not.toHaveProperty('caption');
  });

  it('is refused of nothing and of service messages', async () => {
    await expectRefusal(room.api.copyMessage(room.me, room.me, 999_999), 400, 'message to copy not found');
    room.control.addPerson({ id: 5001, firstName: 'कोई' });
    room.control.addToGroup(room.group, 5001, room.me);
    const service = room.control.messages(room.group).at(-1)?.message_id ?? 0;
    await expectRefusal(room.api.copyMessage(room.me, room.group, service), 400, "message can't be copied");
    await expectRefusal(room.api.forwardMessage(room.me, room.group, service), 400, "message can't be forwarded");
  });
});

it('a forward names whom it comes from, also when it is forwarded again', async () => {
  const mine = room.control.send(room.me, 'सुनिए');
  const once = await room.api.forwardMessage(room.group, room.me, mine.message_id);
  expect(once.forward_origin).toMatchObject({ type: 'user', sender_user: { id: room.me } });
  const twice = await room.api.forwardMessage(room.me, room.group, once.message_id);
  expect(twice.forward_origin).toEqual(once.forward_origin);
});

it('several messages are copied or forwarded at once, those that are not there are skipped', async () => {
  const text = room.control.send(room.me, 'सुनिए').message_id;
  const photo = room.control.sendMedia(room.me, 'photo', { caption: 'देखिए' }).message_id;
  const copies = await room.api.copyMessages(room.group, room.me, [text, 999_999, photo], { remove_caption: true });
  expect(copies).toHaveLength(2);
  expect(room.control.messages(room.group).at(-1)).not.toHaveProperty('caption');
  await room.api.forwardMessages(room.group, room.me, [text, photo]);
  expect(room.control.messages(room.group).at(-1)).toMatchObject({ caption: 'देखिए', forward_origin: { type: 'user' } });
  await expectRefusal(room.api.copyMessages(room.group, room.me, [999_999]), 400, 'no messages to copy');
  await expectRefusal(
    room.api.copyMessages(
      room.group,
      room.me,
      Array.from({ length: 101 }, (_, index) => index + 1),
    ),
    400,
    'too many messages',
  );
});

it('the bot sends videos and voice too', async () => {
  const { video } = await room.api.sendVideo(room.me, new InputFile(Buffer.from('v'), 'v.mp4'), { duration: 7 });
  expect(video).toMatchObject({ duration: 7, file_size: 1 });
  const { voice, caption } = await room.api.sendVoice(room.me, new InputFile(Buffer.from('ab'), 'v.ogg'), {
    caption: 'सुनिए',
  });
  expect([voice.file_size, caption]).toEqual([2, 'सुनिए']);
});
