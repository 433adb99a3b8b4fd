import { describe, expect, it } from 'vitest';
import { describeError, scrub } from '../src/log.js';

const TOKEN = '123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

describe('what is logged', () => {
  it('holds no token and no number that identifies a person', () => {
    const error = new Error(`fetch https://api.telegram.org/bot${TOKEN}/getMe failed for 1234 5678 9012`);
    expect(JSON.stringify(describeError(error))).not.toMatch(/AAAA|5678/);
    expect(scrub(TOKEN)).toBe('<token>');
  });

  it('names type and code, not the payload of the call', () => {
    const error = Object.assign(new Error('x'), { error_code: 403, payload: { text: 'private' } });
    expect(describeError(error)).toMatchObject({ type: 'Error', message: 'x', code: 403 });
    expect(JSON.stringify(describeError(error))).not.toContain('private');
  });
});
