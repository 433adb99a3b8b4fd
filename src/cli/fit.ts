import { readFile, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { FACETS, type Facet } from '../content/facet.js';
import type { Lexicon } from '../content/lexicon.js';
import { loadContent } from '../content/load.js';
import { crossValidate, fitFacets, renderWeights, type FacetExample } from '../eval/fit-facets.js';
import { fitRanking, fitYesNo, type NamedWeights } from '../eval/fit-ranking.js';
import { fitRecordWords, renderRecordWords, type WordsExample } from '../eval/fit-words.js';
import { parseQuestions } from '../eval/questions.js';
import { explainApart, FOLDS, taughtQuestions } from '../eval/taught.js';
import { projectPath } from '../root.js';
import { likelihood } from '../search/confidence.js';
import { createSearch } from '../search/index.js';
import { weigh } from '../search/ranking.js';

/**
 * Fits what is fitted: the facet model, the weights of the ranking, what words say of records, and the
 * likelihoods of being ours and of being right, to `data/asked.tsv` and the development questions. What it
 * prints is what a search made of questions that it had not learnt. To be run after a change of the analysis,
 * the lexicon, the records or the questions.
 */
const content = await loadContent(projectPath('data'));
const evaluation = parseQuestions(await readFile(projectPath('test/search/questions.tsv'), 'utf8'));
const questions = taughtQuestions(content, evaluation);

// Either about a scheme, or not ours at all.
const askable = questions.filter(
  ({ schemes, facets, set, inTalk }) => !inTalk && (schemes.length > 0 || (facets.length === 0 && set !== 'names')),
);
const { lexicon } = content;
const unweighed = explainApart(content, askable, () => ({
  ...lexicon,
  weights: { ...lexicon.weights, short: {}, long: {} },
  recordWords: {},
})).filter(({ schemes }) => schemes.length > 0);
const parts = fitRanking(
  unweighed.map(({ schemes, explanation: { brevity, hits } }) => ({
    brevity,
    candidates: hits.map(({ id, parts: values }) => ({ parts: values, isRight: schemes.includes(id) })),
  })),
);
/** Candidates further down are seldom right, and would teach words of everything. */
const CONTENDERS = 30;
const wordsExamples = unweighed
  .filter(({ set }) => set !== 'names')
  .map(({ schemes, fold, explanation: { terms, hits, brevity } }): WordsExample & { readonly fold: number } => ({
    fold,
    terms,
    candidates: hits
      .map(({ id, parts: values }) => ({
        id,
        score: weigh(values, brevity, parts),
        isRight: schemes.includes(id),
      }))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, CONTENDERS),
  }));
const wordsApart = Array.from({ length: FOLDS }, (_, left) =>
  fitRecordWords(wordsExamples.filter(({ fold }) => fold !== left)),
);
const ranked = explainApart(content, askable, (fold) => ({
  ...lexicon,
  weights: { ...lexicon.weights, ...parts },
  recordWords: wordsApart[fold]!,
}));
for (const set of ['development', 'asked', 'names'] as const) {
  const ours = ranked.filter((one) => one.set === set && one.schemes.length > 0);
  const among = (count: number): string =>
    percent(ours, ({ schemes, explanation: { hits } }) => hits.slice(0, count).some(({ id }) => schemes.includes(id)));
  console.log(`schemes, ${set}: ${ours.length} questions, first ${among(1)}, among the first three ${among(3)}`);
}

const examples = ranked
  .filter(({ set }) => set !== 'names')
  .map(({ schemes, fold, explanation: { signals, hits, scopeTerms } }) => ({
    fold,
    signals,
    terms: scopeTerms,
    isOurs: schemes.length > 0,
    isRight: schemes.includes(hits[0]?.id ?? ''),
  }));
/** Words are many, so they are pulled harder. */
const SCOPE_PULL = 2;
const fitScope = (those: typeof examples): ReturnType<typeof fitYesNo> =>
  fitYesNo(
    those.map(({ signals, terms, isOurs }) => ({ signals, terms, holds: isOurs })),
    SCOPE_PULL,
  );
const scopes = Array.from({ length: FOLDS }, (_, left) => fitScope(examples.filter(({ fold }) => fold !== left)));
const scopesApart = examples.map(({ fold, signals, terms, isOurs }) => {
  const model = scopes[fold]!;
  const ofWords = terms.reduce((sum, term) => sum + (model.terms[term] ?? 0), 0);
  return { isOurs, scope: likelihood(signals, model.signals, ofWords) };
});
for (const threshold of [0.5, 0.6, 0.7, 0.8, 0.9, 0.95]) {
  const taken = (ours: boolean): string =>
    percent(
      scopesApart.filter(({ isOurs }) => isOurs === ours),
      ({ scope }) => scope >= threshold,
    );
  console.log(`taken for ours from ${threshold} on: ${taken(true)} of ours, ${taken(false)} of others`);
}
const scope = fitScope(examples);
const weights = {
  ...parts,
  confidence: fitYesNo(examples.map(({ signals, isRight }) => ({ signals, holds: isRight }))).signals,
  scope: scope.signals,
} satisfies Record<keyof Lexicon['weights'], NamedWeights>;

const withFacets = questions.filter(({ facets }) => facets.length > 0);
const clues = createSearch({ ...content, lexicon: { ...lexicon, facets: { ...lexicon.facets, fitted: {} } } });
const facetExamples = withFacets.map(({ question, facets }): FacetExample => ({
  explanation: clues.explain(question),
  facets,
}));
const facetRight = crossValidate(facetExamples, FOLDS);
for (const set of ['development', 'asked'] as const) {
  const those = withFacets.flatMap((one, index) =>
    one.set === set ? [{ ...one, isRight: facetRight[index]!, points: facetExamples[index]!.explanation.facet }] : [],
  );
  const fitted = percent(those, ({ isRight }) => isRight);
  const byClues = percent(those, ({ facets, points }) => facets.includes(highest(points)));
  console.log(`parts, ${set}: ${those.length} questions, right ${fitted}; by the clues alone ${byClues}`);
}

const inLexicon = (name: string): string => projectPath(`data/lexicon/${name}`);
await writeFile(
  inLexicon('weights.yaml'),
  `# Generated by npm run fit: what the parts of a score weigh, and the signals of the two likelihoods.\n${stringify(weights)}`,
);
await writeFile(
  inLexicon('scope-words.tsv'),
  `# Generated by npm run fit: what a word (@concept, or ?sound of an unknown word) says for a question being ours.\n${Object.entries(
    scope.terms,
  )
    .map(([term, weight]) => `${term}\t${weight}`)
    .toSorted()
    .join('\n')}\n`,
);
await writeFile(inLexicon('record-words.tsv'), renderRecordWords(fitRecordWords(wordsExamples)));
await writeFile(inLexicon('facet-weights.tsv'), renderWeights(fitFacets(facetExamples)));

function highest(points: Readonly<Record<Facet, number>>): Facet {
  return FACETS.reduce((best, one) => (points[one] > points[best] ? one : best), 'about' as Facet);
}

function percent<T>(all: readonly T[], holds: (one: T) => boolean): string {
  return `${((100 * all.filter(holds).length) / all.length).toFixed(1)} %`;
}
