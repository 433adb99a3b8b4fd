import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readJson } from './bot-api/body.js';
import type { Control } from './bot-api/control.js';
import { BotApiError } from './bot-api/errors.js';
import { GROUP_TYPES } from './bot-api/groups.js';
import { sendFile, sendJson } from './bot-api/http.js';
import type { Profile } from './bot-api/profile.js';
import { MEDIA } from './bot-api/samples.js';
import type { World } from './bot-api/world.js';
import type { Crowd } from './crowd/crowd.js';
import { takeUpload } from './upload.js';

const MAX_BODY_BYTES = 65_536;

const id = z.number().int();
const name = z.string().trim().min(1).max(64);
const BODIES = {
  send: z.strictObject({ person: id, chat: id, text: z.string().min(1).max(4096), replyTo: id.optional() }),
  press: z.strictObject({ person: id, chat: id, message: id, data: z.string() }),
  media: z.strictObject({ person: id, chat: id, kind: z.enum(MEDIA) }),
  edit: z.strictObject({ person: id, chat: id, message: id, text: z.string().min(1).max(4096) }),
  block: z.strictObject({ person: id, blocked: z.boolean() }),
  group: z.strictObject({ person: id, title: z.string().trim().min(1).max(128), type: z.enum(GROUP_TYPES) }),
  member: z.strictObject({ person: id, chat: id, who: id, isIn: z.boolean() }),
  crowd: z.strictObject({
    count: z.number().int().min(1).max(5_000),
    blockedShare: z.number().min(0).max(1).optional(),
    perSecond: z.number().positive().max(10_000).optional(),
  }),
  person: z.strictObject({
    firstName: name,
    lastName: name.optional(),
    languageCode: z
      .string()
      .regex(/^[a-z]{2}$/)
      .optional(),
    kind: z.enum(['citizen', 'influencer', 'administrator']).optional(),
  }),
};

interface Parts {
  readonly world: World;
  readonly control: Control;
  readonly profile: Profile;
  readonly crowd: Crowd;
}

/** The page's own interface: what people do and see. Not part of Telegram. */
export function createControlHttp(
  parts: Parts,
): (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> {
  return async (request, response, url) => {
    const path = url.pathname.replace('/playground/', '');
    try {
      if (request.method === 'GET') return get(parts, path, url.searchParams, response);
      if (request.method !== 'POST') throw new BotApiError(405, 'Method Not Allowed');
      if (path === 'upload') return sendJson(response, 200, await takeUpload(parts.control, request, url.searchParams));
      // A form of another site cannot send this type without asking first.
      if (request.headers['content-type']?.startsWith('application/json') !== true)
        throw new BotApiError(415, 'Unsupported Media Type: application/json is expected');
      sendJson(response, 200, await post(parts, path, await readJson(request, MAX_BODY_BYTES)));
    } catch (error) {
      // What is left is a button that the bot did not answer.
      const code = error instanceof BotApiError ? error.code : error instanceof z.ZodError ? 400 : 504;
      sendJson(response, code, {
        error: error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message,
      });
    }
  };
}

function get(
  { world, control, profile, crowd }: Parts,
  path: string,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const [what, fileId = ''] = path.split('/');
  switch (what) {
    case 'events':
      return streamEvents(world, control, response);
    case 'state':
      return sendJson(response, 200, describe(world, control));
    case 'messages':
      return sendJson(response, 200, control.messages(Number(query.get('chat'))));
    case 'crowd':
      return sendJson(response, 200, crowd.view());
    case 'traffic':
      return sendJson(response, 200, control.traffic());
    case 'commands': {
      const person = world.person(Number(query.get('person')));
      const chatId = Number(query.get('chat') ?? person.id);
      const isAdmin = world.groups.get(chatId)?.creator === person.id;
      return sendJson(response, 200, profile.menuFor(person, chatId, isAdmin));
    }
    case 'file': {
      const file = world.files.get(fileId);
      if (file === undefined) throw new BotApiError(404, 'Not Found');
      return sendFile(response, file.bytes, file.mimeType);
    }
    default:
      throw new BotApiError(404, 'Not Found');
  }
}

async function post({ control, crowd }: Parts, path: string, body: unknown): Promise<unknown> {
  switch (path) {
    case 'send': {
      const { person, chat, text, replyTo } = BODIES.send.parse(body);
      return control.send(person, text, { chatId: chat, ...(replyTo === undefined ? {} : { replyTo }) });
    }
    case 'press': {
      const { person, chat, message, data } = BODIES.press.parse(body);
      return control.press(person, chat, message, data);
    }
    case 'media': {
      const { person, chat, kind } = BODIES.media.parse(body);
      return control.sendMedia(person, kind, { chatId: chat });
    }
    case 'edit': {
      const { person, chat, message, text } = BODIES.edit.parse(body);
      control.edit(person, chat, message, text);
      return {};
    }
    case 'block': {
      const { person, blocked } = BODIES.block.parse(body);
      control.block(person, blocked);
      return {};
    }
    case 'crowd': {
      const { count, blockedShare, perSecond } = BODIES.crowd.parse(body);
      crowd.add({
        count,
        ...(blockedShare === undefined ? {} : { blockedShare }),
        ...(perSecond === undefined ? {} : { perSecond }),
      });
      return crowd.view();
    }
    case 'group': {
      const { person, title, type } = BODIES.group.parse(body);
      return control.openGroup(person, title, type);
    }
    case 'member': {
      const { person, chat, who, isIn } = BODIES.member.parse(body);
      if (isIn) control.addToGroup(chat, who, person);
      else control.removeFromGroup(chat, who, person);
      return {};
    }
    case 'person': {
      const { firstName, lastName, languageCode, kind } = BODIES.person.parse(body);
      return control.addPerson({
        firstName,
        ...(lastName === undefined ? {} : { lastName }),
        ...(languageCode === undefined ? {} : { languageCode }),
        ...(kind === undefined ? {} : { kind }),
      });
    }
    default:
      throw new BotApiError(404, 'Not Found');
  }
}

function describe(world: World, control: Control): object {
  return {
    bot: { id: world.bot.id, username: world.bot.username, firstName: world.bot.first_name },
    people: control
      .people()
      .filter(({ isCrowd }) => isCrowd !== true)
      .map((person) => ({ ...person, blocked: world.blocked.has(person.id) })),
    chats: control.chats().filter(({ id }) => world.people.get(id)?.isCrowd !== true),
  };
}

/** Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
function streamEvents(world: World, control: Control, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': open\n\n');
  const stop = control.onEvent(({ type, ...data }) => {
    // What comes to a thousand made-up people is counted, not told: see crowd.
    if ('chatId' in data && world.people.get(data.chatId)?.isCrowd === true) return;
    response.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  });
  const beat = setInterval(() => response.write(': beat\n\n'), 15_000);
  response.on('close', () => {
    clearInterval(beat);
    stop();
  });
}
