import { fork, type ChildProcess } from 'node:child_process';
import { createPlayground } from '../../../src/playground/index.js';

/**
 * Does one stranger slow everybody? A broadcast beside questions, and the same beside one who writes
 * fast, a busy group and a chat for which Telegram is slow: in one run, so that the machine is the
 * same, printed as ratios. Takes about two minutes.
 */
const RECIPIENTS = 900;
const PER_SECOND = 28;
const QUESTIONS_PER_SECOND = 4;
const ASKERS = 50;
const FIRST = 100_001;
const ASKER = 200_001;
const FAST = 300_001;
const SLOW = 300_002;
const MEMBER = 400_001;
const MEMBERS = 12;
const GROUP = -500_001;
const SLOW_MS = 3_000;
const QUESTIONS = ['महतारी वंदन के पइसा कब आही', 'rashan card ke liye kya kagaj lagega', 'बिहाव बर कतका मिलथे'];

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const told = <T>(child: ChildProcess): Promise<T> => new Promise((resolve) => child.once('message', resolve as never));
const question = (count: number): string => QUESTIONS[count % QUESTIONS.length] ?? '';

const playground = await createPlayground({
  port: 0,
  bot: { username: 'bench_bot', firstName: 'bench' },
  page: false,
  floodLimits: true,
});
const { control } = playground;
const people = [FAST, SLOW, ...Array.from({ length: RECIPIENTS }, (_, index) => FIRST + index)];
for (let index = 0; index < ASKERS; index += 1) people.push(ASKER + index);
const members = Array.from({ length: MEMBERS }, (_, index) => MEMBER + index);
for (const id of [...people, ...members]) control.addPerson({ id, firstName: String(id) }, { hasStarted: true });
control.addGroup(GROUP, 'group', members);

const bot = fork('test/delivery/bench/bot-process.ts', [playground.apiRoot, playground.token], {
  execArgv: ['--import', 'tsx'],
});
await told(bot);
bot.send({ people: [FIRST, RECIPIENTS] });
await told(bot);

/** Does something again and again, until it is told to stop. */
async function repeat(everyMs: number, isOver: () => boolean, act: (count: number) => void): Promise<void> {
  for (let count = 0; !isOver(); count += 1) {
    act(count);
    await wait(everyMs);
  }
}

/** Askers ask in turn. @returns milliseconds to each answer, in order */
async function ask(isOver: () => boolean): Promise<number[]> {
  const times: number[] = [];
  const open: Promise<void>[] = [];
  await repeat(1_000 / QUESTIONS_PER_SECOND, isOver, (count) => {
    const person = ASKER + (count % ASKERS);
    const begin = performance.now();
    const sent = control.send(person, question(count));
    open.push(
      control
        .waitFor(person, ({ from, message_id }) => from?.is_bot === true && message_id > sent.message_id, 60_000)
        .then(() => void times.push(performance.now() - begin)),
    );
  });
  await Promise.all(open);
  return times.sort((a, b) => a - b);
}
const p95 = (times: readonly number[]): number => times[Math.floor(times.length * 0.95)] ?? 0;
const answersIn = (chat: number): number => control.messages(chat).filter(({ from }) => from?.is_bot === true).length;

async function broadcast(id: string, strangers: readonly ((isOver: () => boolean) => Promise<void>)[]) {
  let isDone = false;
  const isOver = (): boolean => isDone;
  const refused = control.traffic().tooMany;
  const begin = performance.now();
  bot.send({ broadcast: id });
  const others = Promise.all(strangers.map((stranger) => stranger(isOver)));
  const asked = ask(isOver);
  const { sent } = await told<{ sent: number }>(bot);
  const seconds = (performance.now() - begin) / 1_000;
  isDone = true;
  const times = await asked;
  await others;
  const result = { rate: sent / seconds, p95: p95(times), refused: control.traffic().tooMany - refused };
  console.log(
    `${id.padEnd(10)} ${sent} sent in ${seconds.toFixed(1)} s, ${result.rate.toFixed(1)} a second,`,
    `p95 of ${times.length} answers ${result.p95.toFixed(0)} ms, 429s: ${result.refused}`,
  );
  return { ...result, seconds };
}

console.log(`## A broadcast beside ${QUESTIONS_PER_SECOND} questions a second, without strangers and with them`);
const warmUntil = performance.now() + 5_000;
await ask(() => performance.now() > warmUntil);
const alone = await broadcast('alone', []);
playground.fail({ chatId: SLOW, kind: 'slow', ms: SLOW_MS, times: Infinity });
const chats = [FAST, SLOW, GROUP];
const before = chats.reduce((sum, chat) => sum + answersIn(chat), 0);
const strange = await broadcast('strangers', [
  (isOver) => repeat(300, isOver, (count) => void control.send(FAST, question(count))),
  (isOver) => repeat(1_000, isOver, (count) => void control.send(SLOW, question(count))),
  (isOver) =>
    repeat(500, isOver, (count) => {
      const member = MEMBER + (count % MEMBERS);
      control.send(member, `@bench_bot ${question(count)}`, { chatId: GROUP });
    }),
]);
// What the strangers get takes its places out of the same thirty a second.
const theirs = (chats.reduce((sum, chat) => sum + answersIn(chat), 0) - before) / strange.seconds;
console.log(
  `answers to the strangers: ${theirs.toFixed(1)} a second`,
  `\nrate with strangers : without: ${(strange.rate / alone.rate).toFixed(3)};`,
  `of the places that they leave: ${((strange.rate + theirs) / alone.rate).toFixed(3)} (at least 0.95)`,
  `\np95 of the others' answers: ${(strange.p95 / alone.p95).toFixed(2)} (at most 1.5)`,
  `\nrate alone: ${((alone.rate / (PER_SECOND - QUESTIONS_PER_SECOND)) * 100).toFixed(1)} % of what the questions leave`,
);
bot.send({ end: true });
await playground.close();
