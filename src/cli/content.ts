import { checkContent } from '../content/check.js';
import { parseContent } from '../content/parse.js';
import { readContent } from '../content/read.js';
import { projectPath } from '../root.js';

const USAGE = 'npm run content -- check     finds faults in data/: path and reason of each';

const [command] = process.argv.slice(2);
if (command !== 'check') {
  console.error(USAGE);
  process.exit(2);
}
const content = parseContent(await readContent(projectPath('data')));
const faults = checkContent(content);
for (const { where, reason } of faults) console.log(`${where}: ${reason}`);
console.log(`${content.schemes.length} records, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
