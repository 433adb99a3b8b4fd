import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
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
    /** how many of the worst development questions are shown */
    misses: { type: 'string', default: '15' },
  },
});

const [{ search }, text] = await Promise.all([
  loadKnowledge(projectPath('data')),
  readFile(projectPath('test/search/questions.tsv'), 'utf8'),
]);
const judged = parseQuestions(text).map((question) =>
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
