import { readAsked, type Asked } from './asked.js';
import { readDanger, type DangerContent } from './danger.js';
import type { Lexicon } from './lexicon.js';
import { parseContent, type ParsedContent } from './parse.js';
import { readLexicon } from './read-lexicon.js';
import { readContent } from './read.js';

/** Everything of `data/`, in order. */
export interface Content extends ParsedContent {
  readonly lexicon: Lexicon;
  readonly asked: readonly Asked[];
  readonly danger: DangerContent;
}

/** The knowledge files do not fit their types; every fault with file, path and reason. */
export class ContentError extends Error {
  override name = 'ContentError';
}

/**
 * Reads `data/` for the bot. Texts and references are checked by `content -- check`, not here.
 * @throws {ContentError} when a file has not its shape: the bot would then miss what it should know
 */
export async function loadContent(dataDir: string): Promise<Content> {
  const [raw, lexicon, asked, danger] = await Promise.all([
    readContent(dataDir),
    readLexicon(dataDir),
    readAsked(dataDir),
    readDanger(dataDir),
  ]);
  const parsed = parseContent(raw);
  if (parsed.faults.length > 0) {
    const shown = parsed.faults.slice(0, 10).map(({ where, reason }) => `${where}: ${reason}`);
    throw new ContentError(`${parsed.faults.length} faults in ${dataDir}\n${shown.join('\n')}`);
  }
  return { ...parsed, lexicon, asked, danger };
}
