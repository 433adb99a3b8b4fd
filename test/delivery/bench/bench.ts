import { fork, type ChildProcess } from 'node:child_process';
import { createDelivery } from '../../../src/delivery/delivery.js';
import { createPace } from '../../../src/delivery/pace.js';
import { createPlayground } from '../../../src/playground/index.js';
import { memoryStore } from '../../store/memory-store.js';
import { startPostgres } from '../../store/postgres.js';
import { telegramDouble } from '../telegram-double.js';
import { virtualClock } from '../virtual-clock.js';

/** What a broadcast costs: share of the rate, refusals, answers meanwhile, memory. Takes about seven minutes. */
const RECIPIENTS = 3_000;
const PER_SECOND = 28;
const QUESTIONS_PER_SECOND = 5;
const ASKERS = 50;
const QUESTION_SECONDS = 90;
const FIRST = 100_001;
const ASKER = 200_001;
const QUESTIONS = ['महतारी वंदन के पइसा कब आही', 'rashan card ke liye kya kagaj lagega', 'बिहाव बर कतका मिलथे'];

const print = (...cells: (string | number)[]): void => console.log(cells.join('  '));
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const told = <T>(child: ChildProcess): Promise<T> => new Promise((resolve) => child.once('message', resolve as never));
const run = (script: string, args: readonly string[]): ChildProcess =>
  fork(`test/delivery/bench/${script}`, [...args], { execArgv: ['--import', 'tsx', '--expose-gc'] });

const playground = await createPlayground({
  port: 0,
  bot: { username: 'bench_bot', firstName: 'bench' },
  page: false,
  floodLimits: true,
});
for (let id = FIRST; id < FIRST + RECIPIENTS; id += 1)
  playground.control.addPerson({ id, firstName: String(id) }, { hasStarted: true });
for (let id = ASKER; id < ASKER + ASKERS; id += 1)
  playground.control.addPerson({ id, firstName: String(id) }, { hasStarted: true });

const bot = run('bot-process.ts', [playground.apiRoot, playground.token]);
await told(bot);
bot.send({ people: [FIRST, RECIPIENTS] });
await told(bot);

/** Asks evenly until it is told to stop. @returns milliseconds from each question to its answer */
async function ask(isOver: () => boolean): Promise<number[]> {
  const times: number[] = [];
  const open: Promise<void>[] = [];
  for (let count = 0; !isOver(); count += 1) {
    const person = ASKER + (count % ASKERS);
    const begin = performance.now();
    const sent = playground.control.send(person, QUESTIONS[count % QUESTIONS.length] ?? '');
    open.push(
      playground.control
        .waitFor(person, ({ from, message_id }) => from?.is_bot === true && message_id > sent.message_id, 60_000)
        .then(() => void times.push(performance.now() - begin)),
    );
    await wait(1_000 / QUESTIONS_PER_SECOND);
  }
  await Promise.all(open);
  return times.sort((a, b) => a - b);
}
const percentile = (times: readonly number[], share: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
async function broadcast(id: string): Promise<{ seconds: number; sent: number }> {
  const begin = performance.now();
  bot.send({ broadcast: id });
  const counts = await told<{ sent: number }>(bot);
  return { seconds: (performance.now() - begin) / 1_000, sent: counts.sent };
}

console.log(`## The whole bot over HTTP, flood limits on (30 in any second), ${PER_SECOND} a second, lowdb`);
await ask(() => performance.now() > 5_000); // warm
const alone = await broadcast('b-alone');
const refusedAlone = playground.control.traffic().tooMany;
print(
  'broadcast alone:',
  `${alone.sent} sent in ${alone.seconds.toFixed(1)} s,`,
  `${((alone.sent / alone.seconds / PER_SECOND) * 100).toFixed(1)} % of the rate,`,
  `429s: ${refusedAlone}`,
);

const quietEnd = performance.now() + QUESTION_SECONDS * 1_000;
const quiet = await ask(() => performance.now() > quietEnd);
let isOver = false;
const [busy, beside] = await Promise.all([
  ask(() => isOver),
  broadcast('b-beside').finally(() => {
    isOver = true;
  }),
]);
const refused = playground.control.traffic().tooMany - refusedAlone;
print('broadcast beside questions:', `${beside.sent} sent in ${beside.seconds.toFixed(1)} s, 429s: ${refused}`);
for (const [name, times] of [
  ['without', quiet],
  ['during', busy],
] as const)
  print(
    `answers ${name} a broadcast:`,
    `n ${times.length}, p50 ${percentile(times, 0.5).toFixed(0)} ms,`,
    `p95 ${percentile(times, 0.95).toFixed(0)} ms`,
  );
print('ratio of p95:', (percentile(busy, 0.95) / percentile(quiet, 0.95)).toFixed(2));
bot.send({ end: true });
await playground.close();

console.log('\n## Queued recipients: memory of the process');
const postgres = await startPostgres({ fsync: true });
const sizes = [
  ['lowdb', 100_000],
  ['PostgreSQL', 100_000],
  ['PostgreSQL', 1_000_000],
] as const;
for (const [engine, count] of sizes) {
  const url = engine === 'lowdb' ? [] : [await postgres.create(`memory${count}`)];
  const child = run('memory-process.ts', [String(count), ...url]);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const { seconds, rss, more, peak } = await told<{ seconds: number; rss: number; more: number; peak: number }>(child);
  print(
    engine.padEnd(10),
    String(count).padStart(9),
    `queued in ${seconds.toFixed(1)} s, heap +${more} MB,`,
    `RSS ${rss} MB, at most ${peak} MB`,
  );
  await gone;
}
await postgres.stop();

console.log('\n## Simulated clock: 30,000 recipients, 60 ms to Telegram and back with jitter');
const clock = virtualClock();
const telegram = telegramDouble(clock, { latencyMs: (call) => 40 + ((call * 37) % 41) });
const delivery = createDelivery({
  store: memoryStore(),
  clock,
  pace: createPace({ now: clock.monotonic, perSecond: PER_SECOND }),
  audiences: {
    all: async function* all() {
      for (let id = 1; id <= 30_000; id += 1) yield id;
    },
  },
  send: telegram.send,
  touch: async () => ({ kind: 'done', mark: 'deleted' }),
  mayReceive: async () => true,
  onUnreachable: async () => undefined,
  onMoved: async () => undefined,
  heldTopics: [],
  mayWork: () => true,
  newId: () => 'b-simulated',
  warn: (message) => console.error(message),
});
const begin = clock.now();
const stop = new AbortController();
await delivery.enqueue({ topic: 'schemes', audience: { name: 'all', args: null }, message: null });
const running = delivery.run(stop.signal);
await clock.run(
  (async () => {
    while ((await delivery.get('b-simulated'))?.open === true) await clock.sleep(5_000);
  })(),
);
const seconds = ((telegram.taken.at(-1)?.at ?? 0) - begin) / 1_000;
stop.abort();
await clock.run(running);
print(
  `${telegram.taken.length} sent in ${(seconds / 60).toFixed(1)} minutes of its time,`,
  `${((telegram.taken.length / seconds / PER_SECOND) * 100).toFixed(1)} % of the rate,`,
  `busiest second ${telegram.busiest()}, 429s: ${telegram.refused()}`,
);
