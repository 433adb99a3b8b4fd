import { pino, type Logger } from 'pino';
import { maskPersonalNumbers } from './people/personal-numbers.js';

export type Log = Logger;

const TOKEN = /(?<!\d)\d{3,}:[\w-]{20,}/g;

/** @returns the text without bot tokens and without numbers that identify a person */
export function scrub(text: string): string {
  return maskPersonalNumbers(text.replaceAll(TOKEN, '<token>')).text;
}

/** @returns what of an error may be logged: name, message and stack, scrubbed; never the request's payload */
export function describeError(error: unknown): { type: string; message: string; stack?: string; code?: number } {
  if (!(error instanceof Error)) return { type: typeof error, message: scrub(String(error)) };
  const code = (error as { error_code?: unknown }).error_code;
  return {
    type: error.name,
    message: scrub(error.message),
    ...(error.stack === undefined ? {} : { stack: scrub(error.stack) }),
    ...(typeof code === 'number' ? { code } : {}),
  };
}

/** Logs JSON lines to stderr: stdout belongs to what the program is asked to print. */
export function createLog(level: string): Log {
  return pino({ level, base: null, serializers: { error: describeError } }, pino.destination(2));
}
