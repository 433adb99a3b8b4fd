import { z } from 'zod';

/** Everything that the environment decides. Only the doors (main.ts, cli/) read it. */
export interface Config {
  /** absent: the bot runs against its own playground */
  readonly botToken: string | undefined;
  /** base of the Bot API, without a slash at the end */
  readonly telegramApiRoot: string;
  /** Telegram ids of the owners */
  readonly adminIds: readonly number[];
  /** folder for what the bot learns while it runs */
  readonly stateDir: string;
  /** present: PostgreSQL keeps the records instead of files in `stateDir` */
  readonly databaseUrl: string | undefined;
  /** people whom nobody has seen for so many days are forgotten */
  readonly retentionDays: number;
  /** messages a second of broadcasts and replies together */
  readonly broadcastPerSecond: number;
  /** a private channel that keeps the messages of broadcasts */
  readonly storageChatId: number | undefined;
  readonly operatorName: string | undefined;
  readonly operatorContact: string | undefined;
  /** 0: a free one */
  readonly playgroundPort: number;
  /** present: Telegram calls us instead of being asked */
  readonly webhook: { readonly url: string; readonly secret: string; readonly port: number } | undefined;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

/** A wrong setting, in one line: the variable, what was found, what is expected. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly variable: string;

  constructor(variable: string, found: string, expected: string) {
    super(`${variable}: found ${found}, expected ${expected}`);
    this.variable = variable;
  }
}

interface Rule {
  readonly schema: z.ZodType;
  readonly expected: string;
  /** true: the value is a secret and is never repeated in a message */
  readonly secret?: boolean;
}

const port = z.coerce.number().int().min(0).max(65535);
const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/(?<!\/)\/+$/, ''));
const RULES = {
  BOT_TOKEN: {
    schema: z.string().regex(/^\d{3,}:[\w-]{20,}$/),
    expected: 'a token from @BotFather, like 123456:ABC-DEF…',
    secret: true,
  },
  TELEGRAM_API_ROOT: { schema: httpUrl, expected: 'a URL that starts with http:// or https://' },
  ADMIN_IDS: {
    schema: z
      .string()
      .regex(/^\s*\d{1,15}(\s*,\s*\d{1,15})*\s*$/)
      .transform((text) => text.split(',').map(Number)),
    expected: 'numeric Telegram ids with commas between, like 12345,67890',
  },
  STATE_DIR: { schema: z.string(), expected: 'a path' },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    expected: 'postgres://user:password@host:port/database',
    secret: true,
  },
  RETENTION_DAYS: {
    schema: z.coerce.number().int().min(30).max(3650),
    expected: 'a number of days from 30 to 3650',
  },
  BROADCAST_PER_SECOND: {
    schema: z.coerce.number().int().min(1).max(1000),
    expected: 'a number from 1 to 1000',
  },
  STORAGE_CHAT_ID: {
    schema: z
      .string()
      .regex(/^-\d{5,20}$/)
      .transform(Number),
    expected: 'the id of a channel or group, a number that begins with -',
  },
  OPERATOR_NAME: { schema: z.string().max(100), expected: 'a name of at most 100 characters' },
  OPERATOR_CONTACT: { schema: z.string().max(200), expected: 'at most 200 characters' },
  PLAYGROUND_PORT: { schema: port, expected: 'a port number from 0 to 65535' },
  WEBHOOK_URL: { schema: z.url({ protocol: /^https$/ }), expected: 'a URL that starts with https://' },
  WEBHOOK_SECRET: {
    // Bot API, setWebhook.secret_token: 1-256 characters of these; short ones can be guessed
    schema: z.string().regex(/^[\w-]{16,256}$/),
    expected: '16 to 256 letters, digits, _ or -',
    secret: true,
  },
  PORT: { schema: port, expected: 'a port number from 0 to 65535' },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    expected: 'fatal, error, warn, info, debug, trace or silent',
  },
} satisfies Record<string, Rule>;

/**
 * Reads the configuration. An empty variable counts as absent.
 * @throws {ConfigError} for the first wrong value; secrets are not repeated in it
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = <K extends keyof typeof RULES>(variable: K): z.infer<(typeof RULES)[K]['schema']> | undefined => {
    const found = environment[variable]?.trim();
    if (found === undefined || found === '') return undefined;
    const rule: Rule = RULES[variable];
    const parsed = rule.schema.safeParse(found);
    if (!parsed.success) {
      const shown = rule.secret === true ? `a value of ${found.length} characters` : JSON.stringify(found);
      throw new ConfigError(variable, shown, rule.expected);
    }
    return parsed.data as z.infer<(typeof RULES)[K]['schema']>;
  };

  const botToken = read('BOT_TOKEN');
  if (botToken === undefined && environment['NODE_ENV'] === 'production') {
    throw new ConfigError('BOT_TOKEN', 'nothing', 'a token from @BotFather, because NODE_ENV is production');
  }
  const webhookUrl = read('WEBHOOK_URL');
  const webhookSecret = read('WEBHOOK_SECRET');
  if (webhookUrl !== undefined && webhookSecret === undefined) {
    throw new ConfigError('WEBHOOK_SECRET', 'nothing', `${RULES.WEBHOOK_SECRET.expected}, because WEBHOOK_URL is set`);
  }
  return {
    botToken,
    webhook:
      webhookUrl === undefined || webhookSecret === undefined
        ? undefined
        : { url: webhookUrl, secret: webhookSecret, port: read('PORT') ?? 8080 },
    telegramApiRoot: read('TELEGRAM_API_ROOT') ?? 'https://api.telegram.org',
    adminIds: read('ADMIN_IDS') ?? [],
    stateDir: read('STATE_DIR') ?? 'var',
    databaseUrl: read('DATABASE_URL'),
    retentionDays: read('RETENTION_DAYS') ?? 730,
    broadcastPerSecond: read('BROADCAST_PER_SECOND') ?? 28,
    storageChatId: read('STORAGE_CHAT_ID'),
    operatorName: read('OPERATOR_NAME'),
    operatorContact: read('OPERATOR_CONTACT'),
    playgroundPort: read('PLAYGROUND_PORT') ?? 0,
    logLevel: read('LOG_LEVEL') ?? 'info',
  };
}
