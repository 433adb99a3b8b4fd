import type { IncomingMessage } from 'node:http';
import { BotApiError, badRequest } from './errors.js';
import { parseMultipart } from './multipart.js';
import type { Upload } from './types.js';

/** Files of up to 50 MB: https://core.telegram.org/bots/api#sending-files */
const MAX_UPLOAD_BYTES = 52_428_800;
const MAX_BODY_BYTES = 5_242_880;

/** Parameters that are text even when they look like a number or like JSON. */
const TEXTS = new Set([
  'action',
  'callback_query_id',
  'caption',
  'description',
  'file_id',
  'language_code',
  'name',
  'parse_mode',
  'secret_token',
  'short_description',
  'text',
  'url',
]);

/**
 * Reads the parameters of a call, however they come: query string, form, JSON or multipart, see
 * https://core.telegram.org/bots/api#making-requests
 * @throws {BotApiError} 400 or 413
 */
export async function readArgs(request: IncomingMessage): Promise<Record<string, unknown>> {
  const query = fromText(new URL(request.url ?? '/', 'http://localhost').searchParams);
  const type = request.headers['content-type'] ?? '';
  const isMultipart = type.startsWith('multipart/form-data');
  const body = await readBytes(request, isMultipart ? MAX_UPLOAD_BYTES : MAX_BODY_BYTES);
  if (body.length === 0) return query;
  if (isMultipart) return { ...query, ...fromMultipart(body, type) };
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { ...query, ...fromText(new URLSearchParams(body.toString('utf8'))) };
  return { ...query, ...parseObject(body) };
}

/** A JSON object, for those who take nothing else. @throws {BotApiError} 400 or 413 */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<Record<string, unknown>> {
  return parseObject(await readBytes(request, maxBytes));
}

/** A file as it is. @throws {BotApiError} 413 */
export const readUpload = (request: IncomingMessage): Promise<Buffer> => readBytes(request, MAX_UPLOAD_BYTES);

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new BotApiError(413, 'Request Entity Too Large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseObject(body: Buffer): Record<string, unknown> {
  const value = parseJson(body.toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badRequest("can't parse parameters: a JSON object is expected");
  return value as Record<string, unknown>;
}

function fromMultipart(body: Buffer, type: string): Record<string, unknown> {
  const fields = parseMultipart(body, type);
  if (fields === undefined) throw badRequest("can't parse multipart/form-data");
  const uploads = new Map([...fields].filter((field): field is [string, Upload] => typeof field[1] !== 'string'));
  const texts = fromText([...fields].filter((field): field is [string, string] => typeof field[1] === 'string'));
  // `attach://name` stands for the part of that name: https://core.telegram.org/bots/api#sending-files
  const named = new Set<string>();
  const attached = mapTexts(texts, (text) => {
    const name = /^attach:\/\/(.+)/.exec(text)?.[1] ?? '';
    if (uploads.has(name)) named.add(name);
    return uploads.get(name) ?? text;
  });
  return { ...attached, ...Object.fromEntries([...uploads].filter(([name]) => !named.has(name))) };
}

function mapTexts(value: Record<string, unknown>, map: (text: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapInside(inner, map)]));
}
function mapInside(value: unknown, map: (text: string) => unknown): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapInside(item, map));
  return typeof value === 'object' && value !== null ? mapTexts(value as Record<string, unknown>, map) : value;
}

/** Text fields carry numbers, booleans and JSON-serialized objects too. */
function fromText(fields: Iterable<[string, string]>): Record<string, unknown> {
  return Object.fromEntries(
    [...fields].map(([name, text]) => [name, TEXTS.has(name) ? text : (parseJson(text) ?? text)]),
  );
}

/** @returns undefined when it is no JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // told by the caller, who knows whether it had to be JSON
  }
}
