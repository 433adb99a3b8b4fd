import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { createPlayground, type Playground } from '../../src/playground/index.js';
import { openBalancer, openProxy, type BotApiProxy } from './proxy.js';

const WEBHOOK_SECRET = 'a-secret-of-tests-0';
const QUESTION = 'महतारी वंदन योजना में कितना पैसा मिलता है';

/** One process of the bot. */
export interface Member {
  readonly child: ChildProcess;
  readonly proxy: BotApiProxy;
  readonly port: number;
  /** what it last said of its lease */
  state: string;
  /** resolves once it is in that state */
  readonly reaches: (state: string) => Promise<void>;
  readonly ended: Promise<void>;
}

/** Processes of the bot on one database, a playground as Telegram, and people who ask. */
export interface Fleet {
  readonly playground: Playground;
  readonly members: readonly Member[];
  readonly start: () => Promise<Member>;
  /** Lets so many new people ask one question each. @returns their ids */
  readonly ask: (people: number) => number[];
  /** how many messages each has been sent, most first */
  readonly answers: (people: readonly number[]) => number[];
  /** waits until each has an answer. @returns milliseconds since the call */
  readonly answered: (people: readonly number[]) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** @param environment beside what ties the processes to this playground, such as DATABASE_URL */
export async function openFleet(environment: Record<string, string>, receive: 'polling' | 'webhook'): Promise<Fleet> {
  const playground = await createPlayground({ port: 0, bot: { username: 'x_bot', firstName: 'x' }, page: false });
  const members: Member[] = [];
  const balancer = await openBalancer(() => members.map(({ port }) => port));
  let nextPerson = 5_000;

  async function start(): Promise<Member> {
    const proxy = await openProxy(playground.apiRoot, receive === 'webhook' ? balancer.url : undefined);
    const port = await freePort();
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        BOT_TOKEN: playground.token,
        TELEGRAM_API_ROOT: proxy.apiRoot,
        ...(receive === 'webhook'
          ? { WEBHOOK_URL: 'https://bot.example.org/hook', WEBHOOK_SECRET, PORT: String(port) }
          : {}),
        ...environment,
      },
    });
    const waiting: { state: string; resolve: () => void }[] = [];
    const member: Member = {
      child,
      proxy,
      port,
      state: '',
      reaches: (state) =>
        new Promise((resolve) => {
          if (member.state === state) resolve();
          else waiting.push({ state, resolve });
        }),
      ended: new Promise((resolve) => child.once('close', () => resolve())),
    };
    let rest = '';
    child.stderr.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (process.env['SHOW_LOG'] !== undefined) console.log(members.indexOf(member), line);
        const entry = line.startsWith('{') ? (JSON.parse(line) as { msg?: string; state?: string }) : undefined;
        if (entry?.msg !== 'lease' || entry.state === undefined) continue;
        member.state = entry.state;
        for (const { state, resolve } of waiting) if (state === entry.state) resolve();
      }
    });
    members.push(member);
    return member;
  }

  const answers = (people: readonly number[]): number[] =>
    people
      .map((id) => playground.control.messages(id).filter(({ from }) => from?.is_bot === true).length)
      .sort((a, b) => b - a);

  return {
    playground,
    members,
    start,
    answers,
    ask: (people) =>
      Array.from({ length: people }, () => {
        const id = (nextPerson += 1);
        playground.control.addPerson({ id, firstName: `व्यक्ति ${id}`, kind: 'citizen', languageCode: 'hi' });
        playground.control.send(id, QUESTION);
        return id;
      }),
    answered: async (people) => {
      const begun = performance.now();
      while ((answers(people).at(-1) ?? 1) < 1) await new Promise((resolve) => setTimeout(resolve, 20));
      return performance.now() - begun;
    },
    close: async () => {
      for (const { child } of members) child.kill('SIGKILL');
      await Promise.all(members.map(({ ended }) => ended));
      await Promise.all(members.map(({ proxy }) => proxy.close()));
      await balancer.close();
      await playground.close();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
