import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FACETS } from './facet.js';
import type { Fault } from './fault.js';

/**
 * A question as people ask it, of `data/asked.tsv`. The words of those about a scheme are indexed with its
 * record, and the facet model is fitted to all of them; the evaluation (`test/search/questions.tsv`) has others.
 */
const askedSchema = z.strictObject({
  question: z.string().min(1),
  language: z.enum(['hi', 'hne', 'en']),
  style: z.string(),
  /** ids of the schemes that answer it, the best first; empty when it is about none, or about any */
  schemes: z.array(z.string()),
  /** the parts that answer it, the best first; empty when it is not ours */
  facets: z.array(z.enum(FACETS)),
});
export type Asked = z.infer<typeof askedSchema>;

/**
 * Reads `data/asked.tsv`: question, language, style, schemes, facets; `#` begins a comment.
 * @throws {Error} with the line's number when a line does not fit
 */
export async function readAsked(dataDir: string): Promise<Asked[]> {
  const text = await readFile(join(dataDir, 'asked.tsv'), 'utf8');
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const [question, language, style, schemes, facets] = line.split('\t').map((cell) => cell.trim());
    const read = askedSchema.safeParse({ question, language, style, schemes: list(schemes), facets: list(facets) });
    if (!read.success) throw new Error(`asked.tsv:${index + 1}: ${z.prettifyError(read.error)}`);
    return [read.data];
  });
}

/** @returns questions about schemes that there are not, and questions that stand twice */
export function checkAsked(asked: readonly Asked[], schemeIds: ReadonlySet<string>): Fault[] {
  const seen = new Set<string>();
  return asked.flatMap(({ question, schemes }) => {
    const faults = schemes
      .filter((id) => !schemeIds.has(id))
      .map((id): Fault => ({ where: `asked.tsv: ${question}`, reason: `"${id}" is no scheme` }));
    if (seen.has(question)) faults.push({ where: `asked.tsv: ${question}`, reason: 'stands twice' });
    seen.add(question);
    return faults;
  });
}

const list = (cell = '-'): string[] => (cell === '-' ? [] : cell.split('|'));
