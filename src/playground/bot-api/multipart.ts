import type { Upload } from './types.js';

/**
 * Splits a body of multipart/form-data (RFC 7578). Written here because undici's parser refuses the
 * form that bots send: no blank after the header's colon, and a file name without quotes in UTF-8.
 * @returns undefined when the body is not what its boundary promises
 */
export function parseMultipart(body: Buffer, contentType: string): Map<string, string | Upload> | undefined {
  const boundary = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  if (boundary === null) return undefined;
  const delimiter = Buffer.from(`--${boundary[1] ?? boundary[2]}`);
  const fields = new Map<string, string | Upload>();
  let start = body.indexOf(delimiter);
  while (start !== -1) {
    const after = start + delimiter.length;
    if (body.subarray(after, after + 2).toString() === '--') return fields;
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), after);
    if (next === -1) return undefined;
    const part = readPart(body.subarray(after + 2, next));
    if (part === undefined) return undefined;
    fields.set(...part);
    start = next + 2;
  }
  return undefined;
}

/** One part: headers, an empty line, the content. */
function readPart(part: Buffer): [name: string, value: string | Upload] | undefined {
  const split = part.indexOf('\r\n\r\n');
  if (split === -1) return undefined;
  const headers = part.subarray(0, split).toString('utf8');
  const content = part.subarray(split + 4);
  const name = parameter(headers, 'name');
  if (name === undefined) return undefined;
  const fileName = parameter(headers, 'filename');
  if (fileName === undefined) return [name, content.toString('utf8')];
  const mimeType = /^content-type:\s*(\S+)/im.exec(headers)?.[1] ?? 'application/octet-stream';
  return [name, { bytes: content, fileName, mimeType }];
}

function parameter(headers: string, name: string): string | undefined {
  const found = new RegExp(`[;\\s]${name}=(?:"([^"]*)"|([^;\\r\\n]*))`, 'i').exec(headers);
  return found?.[1] ?? found?.[2];
}
