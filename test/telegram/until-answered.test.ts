import { GrammyError } from 'grammy';
import { describe, expect, it } from 'vitest';
import { untilAnswered } from '../../src/telegram/until-answered.js';

const refused = (code: number): GrammyError =>
  new GrammyError('refused', { ok: false, error_code: code, description: 'x' }, 'getMe', {});

function logging() {
  const lines: unknown[] = [];
  return { lines, log: { warn: (...line: unknown[]) => void lines.push(line) } as never };
}

describe('asking until Telegram answers', () => {
  it('asks again after a fault of the network, and says so', async () => {
    const { lines, log } = logging();
    let calls = 0;
    const call = async (): Promise<string> => {
      calls += 1;
      if (calls === 1) throw new Error('ECONNREFUSED');
      return 'here';
    };
    expect(await untilAnswered('getMe', call, log)).toBe('here');
    expect(lines).toEqual([[expect.objectContaining({ method: 'getMe' }), expect.stringContaining('asked again')]]);
  });

  it('gives up at once what Telegram refuses', async () => {
    await expect(untilAnswered('getMe', () => Promise.reject(refused(401)), logging().log)).rejects.toThrow(
      GrammyError,
    );
  });

  it('ends with its signal', async () => {
    const ending = new AbortController();
    const call = (): Promise<never> => {
      setTimeout(() => ending.abort(), 1);
      return Promise.reject(refused(502));
    };
    expect(await untilAnswered('getMe', call, logging().log, ending.signal)).toBeUndefined();
    expect(await untilAnswered('getMe', call, logging().log, AbortSignal.abort())).toBeUndefined();
  });
});
