import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadContent } from '../content/load.js';
import { ABLATIONS, type SearchInput } from '../eval/ablations.js';
import { likenessOf, renderLikeness } from '../eval/alike.js';
import { dangerFigures, dangerShortfalls, isDangerous, judgeDanger, renderDanger } from '../eval/danger.js';
import { readDangerTests } from '../eval/danger-tests.js';
import { figuresOf, judge, type Share } from '../eval/figures.js';
import { brokenParts, shortfalls } from '../eval/gate.js';
import { parseQuestions } from '../eval/questions.js';
import { parseReal, realFigures } from '../eval/real.js';
import {
  renderBrought,
  renderMisses,
  renderReal,
  renderReport,
  share,
  type Brought,
  type Measured,
} from '../eval/report.js';
import { NEW_EXAMPLES, readUnseen } from '../eval/unseen.js';
import { loadKnowledge } from '../knowledge.js';
import { projectPath } from '../root.js';
import { createSearch, type Search } from '../search/index.js';

// `… | head` closes the pipe early: that is no fault.
process.stdout.on('error', () => process.exit());

const { values } = parseArgs({
  options: {
    /** the last look: figures of the test part, which nobody steers by */
    test: { type: 'boolean' },
    /** exits with 1 when the test part falls short of src/eval/gate.ts, or a part of the search brings nothing */
    gate: { type: 'boolean' },
    /** what each part of the search brings, by taking it away */
    ablate: { type: 'boolean' },
    /** records that are new to the search, with no questions of people and with five */
    new: { type: 'boolean' },
    /** instead: how many questions are answered alike when they are written differently; every n-th of them, 1 for all */
    alike: { type: 'string' },
    /** instead: judges danger in this file (kind, writer, sentence), and prints what was missed */
    danger: { type: 'string' },
    /** how many of the worst development questions are shown */
    misses: { type: 'string', default: '15' },
  },
});

const [content, { search, dangerIn }, text, realText] = await Promise.all([
  loadContent(projectPath('data')),
  loadKnowledge(projectPath('data')),
  readFile(projectPath('test/search/questions.tsv'), 'utf8'),
  readFile(projectPath('test/search/real.tsv'), 'utf8'),
]);
const { heldOut, ordinary, emergencies } = await readDangerTests(projectPath('data'), values.danger);
const part = values.test === true || values.gate === true ? 'test' : 'dev';
const title = part === 'dev' ? 'development part' : 'test part (seen by nobody who tunes)';
const all = { questions: parseQuestions(text), real: parseReal(realText) };
const questions = all.questions.filter((question) => question.part === part);
const ours = questions.filter(({ schemes, subject }) => schemes.length > 0 && subject === undefined);
const real = all.real.filter((message) => message.part === part);

if (values.danger !== undefined) printDanger(values.danger);
else if (values.alike !== undefined) printAlike(Math.max(1, Number(values.alike) || 1));
else printAll();

function printAll(): void {
  const whole = measure(search, content);
  console.log(renderReport(title, whole.judged));
  console.log(`\n${renderReal(real.length, whole.real)}`);
  const inDanger = dangerFigures(judgeDanger(heldOut, dangerIn, emergencies));
  const inOrdinary = dangerFigures(judgeDanger(ordinary, dangerIn, emergencies));
  console.log(
    `\n${renderDanger('held-out sentences', inDanger)}\n${renderDanger('questions as people ask them', inOrdinary)}`,
  );
  if (part === 'dev') console.log(`\nWorst misses\n${renderMisses(whole.judged, Number(values.misses))}`);
  if (values.new === true) printNew();

  const short = [...shortfalls(whole.judged), ...dangerShortfalls(inDanger, inOrdinary)];
  if (values.ablate === true || values.gate === true) {
    // Of what a part brings both parts tell more than one: nothing is chosen by it.
    const before = values.gate === true ? measure(search, content, all) : whole;
    const brought = ABLATIONS.map((ablation): Brought => {
      const input = ablation.without(content);
      const poorer = measure(createSearch(input), input, values.gate === true ? all : undefined);
      return { ...ablation, poorer, points: ablation.figure(before) - ablation.figure(poorer) };
    });
    console.log(`\n${renderBrought(values.gate === true ? 'both parts' : title, before, brought)}`);
    short.push(...brokenParts(brought));
  }
  if (values.gate !== true) return;
  for (const sentence of short) console.error(`gate: ${sentence}`);
  process.exitCode = short.length > 0 ? 1 : 0;
}

function measure(one: Search, input: SearchInput, those = { questions, real }): Measured {
  return {
    judged: those.questions.map((question) =>
      judge(question, one.ask(question.question, question.subject === undefined ? {} : { subject: question.subject })),
    ),
    real: realFigures(those.real, (question) => one.ask(question)),
    unseen: values.ablate === true ? hit1OfNew(input) : undefined,
  };
}

/** @returns hit@1 of records that are new and have no questions of people yet */
function hit1OfNew(input: SearchInput): Share {
  return figuresOf(
    readUnseen(input, ours, 0)
      .filter(({ isNew }) => isNew)
      .map(({ question, explanation }) => judge(question, explanation.reading)),
  ).hit1;
}

function printNew(): void {
  console.log('\n## New records, five folds                hit@1               hit@3               answered wrongly');
  for (const examples of [0, NEW_EXAMPLES]) {
    const read = readUnseen(content, ours, examples).map(({ question, isNew, explanation: { reading } }) => ({
      ...judge(question, reading),
      isNew,
    }));
    for (const isNew of [true, false]) {
      const { hit1, hit3, wrong } = figuresOf(read.filter((one) => one.isNew === isNew));
      const name = `${isNew ? 'new, ' : 'known, beside new ones with '}${examples} questions (${hit1.n})`;
      console.log(`${name.padEnd(40)} ${share(hit1)} ${share(hit3)} ${share(wrong)}`);
    }
  }
}

function printAlike(every: number): void {
  const some = questions.filter((_, index) => index % every === 0);
  const likenesses = likenessOf(some, search);
  console.log(renderLikeness(likenesses));
  for (const { odd } of likenesses) for (const line of odd.slice(0, Number(values.misses))) console.log(line);
}

function printDanger(file: string): void {
  const judged = judgeDanger(heldOut, dangerIn, emergencies);
  console.log(renderDanger(file, dangerFigures(judged)));
  for (const { example, danger, isHelped } of judged)
    if (isDangerous(example) ? !isHelped : danger !== undefined)
      console.log(
        `${example.kinds.join('|')} -> ${danger?.emergency.id ?? '-'} ${danger?.grade ?? ''}: ${example.text}`,
      );
}
