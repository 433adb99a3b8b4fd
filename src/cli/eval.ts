import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { likenessOf, renderLikeness } from '../eval/alike.js';
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
  },
});

const [{ search }, text] = await Promise.all([
  loadKnowledge(projectPath('data')),
  readFile(projectPath('test/search/questions.tsv'), 'utf8'),
]);
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
if (values.gate === true) {
  const short = shortfalls(test);
  for (const sentence of short) console.error(`gate: ${sentence}`);
  process.exitCode = short.length > 0 ? 1 : 0;
}
