import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { MEDIA, type Control } from './bot-api/control.js';
import { BotApiError } from './bot-api/errors.js';
import type { Profile } from './bot-api/profile.js';
import { readJson, sendJson } from './bot-api/server.js';
import type { World } from './bot-api/world.js';

const id = z.number().int();
const BODIES = {
  send: z.strictObject({ person: id, chat: id, text: z.string().min(1).max(4096), replyTo: id.optional() }),
  press: z.strictObject({ person: id, chat: id, message: id, data: z.string() }),
  media: z.strictObject({ person: id, chat: id, kind: z.enum(MEDIA) }),
  edit: z.strictObject({ person: id, chat: id, message: id, text: z.string().min(1).max(4096) }),
  block: z.strictObject({ person: id, blocked: z.boolean() }),
};

/** The page's own interface: what people do and see. Not part of Telegram. */
export function createControlHttp(
  world: World,
  control: Control,
  profile: Profile,
): (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> {
  const post = async (name: string, body: unknown): Promise<unknown> => {
    switch (name) {
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
      default:
        throw new BotApiError(404, 'Not Found');
    }
  };
  const get = (name: string, query: URLSearchParams): unknown => {
    const chatId = Number(query.get('chat'));
    switch (name) {
      case 'state':
        return describe(world);
      case 'messages':
        return control.messages(chatId);
      case 'commands':
        return profile.menuFor(
          chatId,
          world.groups.has(chatId),
          world.people.get(Number(query.get('person')))?.languageCode,
        );
      default:
        throw new BotApiError(404, 'Not Found');
    }
  };

  return async (request, response, url) => {
    const name = url.pathname.replace('/playground/', '');
    try {
      if (name === 'events' && request.method === 'GET') return streamEvents(control, response);
      if (request.method === 'GET') return sendJson(response, 200, get(name, url.searchParams));
      if (request.method !== 'POST') throw new BotApiError(405, 'Method Not Allowed');
      sendJson(response, 200, await post(name, await readJson(request)));
    } catch (error) {
      const code = error instanceof BotApiError ? error.code : error instanceof z.ZodError ? 400 : 504;
      sendJson(response, code, {
        error: error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message,
      });
    }
  };
}

function describe(world: World): object {
  const people = [...world.people.values()];
  const groups = [...world.groups.values()];
  return {
    bot: { id: world.bot.id, username: world.bot.username, firstName: world.bot.first_name },
    people,
    chats: [
      ...people.map((person) => ({ id: person.id, type: 'private', title: world.bot.first_name, personId: person.id })),
      ...groups.map(({ id: groupId, title, members }) => ({
        id: groupId,
        type: 'group',
        title,
        members: [...members],
      })),
    ],
  };
}

/** Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
function streamEvents(control: Control, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': open\n\n');
  const stop = control.onEvent(({ type, ...data }) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`),
  );
  const beat = setInterval(() => response.write(': beat\n\n'), 15_000);
  response.on('close', () => {
    clearInterval(beat);
    stop();
  });
}
