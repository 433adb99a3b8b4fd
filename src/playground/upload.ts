import type { IncomingMessage } from 'node:http';
import type { Message } from '@grammyjs/types';
import { z } from 'zod';
import { readUpload } from './bot-api/body.js';
import type { Control } from './bot-api/control.js';
import { BotApiError, badRequest } from './bot-api/errors.js';

const id = z.coerce.number().int();
const QUERY = z.strictObject({
  person: id,
  chat: id,
  kind: z.enum(['photo', 'video', 'document', 'voice']),
  name: z.string().min(1).max(255),
  type: z.string().max(255).optional(),
  caption: z.string().max(1024).optional(),
  replyTo: id.optional(),
});

/**
 * Takes a file that a person sends: its bytes are the body, all else stands in the query.
 * @throws {BotApiError} 400, 413 or 415 @throws {z.ZodError}
 */
export async function takeUpload(control: Control, request: IncomingMessage, query: URLSearchParams): Promise<Message> {
  // Like JSON, a form of another site cannot send this type without asking first.
  if (request.headers['content-type'] !== 'application/octet-stream')
    throw new BotApiError(415, 'Unsupported Media Type: application/octet-stream is expected');
  const { person, chat, kind, name, type, caption, replyTo } = QUERY.parse(Object.fromEntries(query));
  const bytes = await readUpload(request);
  if (bytes.length === 0) throw badRequest('file must be non-empty');
  return control.sendMedia(person, kind, {
    chatId: chat,
    file: { bytes, fileName: name, mimeType: type || 'application/octet-stream' },
    ...(caption === undefined || caption === '' ? {} : { caption }),
    ...(replyTo === undefined ? {} : { replyTo }),
  });
}
