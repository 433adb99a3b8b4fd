import type { Message } from '@grammyjs/types';
import { deliver } from './compose.js';
import { BotApiError, badRequest } from './errors.js';
import type { StoredFile } from './files.js';
import { readPictureSize } from './picture.js';
import { checkCaption } from './text.js';
import type { Args, Upload } from './types.js';
import type { World } from './world.js';

/** 10 MB, sides of 10,000 together, at most 1 to 20: https://core.telegram.org/bots/api#sendphoto */
const PHOTO = { maxBytes: 10_485_760, maxSides: 10_000, maxRatio: 20 } as const;

/** https://core.telegram.org/bots/api#sendphoto */
export function sendPhoto(world: World, args: Args<'sendPhoto'>): Message.PhotoMessage {
  const file = takeFile(world, args.photo, 'photo', (upload) => checkPhoto(upload));
  const size = readPictureSize(file.bytes);
  if (size === undefined) throw badRequest("can't use file of this type as Photo");
  const photo = [{ ...describe(file), ...size }];
  const caption = checkCaption(args);
  return deliver(world, world.chatForBot(args.chat_id), { photo, ...caption }, args) as Message.PhotoMessage;
}

/** https://core.telegram.org/bots/api#senddocument */
export function sendDocument(world: World, args: Args<'sendDocument'>): Message.DocumentMessage {
  const file = takeFile(world, args.document, 'document', () => undefined);
  const document = { ...describe(file), file_name: file.fileName, mime_type: file.mimeType };
  const caption = checkCaption(args);
  return deliver(world, world.chatForBot(args.chat_id), { document, ...caption }, args) as Message.DocumentMessage;
}

/** https://core.telegram.org/bots/api#sendvideo */
export function sendVideo(world: World, args: Args<'sendVideo'>): Message.VideoMessage {
  const file = takeFile(world, args.video, 'video', () => undefined);
  const { width = 640, height = 480, duration = 0 } = args;
  const video = { ...describe(file), width, height, duration, mime_type: file.mimeType };
  const caption = checkCaption(args);
  return deliver(world, world.chatForBot(args.chat_id), { video, ...caption }, args) as Message.VideoMessage;
}

/** https://core.telegram.org/bots/api#sendvoice */
export function sendVoice(world: World, args: Args<'sendVoice'>): Message.VoiceMessage {
  const file = takeFile(world, args.voice, 'voice', () => undefined);
  const voice = { ...describe(file), duration: args.duration ?? 0, mime_type: file.mimeType };
  const caption = checkCaption(args);
  return deliver(world, world.chatForBot(args.chat_id), { voice, ...caption }, args) as Message.VoiceMessage;
}

/** A file three ways: https://core.telegram.org/bots/api#sending-files. By URL is refused: nothing is fetched from outside. */
function takeFile(
  world: World,
  given: Upload | string | undefined,
  kind: 'photo' | 'document' | 'video' | 'voice',
  check: (upload: Upload) => void,
): StoredFile {
  if (given === undefined || given === '') throw badRequest(`there is no ${kind} in the request`);
  if (typeof given === 'string') {
    const known = world.files.get(given);
    if (known === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
    return known;
  }
  if (given.bytes.length === 0) throw badRequest('file must be non-empty');
  check(given);
  return world.files.add(given, `${kind}s`);
}

function checkPhoto(upload: Upload): void {
  if (upload.bytes.length > PHOTO.maxBytes) throw new BotApiError(413, 'Request Entity Too Large');
  const size = readPictureSize(upload.bytes);
  if (size === undefined) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = size;
  if (width + height > PHOTO.maxSides || Math.max(width / height, height / width) > PHOTO.maxRatio)
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
}

const describe = (file: StoredFile): { file_id: string; file_unique_id: string; file_size: number } => ({
  file_id: file.id,
  file_unique_id: file.uniqueId,
  file_size: file.bytes.length,
});
