import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from '../src/config.js';

const TOKEN = '123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

describe('configuration', () => {
  it('needs nothing to open the playground', () => {
    expect(parseConfig({})).toMatchObject({
      botToken: undefined,
      telegramApiRoot: 'https://api.telegram.org',
      adminIds: [],
      stateDir: 'var',
      playgroundPort: 0,
      logLevel: 'info',
    });
  });

  it('counts an empty variable as absent, as the lines of .env.example are', () => {
    expect(parseConfig({ BOT_TOKEN: '', ADMIN_IDS: ' ', PLAYGROUND_PORT: '' })).toMatchObject({
      botToken: undefined,
      adminIds: [],
    });
  });

  it('reads ids with blanks around the commas and cuts the slash off the API root', () => {
    expect(parseConfig({ ADMIN_IDS: ' 12, 345 ', TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/' })).toMatchObject({
      adminIds: [12, 345],
      telegramApiRoot: 'http://127.0.0.1:8081',
    });
  });

  it.each([
    ['ADMIN_IDS', '@ravi', /^ADMIN_IDS: found "@ravi", expected numeric Telegram ids/],
    ['ADMIN_IDS', '1,,2', /^ADMIN_IDS: found "1,,2"/],
    ['PLAYGROUND_PORT', '70000', /^PLAYGROUND_PORT: found "70000", expected a port number/],
    ['PLAYGROUND_PORT', 'http', /^PLAYGROUND_PORT/],
    ['TELEGRAM_API_ROOT', 'ftp://x', /^TELEGRAM_API_ROOT: found "ftp:\/\/x", expected a URL/],
    ['DATABASE_URL', 'mysql://me:hidden@x/y', /^DATABASE_URL: found a value of 21 characters, expected postgres:/],
    [
      'WEBHOOK_URL',
      'http://x.in/hook',
      /^WEBHOOK_URL: found "http:\/\/x.in\/hook", expected a URL that starts with https/,
    ],
    ['LOG_LEVEL', 'loud', /^LOG_LEVEL: found "loud", expected fatal, error/],
  ])('names the variable, what was found and what is expected: %s=%s', (variable, value, message) => {
    expect(() => parseConfig({ [variable]: value })).toThrow(message);
  });

  it('never repeats a token, not even a broken one', () => {
    const broken = TOKEN.replace(':', '_');
    expect(() => parseConfig({ BOT_TOKEN: broken })).toThrow(ConfigError);
    expect(() => parseConfig({ BOT_TOKEN: broken })).not.toThrow(broken);
    expect(() => parseConfig({ BOT_TOKEN: broken })).toThrow(
      /^BOT_TOKEN: found a value of \d+ characters, expected a token from @BotFather/,
    );
  });

  it('refuses to start in production without a token', () => {
    expect(() => parseConfig({ NODE_ENV: 'production' })).toThrow(/^BOT_TOKEN: found nothing/);
    expect(parseConfig({ NODE_ENV: 'production', BOT_TOKEN: TOKEN }).botToken).toBe(TOKEN);
  });

  it('asks for a secret once there is a webhook', () => {
    const webhook = { WEBHOOK_URL: 'https://x.in/hook' };
    expect(() => parseConfig(webhook)).toThrow(/^WEBHOOK_SECRET: found nothing/);
    expect(() => parseConfig({ ...webhook, WEBHOOK_SECRET: 'short' })).toThrow(
      /^WEBHOOK_SECRET: found a value of 5 characters/,
    );
    expect(parseConfig({ ...webhook, WEBHOOK_SECRET: 'a-secret-of-tests-0', PORT: '9000' }).webhook).toEqual({
      url: 'https://x.in/hook',
      secret: 'a-secret-of-tests-0',
      port: 9000,
    });
  });
});
