import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { replyTo, type Reply } from '../answers/reply.js';
import { loadKnowledge } from '../knowledge.js';
import { dayInIndia } from '../messages/dates.js';
import { readCatalogue } from '../messages/read.js';
import { maskPersonalNumbers } from '../people/personal-numbers.js';
import { projectPath } from '../root.js';

// `… | head` closes the pipe early: that is no fault.
process.stdout.on('error', () => process.exit());

const USAGE = `npm run -s ask -- "महतारी वंदन के पइसा कब आही"     the answer, as the bot gives it
npm run -s ask -- --explain "…"                      how the question was read
npm run -s ask -- --jsonl < questions.txt            a question a line in, a JSON object a line out`;

const { values, positionals } = parseArgs({
  options: { explain: { type: 'boolean' }, jsonl: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  allowPositionals: true,
});
const question = positionals.join(' ').trim();
if (values.help === true || (question === '' && values.jsonl !== true)) {
  console.error(USAGE);
  process.exit(values.help === true ? 0 : 2);
}

const [knowledge, catalogue] = await Promise.all([
  loadKnowledge(projectPath('data')),
  readCatalogue(projectPath('locales')),
]);

if (values.jsonl === true) {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() !== '') console.log(JSON.stringify(describe(line)));
  }
} else if (values.explain === true) {
  const { hits, ...explanation } = knowledge.search.explain(question);
  console.log(JSON.stringify({ ...explanation, hits: hits.slice(0, 10) }, undefined, 2));
} else {
  const reply = replyAs(question);
  console.log(reply.text.text);
  for (const row of reply.buttons) console.log(row.map(({ label }) => `[${label}]`).join(' '));
}

function replyAs(asked: string): Reply {
  const { text } = maskPersonalNumbers(asked);
  return replyTo({ knowledge, question: text, translate: catalogue.translate, today: dayInIndia(new Date()) });
}

/** The line of `--jsonl`: schemes are up to five, best first, also when the question is not answered; danger: the number to call first. */
function describe(asked: string): object {
  const { reading, text } = replyAs(asked);
  return {
    question: asked,
    language: reading.language,
    facet: reading.facet,
    confidence: Math.round(reading.confidence * 1000) / 1000,
    answered: reading.outcome.kind === 'answer',
    schemes: reading.hits.slice(0, 5).flatMap(({ id, score }) => {
      const scheme = knowledge.schemeById.get(id);
      return scheme === undefined ? [] : [{ id, name: scheme.name, score: Math.round(score * 1000) / 1000 }];
    }),
    danger: knowledge.dangerIn(asked)?.emergency.numbers[0] ?? null,
    answer: text.text,
  };
}
