import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};
const PAGE = fileURLToPath(new URL('page/', import.meta.url));
const FONTS: Readonly<Record<string, string>> = {
  '/fonts/NotoSansDevanagari-400.ttf':
    '@expo-google-fonts/noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf',
  '/fonts/NotoSansDevanagari-700.ttf': '@expo-google-fonts/noto-sans-devanagari/700Bold/NotoSansDevanagari_700Bold.ttf',
};

/**
 * The files of the page and its fonts, by path. Only these are served: a path from outside never
 * reaches the file system.
 */
export async function listPageFiles(): Promise<ReadonlyMap<string, string>> {
  const require = createRequire(import.meta.url);
  const names = (await readdir(PAGE)).filter((name) => extname(name) in TYPES);
  return new Map([
    ...names.map((name) => [`/${name}`, join(PAGE, name)] as const),
    ['/', join(PAGE, 'index.html')],
    ...Object.entries(FONTS).map(([path, module]) => [path, require.resolve(module)] as const),
  ]);
}

export async function serveFile(path: string, response: ServerResponse): Promise<void> {
  const { size } = await stat(path);
  response.writeHead(200, {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'content-length': size,
    'cache-control': path.endsWith('.ttf') ? 'max-age=86400' : 'no-store',
  });
  await pipeline(createReadStream(path), response);
}
