import { createKnowledge, type Knowledge } from './answers/knowledge.js';
import { loadContent } from './content/load.js';

/** Reads, checks and indexes what the bot knows. @throws {ContentError} */
export async function loadKnowledge(dataDir: string): Promise<Knowledge> {
  return createKnowledge(await loadContent(dataDir));
}
