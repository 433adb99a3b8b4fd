import { describe, expect, it } from 'vitest';
import { setUp, type Setup } from './set-up.js';

const PEOPLE = 400;

/** What a broadcast makes of its rate. @returns share of 28 a second */
const share = ({ telegram }: Setup, from: number): number =>
  telegram.taken.length / (((telegram.taken.at(-1)?.at ?? 0) - from) / 1_000) / 28;

/** The bot replies in a chat as fast as somebody there writes, and waits as it is told to. */
function chatter({ telegram, clock, pace }: Setup, chat: number, everyMs: number, signal: AbortSignal): void {
  void (async () => {
    while (!signal.aborted) {
      const answered = pace.noteReply(chat);
      const retryAfterMs = telegram.reply(chat);
      answered();
      if (retryAfterMs !== undefined) pace.noteTooMany(retryAfterMs, chat);
      await clock.sleep(Math.max(everyMs, retryAfterMs ?? 0), signal);
    }
  })();
}

describe('a broadcast beside others', () => {
  it.each([
    ['one person who writes faster than a chat may be answered', 90_001, 300, 0.8],
    ['a busy group', -90_001, 500, 0.9],
  ])('%s does not stop it', async (_title, chat, everyMs, least) => {
    const set = setUp({ people: PEOPLE });
    const begin = set.clock.now();
    const stop = new AbortController();
    chatter(set, chat, everyMs, stop.signal);
    const id = await set.order();
    const { counts } = await set.until(id, 'finished');
    stop.abort();
    expect(counts.sent).toBe(PEOPLE);
    expect(set.telegram.refused()).toBeGreaterThan(0);
    // The replies take their places out of the same thirty a second.
    expect(share(set, begin)).toBeGreaterThan(least);
  });

  it('who gets it and writes fast meanwhile gets it when the chat has room; nobody waits for that', async () => {
    const set = setUp({ people: PEOPLE });
    const begin = set.clock.now();
    const stop = new AbortController();
    chatter(set, 3, 400, stop.signal);
    void set.clock.sleep(8_000).then(() => stop.abort());
    const { counts } = await set.until(await set.order(), 'finished');
    expect(counts.sent).toBe(PEOPLE);
    expect(share(set, begin)).toBeGreaterThan(0.8);
    expect(set.telegram.taken.findIndex(({ recipient }) => recipient === 3)).toBeGreaterThan(20);
  });

  it('groups that got their twenty of the minute wait, people do not', async () => {
    const set = setUp({
      deps: {
        audiences: {
          all: async function* all() {
            for (let group = 1; group <= 5; group += 1) yield -group;
            for (let person = 1; person <= 100; person += 1) yield person;
          },
        },
      },
    });
    for (let group = 1; group <= 5; group += 1)
      for (let message = 0; message < 20; message += 1) {
        set.pace.noteReply(-group)();
        set.telegram.reply(-group);
        await set.clock.run(set.clock.sleep(50));
      }
    const begin = set.clock.now();
    const { counts } = await set.until(await set.order(), 'finished');
    expect(counts.sent).toBe(105);
    const people = set.telegram.taken.filter(({ recipient }) => recipient > 0);
    expect((people.at(-1)?.at ?? Infinity) - begin).toBeLessThan(15_000);
    expect(set.telegram.refused()).toBe(0);
  });
});

describe('a fault of one recipient', () => {
  it('a 500 for one in eighty holds nobody else', async () => {
    const set = setUp({
      people: PEOPLE,
      fault: (recipient) =>
        recipient % 80 === 0 ? { kind: 'again', why: 'Internal Server Error', isConnection: false } : undefined,
    });
    const id = await set.order();
    const begin = set.clock.now();
    const { counts } = await set.until(id, 'finished');
    expect(counts).toMatchObject({ sent: PEOPLE - 5, failed: 5 });
    expect(share(set, begin)).toBeGreaterThan(0.95);
  });

  it('who failed once is tried again after a moment', async () => {
    const failed = new Set<number>();
    const set = setUp({
      people: 100,
      fault: (recipient) => {
        if (recipient % 10 !== 0 || failed.has(recipient)) return undefined;
        failed.add(recipient);
        return { kind: 'again', why: 'Internal Server Error', isConnection: false };
      },
    });
    const { counts } = await set.until(await set.order(), 'finished');
    expect(counts.sent).toBe(100);
    expect(set.telegram.calls()).toBe(110);
  });

  it('a 429 of one second for one in eighty costs that one its turn, while others prove that all is well', async () => {
    const refused = new Set<number>();
    const set = setUp({
      people: PEOPLE,
      // Others are under way when the refusal comes back.
      latencyMs: () => 120,
      fault: (recipient) => {
        if (recipient % 80 !== 0 || refused.has(recipient)) return undefined;
        refused.add(recipient);
        return { kind: 'tooMany', retryAfterMs: 1_000 };
      },
    });
    const begin = set.clock.now();
    const { counts } = await set.until(await set.order(), 'finished');
    expect(counts.sent).toBe(PEOPLE);
    expect(share(set, begin)).toBeGreaterThan(0.9);
  });

  it('Telegram away as a whole fails nobody: all wait, and one tries', async () => {
    const set = setUp({
      people: 100,
      fault: () =>
        set.clock.monotonic() < 6 * 60_000 ? { kind: 'again', why: 'Bad Gateway', isConnection: false } : undefined,
    });
    const { counts } = await set.until(await set.order(), 'finished');
    expect(counts).toMatchObject({ sent: 100, failed: 0 });
    expect(set.telegram.calls()).toBeLessThan(100 + 60);
  });

  it('ends also when the last few can never be sent', async () => {
    const set = setUp({
      people: 6,
      fault: (recipient) => (recipient > 1 ? { kind: 'again', why: 'Bad Gateway', isConnection: false } : undefined),
    });
    const { counts } = await set.until(await set.order({ urgent: true }), 'finished', 'paused');
    expect(counts).toMatchObject({ sent: 1, failed: 5 });
  });

  it('a connection that breaks under everybody puts few in doubt', async () => {
    const set = setUp({
      people: 300,
      fault: () => {
        const at = set.clock.monotonic();
        return at > 3_000 && at < 120_000 ? { kind: 'doubt', why: 'ECONNRESET' } : undefined;
      },
    });
    const { counts } = await set.until(await set.order(), 'undecided', 'finished', 'paused');
    expect(counts.sent + counts.doubt).toBe(300);
    expect(counts.doubt).toBeLessThan(30);
  });
});

describe('the clock on the wall is set', () => {
  it.each([-3_600_000, 3_600_000])('by %i ms in the middle: it goes on as if nothing had been', async (ms) => {
    const set = setUp({ people: 300 });
    const begin = set.clock.monotonic();
    void set.clock.sleep(3_000).then(() => set.clock.set(ms));
    await set.until(await set.order(), 'finished');
    expect(set.telegram.taken).toHaveLength(300);
    expect(set.clock.monotonic() - begin).toBeLessThan(14_000);
  });
});
