/** A question of `test/search/questions.tsv` with what is expected of it. */
export interface EvalQuestion {
  readonly id: string;
  readonly question: string;
  readonly language: string;
  readonly script: string;
  readonly style: string;
  /** ids that are right as first hit; empty for a question that is to be refused */
  readonly schemes: readonly string[];
  /** parts that answer it (`acceptedParts`), the best first; empty where no part is expected */
  readonly facets: readonly string[];
  /** parts that its writer and the readers named, each by itself; the writer's first */
  readonly votes: readonly (readonly string[])[];
  /** id of the scheme that the last answer was about */
  readonly subject: string | undefined;
  readonly part: 'dev' | 'test';
}

const COLUMNS = ['id', 'question', 'language', 'script', 'style', 'schemes', 'facet', 'subject', 'readers'] as const;

/**
 * @param text tab-separated, the first line names the columns
 * @throws {Error} with the line's number when a line has too few columns
 */
export function parseQuestions(text: string): EvalQuestion[] {
  const [header = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  const names = header.split('\t').map((name) => name.trim());
  const column = (name: (typeof COLUMNS)[number]): number => names.indexOf(name);
  return lines.map((line, index) => {
    const cells = line.split('\t').map((cell) => cell.trim());
    const cell = (name: (typeof COLUMNS)[number]): string => cells[column(name)] ?? '';
    const question = cell('question');
    if (question === '') throw new Error(`questions.tsv:${index + 2}: no question`);
    const votes = [cell('facet'), ...cell('readers').split(' ')].map(listOf).filter((vote) => vote.length > 0);
    return {
      id: cell('id'),
      question,
      language: cell('language'),
      script: cell('script'),
      style: cell('style'),
      schemes: listOf(cell('schemes')),
      facets: acceptedParts(votes),
      votes,
      subject: ['', '-'].includes(cell('subject')) ? undefined : cell('subject'),
      part: partOf(question),
    };
  });
}

/**
 * The parts with which an answer may begin: those that two or more of the voters named, most votes first; when
 * no two agree, what the first of them (the writer) named. Whoever writes a question thinks of one part; who reads
 * it, often of another: 'कोनो मदद मिलही का' asks what there is, who may have it, and what it brings.
 */
export function acceptedParts(votes: readonly (readonly string[])[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const vote of votes) for (const part of vote) counts.set(part, (counts.get(part) ?? 0) + 1);
  const agreed = [...counts].filter(([, count]) => count >= 2).toSorted((a, b) => b[1] - a[1]);
  return agreed.length > 0 ? agreed.map(([part]) => part) : (votes[0] ?? []);
}

const listOf = (cell: string): string[] => (cell === '-' ? [] : cell.split(/[|,]/u).filter((one) => one !== ''));

/** FNV-1a, 32 bits, over the UTF-8 of the question: about three in five are for development, for ever. */
export function partOf(question: string): 'dev' | 'test' {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(question)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % 100 < 60 ? 'dev' : 'test';
}
