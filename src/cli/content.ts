import { checkAsked, readAsked } from '../content/asked.js';
import { checkContent } from '../content/check.js';
import { countContent } from '../content/count.js';
import { listDue } from '../content/due.js';
import { parseContent } from '../content/parse.js';
import { readKnownWords } from '../content/read-lexicon.js';
import { readContent } from '../content/read.js';
import { renderAnswer } from '../answers/answer.js';
import { FACETS } from '../content/facet.js';
import type { Fault } from '../content/fault.js';
import { LANGUAGES } from '../content/language.js';
import type { ParsedContent } from '../content/parse.js';
import { readCatalogue } from '../messages/read.js';
import { projectPath } from '../root.js';

// `… | head` closes the pipe early: that is no fault.
process.stdout.on('error', () => process.exit());

const USAGE = `npm run content -- check     finds faults in data/: path and reason of each
npm run content -- due       what is to be reviewed, soonest first
npm run content -- count     records by level, status, confidence and kind of source`;
/** Longest answer, so that it fits one message with the warnings that may be added (Bot API: 4,096). */
const MAX_ANSWER_LENGTH = 3_600;

const [command] = process.argv.slice(2);
const content = parseContent(await readContent(projectPath('data')));
switch (command) {
  case 'check': {
    const faults = [
      ...checkContent(content, await readKnownWords(projectPath('data'))),
      ...checkAsked(await readAsked(projectPath('data')), new Set(content.schemes.map(({ id }) => id))),
      ...(await checkAnswers(content)),
    ];
    for (const { where, reason } of faults) console.log(`${where}: ${reason}`);
    console.log(`${content.schemes.length} records, ${faults.length} faults`);
    process.exitCode = faults.length === 0 ? 0 : 1;
    break;
  }
  case 'due':
    for (const { on, id, reason } of listDue(content.schemes))
      console.log(`${on}  ${id}${reason === 'validUntil' ? '  (a sentence ends)' : ''}`);
    break;
  case 'count':
    console.table(countContent(content.schemes));
    break;
  default:
    console.error(USAGE);
    process.exitCode = 2;
}

/** Every answer as it will be sent: does it fit one message, do its buttons fit Telegram? */
async function checkAnswers({ schemes }: ParsedContent): Promise<Fault[]> {
  const catalogue = await readCatalogue(projectPath('locales'));
  const schemeById = new Map(schemes.map((scheme) => [scheme.id, scheme]));
  return schemes.flatMap((scheme) =>
    FACETS.flatMap((facet) =>
      LANGUAGES.flatMap((language): Fault[] => {
        const answer = renderAnswer({
          knowledge: { schemeById },
          schemeId: scheme.id,
          facet,
          language,
          t: catalogue.translate(language),
          today: scheme.reviewedOn,
        });
        const length = answer?.text.text.length ?? 0;
        if (length <= MAX_ANSWER_LENGTH) return [];
        return [
          {
            where: `schemes/${scheme.id}.yaml: ${facet} (${language})`,
            reason: `answer of ${length} characters, at most ${MAX_ANSWER_LENGTH}`,
          },
        ];
      }),
    ),
  );
}
