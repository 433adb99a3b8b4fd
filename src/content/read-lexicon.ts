import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { lexiconSchema, type Lexicon } from './lexicon.js';

const lines = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t').map((cell) => cell.trim()));

/**
 * Reads `data/lexicon/`: the tables (tab-separated, `#` begins a comment) and the YAML files.
 * @throws {Error} of the file system, of YAML, or of zod with the path of what does not fit
 */
export async function readLexicon(dataDir: string): Promise<Lexicon> {
  const text = async (name: string): Promise<string> => readFile(join(dataDir, 'lexicon', name), 'utf8');
  const yaml = async (name: string): Promise<unknown> => parse(await text(name)) as unknown;
  const [words, pairs, endings, language, facets, numbers, otherStates, talk, facetWeights, weights] =
    await Promise.all([
      text('words.tsv'),
      text('chhattisgarhi.tsv'),
      yaml('endings.yaml'),
      yaml('language.yaml'),
      yaml('facets.yaml'),
      yaml('numbers.yaml'),
      yaml('other-states.yaml'),
      yaml('talk.yaml'),
      text('fitted/facet-weights.tsv'),
      yaml('fitted/weights.yaml'),
    ]);
  return lexiconSchema.parse({
    words: lines(words).map(([term, kind, forms = '']) => ({
      term,
      kind,
      forms: forms
        .split(',')
        .map((form) => form.trim())
        .filter((form) => form !== ''),
    })),
    chhattisgarhi: lines(pairs).map(([hne, hi, kind]) => ({ hne, hi, kind })),
    endings,
    language,
    facets: {
      ...(facets as object),
      fitted: Object.fromEntries(lines(facetWeights).map(([name = '', ...weights]) => [name, weights.map(Number)])),
    },
    numbers,
    otherStates,
    talk,
    weights,
  });
}

/**
 * Words that may stand in Chhattisgarhi texts: those of the word list, and those that a second
 * reader let pass (`hne-words.txt`, one a line).
 */
export async function readKnownWords(dataDir: string): Promise<ReadonlySet<string>> {
  const [list, accepted] = await Promise.all(
    ['chhattisgarhi.tsv', 'hne-words.txt'].map((name) => readFile(join(dataDir, 'lexicon', name), 'utf8')),
  );
  const listed = lines(list ?? '').flatMap(([hne = '']) => hne.split(/[\s-]+/));
  return new Set([...listed, ...lines(accepted ?? '').flat()].map((word) => word.normalize('NFC')));
}
