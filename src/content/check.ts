import type { Fault } from './fault.js';
import { WRITTEN_FACETS } from './facet.js';
import { figuresIn, phonesIn } from './figures.js';
import { lintChhattisgarhi, lintLength, lintSameFigures, lintUnits, lintUnknownWords } from './lint-text.js';
import type { ParsedContent } from './parse.js';
import type { Fact, Point, Scheme } from './scheme.js';

/**
 * Checks every record by itself (texts, figures, sources) and against the others (successors,
 * companions, categories, concepts), on top of the faults of shape that were found in parsing.
 * @param knownWords words that may stand in Chhattisgarhi texts, NFC
 */
export function checkContent(content: ParsedContent, knownWords: ReadonlySet<string>): Fault[] {
  const { schemes, categories, concepts } = content;
  const faults: Fault[] = [...content.faults];
  for (const scheme of schemes) {
    const report = (path: string, reason: string): void => {
      faults.push({ where: `schemes/${scheme.id}.yaml: ${path}`, reason });
    };
    checkTexts(scheme, knownWords, report);
    checkSources(scheme, report);
    if (!categories.some(({ id }) => id === scheme.category))
      report('category', `"${scheme.category}" is not in categories.yaml`);
    for (const axis of ['who', 'need'] as const) {
      for (const id of scheme.concepts[axis]) {
        if (!concepts[axis].some((concept) => concept.id === id))
          report(`concepts.${axis}`, `"${id}" is not in concepts.yaml`);
      }
    }
  }
  checkReferences(schemes, faults);
  return faults;
}

type Report = (path: string, reason: string) => void;

function checkTexts(scheme: Scheme, knownWords: ReadonlySet<string>, report: Report): void {
  const bilingual = (path: string, text: { hi: string; hne: string }): void => {
    for (const reason of lintSameFigures(text.hi, text.hne)) report(path, reason);
    const { hi, hne } = text;
    for (const reason of [...lintLength(hi), ...lintUnits(hi)]) report(`${path}.hi`, reason);
    for (const reason of [...lintLength(hne), ...lintChhattisgarhi(hne), ...lintUnknownWords(hne, knownWords)]) {
      report(`${path}.hne`, reason);
    }
  };
  bilingual('summary', scheme.summary);
  if (scheme.statusNote !== undefined) bilingual('statusNote', scheme.statusNote);
  if (scheme.status !== 'active' && scheme.statusNote === undefined) {
    report('statusNote', `is missing, although status is "${scheme.status}"`);
  }
  if (scheme.status === 'renamed' && scheme.successor === undefined)
    report('successor', 'is missing, although status is "renamed"');
  scheme.updates.forEach((update, index) => bilingual(`updates.${index}`, update));
  for (const facet of WRITTEN_FACETS) {
    (scheme.facets[facet] ?? []).forEach((point, index) => {
      const path = `facets.${facet}.${index}`;
      bilingual(path, point);
      checkFacts(point, path, report);
    });
  }
}

function checkFacts(point: Point, path: string, report: Report): void {
  const figures = new Set(figuresIn(point.hi));
  const phones = phonesIn(point.hi);
  for (const fact of point.facts ?? []) {
    for (const figure of figuresOf(fact)) {
      if (!figures.has(figure)) report(`${path}.facts`, `${figure} (${fact.is}) is not in the sentence`);
    }
    if (fact.is === 'phone' && !point.hi.includes(fact.number))
      report(`${path}.facts`, `${fact.number} is not in the sentence`);
  }
  for (const phone of phones) {
    if (!(point.facts ?? []).some((fact) => fact.is === 'phone' && fact.number === phone)) {
      report(`${path}.facts`, `telephone number ${phone} is not among the facts`);
    }
  }
  const ages = [point.rule?.minAge, point.rule?.maxAge].filter((age) => age !== undefined);
  for (const age of ages) if (!figures.has(age)) report(`${path}.rule`, `age ${age} is not in the sentence`);
  const income = point.rule?.maxAnnualIncome;
  if (income !== undefined && !figures.has(income)) report(`${path}.rule`, `income ${income} is not in the sentence`);
}

function figuresOf(fact: Fact): number[] {
  switch (fact.is) {
    case 'amount':
      return [fact.rupees];
    case 'age':
      return [fact.min, fact.max].filter((age) => age !== undefined);
    case 'income':
      return [fact.max];
    case 'share':
      return [fact.percent];
    case 'quantity':
      return [fact.value];
    case 'date': {
      const [year, , day] = fact.on.split('-');
      return [year, day].filter((part) => part !== undefined).map(Number);
    }
    case 'phone':
      return [];
  }
}

function checkSources(scheme: Scheme, report: Report): void {
  const ids = new Set(scheme.sources.map(({ id }) => id));
  if (ids.size !== scheme.sources.length) report('sources', 'two sources have the same id');
  const used = new Set<string>();
  const use = (path: string, from: readonly string[]): void => {
    for (const id of from) {
      used.add(id);
      if (!ids.has(id)) report(path, `source "${id}" does not exist`);
    }
  };
  for (const facet of WRITTEN_FACETS) {
    (scheme.facets[facet] ?? []).forEach((point, index) => use(`facets.${facet}.${index}.from`, point.from));
  }
  scheme.links.forEach((link, index) => use(`links.${index}.from`, link.from));
  scheme.updates.forEach((update, index) => use(`updates.${index}.from`, update.from));
  for (const id of ids) if (!used.has(id)) report('sources', `nothing rests on source "${id}"`);
}

function checkReferences(schemes: readonly Scheme[], faults: Fault[]): void {
  const byId = new Map(schemes.map((scheme) => [scheme.id, scheme]));
  for (const scheme of schemes) {
    const where = `schemes/${scheme.id}.yaml`;
    for (const id of scheme.companions) {
      if (!byId.has(id)) faults.push({ where: `${where}: companions`, reason: `"${id}" does not exist` });
    }
    const seen = new Set([scheme.id]);
    for (let next = scheme.successor; next !== undefined; next = byId.get(next)?.successor) {
      if (!byId.has(next)) {
        faults.push({ where: `${where}: successor`, reason: `"${next}" does not exist` });
        break;
      }
      if (seen.has(next)) {
        faults.push({ where: `${where}: successor`, reason: `the chain comes back to "${next}"` });
        break;
      }
      seen.add(next);
    }
  }
}
