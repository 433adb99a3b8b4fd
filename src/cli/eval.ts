import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { likenessOf, renderLikeness } from '../eval/alike.js';
import { dangerFigures, dangerShortfalls, isDangerous, judgeDanger, renderDanger } from '../eval/danger.js';
import { readDangerTests } from '../eval/danger-tests.js';
import { judge } from '../eval/figures.js';
import { shortfalls } from '../eval/gate.js';
import { parseQuestions } from '../eval/questions.js';
import { renderMisses, renderReport } from '../eval/report.js';
import { loadKnowledge } from '../knowledge.js';
import { projectPath } from '../root.js';

// `… | head` closes the pipe early: that is no fault.
process.stdout.on('error', () => process.exit());

const { values } = parseArgs({
  options: {
    /** exits with 1 when the test part falls short of src/eval/gate.ts */
    gate: { type: 'boolean' },
    /** instead: how many development questions are answered alike when they are written differently; every n-th of them, 1 for all */
    alike: { type: 'string' },
    /** how many of the worst development questions are shown */
    misses: { type: 'string', default: '15' },
    /** judges danger in this file instead (kind, writer, sentence), and prints what was missed */
    danger: { type: 'string' },
  },
});

const [{ search, dangerIn }, text] = await Promise.all([
  loadKnowledge(projectPath('data')),
  readFile(projectPath('test/search/questions.tsv'), 'utf8'),
]);
const { heldOut, ordinary, emergencies } = await readDangerTests(projectPath('data'), values.danger);
const judgedDanger = judgeDanger(heldOut, dangerIn, emergencies);
const inDanger = dangerFigures(judgedDanger);
if (values.danger !== undefined) {
  console.log(renderDanger(values.danger, inDanger));
  for (const { example, danger, isHelped } of judgedDanger)
    if (isDangerous(example) ? !isHelped : danger !== undefined)
      console.log(
        `${example.kinds.join('|')} -> ${danger?.emergency.id ?? '-'} ${danger?.grade ?? ''}: ${example.text}`,
      );
  process.exit();
}
const questions = parseQuestions(text);
if (values.alike !== undefined) {
  const every = Math.max(1, Number(values.alike) || 1);
  const some = questions.filter(({ part }) => part === 'dev').filter((_, index) => index % every === 0);
  const likenesses = likenessOf(some, search);
  console.log(renderLikeness(likenesses));
  for (const { odd } of likenesses) for (const line of odd.slice(0, Number(values.misses))) console.log(line);
  process.exit();
}
const judged = questions.map((question) =>
  judge(question, search.ask(question.question, question.subject === undefined ? {} : { subject: question.subject })),
);
const dev = judged.filter(({ question }) => question.part === 'dev');
const test = judged.filter(({ question }) => question.part === 'test');
console.log(renderReport('development part (the fit has learnt it; `npm run fit` says how it does unlearnt)', dev));
console.log(`\nWorst misses of the development part\n${renderMisses(dev, Number(values.misses))}\n`);
console.log(renderReport('test part (seen by nobody who tunes)', test));
const inOrdinary = dangerFigures(judgeDanger(ordinary, dangerIn, emergencies));
console.log(
  `\n${renderDanger('held-out sentences', inDanger)}\n${renderDanger('questions as people ask them', inOrdinary)}`,
);
if (values.gate === true) {
  const short = [...shortfalls(test), ...dangerShortfalls(inDanger, inOrdinary)];
  for (const sentence of short) console.error(`gate: ${sentence}`);
  process.exitCode = short.length > 0 ? 1 : 0;
}
