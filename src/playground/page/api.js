// @ts-check
/** The playground's control interface (src/playground/control-http.ts). */

const STOPPED = 'प्रोग्राम बंद है, फिर से शुरू कीजिए · the program has stopped: start it again';

/** As fetch, but says in words that nobody is there. @param {string} path @param {RequestInit} [init] */
async function ask(path, init) {
  try {
    return await fetch(`/playground/${path}`, init);
  } catch {
    throw new Error(STOPPED);
  }
}

/** @param {string} path @returns {Promise<any>} @throws {Error} with the server's reason */
export async function get(path) {
  return answer(await ask(path));
}

/** @param {string} path @param {object} body @returns {Promise<any>} @throws {Error} with the server's reason */
export async function post(path, body) {
  return answer(
    await ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

/**
 * @param {Record<string, string | number>} fields whose, where and what it is @param {File} file
 * @returns {Promise<any>} @throws {Error} with the server's reason
 */
export async function upload(fields, file) {
  const query = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  query.set('name', file.name);
  if (file.type !== '') query.set('type', file.type);
  const headers = { 'content-type': 'application/octet-stream' };
  return answer(await ask(`upload?${query}`, { method: 'POST', headers, body: file }));
}

/** @param {Response} response */
async function answer(response) {
  const value = await response.json();
  if (!response.ok) throw new Error(value.error ?? response.statusText);
  return value;
}

/**
 * Watches what happens. The browser reconnects by itself.
 * @param {Record<string, (data: any) => void>} handlers by event: message, edit, delete, typing, places, open, lost
 */
export function watch(handlers) {
  const events = new EventSource('/playground/events');
  for (const [name, handle] of Object.entries(handlers)) {
    if (name === 'open') events.addEventListener('open', () => handle(undefined));
    else if (name === 'lost') events.addEventListener('error', () => handle(undefined));
    else events.addEventListener(name, (event) => handle(JSON.parse(event.data)));
  }
}
