import type { ServerResponse } from 'node:http';

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const body = Buffer.from(JSON.stringify(value));
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
    .end(body);
}

/** Shown by a browser without being able to do anything; everything else is downloaded. */
const SHOWN = new Set([
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'audio/ogg',
  'audio/mpeg',
  'audio/mp4',
  'audio/webm',
  'audio/wav',
  'video/mp4',
  'video/webm',
]);

/** Sends a file that somebody uploaded: whatever it is, it never runs as part of the page. */
export function sendFile(response: ServerResponse, bytes: Buffer, mimeType: string): void {
  const isShown = SHOWN.has(mimeType);
  response
    .writeHead(200, {
      'content-type': isShown ? mimeType : 'application/octet-stream',
      'content-length': bytes.length,
      'content-disposition': isShown ? 'inline' : 'attachment',
      'content-security-policy': "sandbox; default-src 'none'",
    })
    .end(bytes);
}
