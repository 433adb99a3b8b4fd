// @ts-check
/** The playground's control interface (src/playground/control-http.ts). */

/** @param {string} path @returns {Promise<any>} @throws {Error} with the server's reason */
export async function get(path) {
  return answer(await fetch(`/playground/${path}`));
}

/** @param {string} path @param {object} body @returns {Promise<any>} @throws {Error} with the server's reason */
export async function post(path, body) {
  return answer(
    await fetch(`/playground/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

/** @param {Response} response */
async function answer(response) {
  const value = await response.json();
  if (!response.ok) throw new Error(value.error ?? response.statusText);
  return value;
}

/**
 * Watches what happens. The browser reconnects by itself.
 * @param {Record<string, (data: any) => void>} handlers by event: message, edit, delete, typing, open
 */
export function watch(handlers) {
  const events = new EventSource('/playground/events');
  for (const [name, handle] of Object.entries(handlers)) {
    if (name === 'open') events.addEventListener('open', () => handle(undefined));
    else events.addEventListener(name, (event) => handle(JSON.parse(event.data)));
  }
}
