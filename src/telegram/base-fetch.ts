type Fetch = typeof globalThis.fetch;

/**
 * Node's fetch, as every Bot and Api of the product calls it. grammY hands over signals of a polyfill,
 * which Node 24 refuses ("Expected signal to be an instance of AbortSignal"); here they become native
 * ones. The whole answer is read, so that a signal reaches its body too and no listener outlives the
 * call; answers of Telegram are small.
 */
export const baseFetch: Fetch = async (input, init) => {
  const given = init?.signal;
  const cut = new AbortController();
  const forward = (): void => cut.abort(given?.reason);
  if (given?.aborted === true) forward();
  given?.addEventListener('abort', forward);
  try {
    const response = await globalThis.fetch(input, { ...init, signal: cut.signal });
    const body = await response.arrayBuffer();
    return new Response(body.byteLength === 0 ? null : body, response);
  } finally {
    given?.removeEventListener('abort', forward);
  }
};
