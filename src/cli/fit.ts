import { readFile, writeFile } from 'node:fs/promises';
import { FACETS, type Facet } from '../content/facet.js';
import { loadContent } from '../content/load.js';
import { crossValidate, fitFacets, renderWeights, type FacetExample } from '../eval/fit-facets.js';
import { parseQuestions } from '../eval/questions.js';
import { projectPath } from '../root.js';
import { createSearch } from '../search/index.js';

/**
 * Fits the facet model to `data/asked.tsv` and the development questions, and says how well the same does
 * on questions left out. To be run after a change of the analysis, the lexicon or the questions.
 */
const FOLDS = 5;

const content = await loadContent(projectPath('data'));
const search = createSearch({
  ...content,
  lexicon: { ...content.lexicon, facets: { ...content.lexicon.facets, fitted: {} } },
});
const development = parseQuestions(await readFile(projectPath('test/search/questions.tsv'), 'utf8'))
  .filter(({ part }) => part === 'dev')
  .map(({ question, facets }) => ({ question, facets: facets.filter(isFacet), set: 'development' }));
const asked = content.asked.map(({ question, facets }) => ({ question, facets, set: 'asked' }));
const questions = [...development, ...asked].filter(({ facets }) => facets.length > 0);
const examples = questions.map(({ question, facets }): FacetExample => ({
  explanation: search.explain(question),
  facets,
}));

const right = crossValidate(examples, FOLDS);
for (const set of ['development', 'asked']) {
  const flags = right.filter((_, index) => questions[index]!.set === set);
  const before = examples.filter(
    ({ explanation, facets }, index) => questions[index]!.set === set && facets.includes(highest(explanation.facet)),
  );
  console.log(
    `${set}: ${flags.length} questions, right ${percent(flags.filter(Boolean).length, flags.length)} when left out (${FOLDS} folds); by the clues alone ${percent(before.length, flags.length)}`,
  );
}
await writeFile(projectPath('data/lexicon/facet-weights.tsv'), renderWeights(fitFacets(examples)));

function isFacet(name: string): name is Facet {
  return (FACETS as readonly string[]).includes(name);
}

function highest(points: Readonly<Record<Facet, number>>): Facet {
  return FACETS.reduce((best, one) => (points[one] > points[best] ? one : best), 'about' as Facet);
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
