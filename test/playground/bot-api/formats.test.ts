import fc from 'fast-check';
import type { MessageEntity } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { formatText } from '../../../src/playground/bot-api/entities.js';
import { BotApiError } from '../../../src/playground/bot-api/errors.js';
import { parseMultipart } from '../../../src/playground/bot-api/multipart.js';
import { drawPng, readPictureSize } from '../../../src/playground/bot-api/picture.js';

describe('formatText', () => {
  const text = fc.string({ unit: 'binary', maxLength: 30 });
  const number = fc.integer({ min: -3, max: 40 });
  const entity = fc.record({ type: fc.constantFrom('bold' as const, 'code' as const), offset: number, length: number });

  /** @returns the pieces of text that stand under bold and code; none when it is refused */
  const covered = (given: string, entities: MessageEntity[]): string[] => {
    try {
      const formatted = formatText(given, entities);
      return formatted.entities
        .filter(({ type }) => type === 'bold' || type === 'code')
        .map(({ offset, length }) => formatted.text.slice(offset, offset + length));
    } catch (error) {
      if (error instanceof BotApiError) return [];
      throw error;
    }
  };

  it('keeps every entity over the same letters, but for blanks at the ends', () => {
    fc.assert(
      fc.property(text, fc.array(entity, { maxLength: 3 }), (given, entities) => {
        const meant = entities.map(({ offset, length }) => given.slice(offset, offset + length));
        for (const piece of covered(given, entities)) {
          expect(piece).not.toBe('');
          expect(meant.some((whole) => whole.startsWith(piece) && /^[ \n]*$/.test(whole.slice(piece.length)))).toBe(
            true,
          );
        }
      }),
    );
  });
});

describe('parseMultipart', () => {
  it('takes any bytes apart again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 50 }), (bytes, text) => {
        const body = Buffer.concat([
          Buffer.from('--B0undary\r\ncontent-disposition:form-data;name="text"\r\n\r\n'),
          Buffer.from(text),
          Buffer.from(
            '\r\n--B0undary\r\ncontent-disposition:form-data;name="f";filename=क.png\r\ncontent-type:image/png\r\n\r\n',
          ),
          Buffer.from(bytes),
          Buffer.from('\r\n--B0undary--\r\n'),
        ]);
        const fields = parseMultipart(body, 'multipart/form-data; boundary=B0undary');
        expect(fields?.get('text')).toBe(Buffer.from(text).toString());
        expect(fields?.get('f')).toEqual({ bytes: Buffer.from(bytes), fileName: 'क.png', mimeType: 'image/png' });
      }),
    );
  });

  it('refuses what ends too early', () => {
    expect(parseMultipart(Buffer.from('--b\r\n\r\nx'), 'multipart/form-data; boundary="b"')).toBeUndefined();
  });
});

describe('readPictureSize', () => {
  it('reads PNG and JPEG', () => {
    expect(readPictureSize(drawPng({ width: 3, height: 5 }))).toEqual({ width: 3, height: 5 });
    const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080030004001011100ffd9', 'hex');
    expect(readPictureSize(jpeg)).toEqual({ width: 64, height: 48 });
  });

  it('knows nothing else, and does not fall over it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        readPictureSize(Buffer.from(bytes));
        readPictureSize(Buffer.from([0xff, 0xd8, 0xff, ...bytes]));
      }),
    );
  });
});
