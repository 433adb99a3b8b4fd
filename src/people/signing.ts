import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Store } from '../store/port.js';

/** Signs short texts that come back to us through people's hands. */
export interface Signer {
  /** @returns 22 characters of `A-Za-z0-9_-`: 128 bits, which nobody guesses */
  readonly sign: (purpose: string, text: string) => string;
  readonly verify: (purpose: string, text: string, signature: string) => boolean;
}

const SIGNATURE_BYTES = 16;

/**
 * The key is made at the first start and kept in the store, so that a backup or a move carries it.
 * It is not derived from the bot's token: a new token must not break links that people hold.
 */
export async function openSigner(store: Store): Promise<Signer> {
  const secrets = store.collection<{ readonly key: string }>('secrets');
  await secrets.insert('signing', { key: randomBytes(32).toString('base64') });
  const kept = await secrets.get('signing');
  if (kept === undefined) throw new Error('the signing key was not kept');
  return createSigner(Buffer.from(kept.key, 'base64'));
}

/** @param key secret bytes, at least 32 */
export function createSigner(key: Buffer): Signer {
  const digest = (purpose: string, text: string): Buffer =>
    // The purpose keeps a signature made for one thing from opening another.
    createHmac('sha256', key).update(`${purpose}\n${text}`).digest().subarray(0, SIGNATURE_BYTES);
  return {
    sign: (purpose, text) => digest(purpose, text).toString('base64url'),
    verify: (purpose, text, signature) => {
      const given = Buffer.from(signature, 'base64url');
      const expected = digest(purpose, text);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
