import { FACETS, type Facet } from '../content/facet.js';
import type { Lexicon } from '../content/lexicon.js';
import type { Analyser, Analysis } from './analyse.js';
import { facetFeaturesOf, type FacetFeatures, type FeaturedText } from './facet-features.js';
import { createClausesOf, splitWants } from './clauses.js';
import { shapeOf } from './shape.js';

export interface FacetEvidence {
  readonly facet: Facet;
  /** the next likely part, where the question may as well have meant that one */
  readonly second: Facet | undefined;
  /** log-odds, up to a constant */
  readonly points: Readonly<Record<Facet, number>>;
  /** sum of what was found, whatever it speaks for: 0 when the question asks for no part */
  readonly found: number;
  /** what the fitted part of the model looked at */
  readonly features: FacetFeatures;
}
/** @param sentences of the question, in order */
export type FacetOf = (sentences: readonly string[]) => FacetEvidence;

/** One word of an entry. */
interface Need {
  /** its sound key, or the name of a shape (`<yes-no>`) */
  readonly key: string;
  /** its common word; undefined where only the written word counts */
  readonly term: string | undefined;
  /** any word that begins with the key */
  readonly isStem: boolean;
}
interface Clue {
  readonly entry: string;
  /** its words may stand anywhere; otherwise in this order, with few words between */
  readonly anywhere: boolean;
  readonly weights: readonly (readonly [Facet, number])[];
  readonly needs: readonly Need[];
}

/** From this probability on, a second part is heard too: of about one question in five, and in two of five of these it is one that was asked for. */
const ALSO_HEARD = 0.2;

/** What is told before the question counts for less than the question itself. */
const TOLD = 0.35;

/**
 * Which part of a scheme a question asks for: a sum over weighted clues (`data/lexicon/facets.yaml`),
 * words and shapes of the sentence, not a single keyword. 'कब' speaks for the date, 'कब तक भरना' for
 * the last day, 'नइ आय हे' for trouble, and a yes-no question for who may have it.
 */
export function createFacetOf({ facets: model, talk }: Pick<Lexicon, 'facets' | 'talk'>, analyser: Analyser): FacetOf {
  const clues: Clue[] = Object.entries(model.clues).map(([entry, weights]) => ({
    entry,
    anywhere: entry.includes(' & ') || entry.includes('<'),
    weights: Object.entries(weights) as [Facet, number][],
    needs: entry.split(/[\s&]+/u).flatMap((word) => toNeeds(word, analyser)),
  }));
  const clausesOf = createClausesOf({ talk });
  const findClues = createFindClues(clues);
  const fitted = new Map(Object.entries(model.fitted));
  const read = (texts: readonly FeaturedText[]): Omit<FacetEvidence, 'second'> => {
    const points = Object.fromEntries(FACETS.map((facet) => [facet, model.base[facet] ?? 0])) as Record<Facet, number>;
    const held = new Map<string, number>();
    for (const { analysis, shapes, isAsked, strength } of texts) {
      const sentence = toSentence(analysis, analyser);
      const shapeNames = new Set<string>(isAsked ? [...shapes].map((shape) => `<${shape}>`) : []);
      for (const clue of findClues(sentence, shapeNames)) {
        if ((held.get(clue.entry) ?? 0) >= strength || !clueHolds(clue, sentence, shapeNames)) continue;
        held.set(clue.entry, strength);
        for (const [facet, weight] of clue.weights) points[facet] += weight * strength;
      }
    }
    const features = facetFeaturesOf(texts, analyser.vocabulary);
    for (const [name, strength] of features) {
      const weights = fitted.get(name);
      if (weights !== undefined) FACETS.forEach((facet, index) => (points[facet] += (weights[index] ?? 0) * strength));
    }
    const found = [...held].reduce((sum, [entry, strength]) => sum + (entry.startsWith('<') ? 0 : strength), 0);
    const facet = FACETS.reduce((best, one) => (points[one] > points[best] ? one : best), 'about' as Facet);
    return { facet, points, found, features };
  };
  /** It has its mark, the shape of a question, or a clue. */
  const asks = (sentence: string): boolean => {
    if (sentence.endsWith('?')) return true;
    const text = readText(analyser, sentence, true);
    return ASKING.some((shape) => text.shapes.has(shape)) || read([text]).found > 0;
  };
  return (marked) => {
    const sentences = marked.flatMap(clausesOf);
    const asked = (sentences.length < 2 ? undefined : sentences.findLast(asks)) ?? sentences.at(-1) ?? '';
    const told = sentences.filter((sentence) => sentence !== asked).join(' ');
    const whole = read([readText(analyser, asked, true), ...(told === '' ? [] : [readText(analyser, told, false)])]);
    const wants = splitWants(asked);
    const joined = wants.length < 2 ? [] : wants.map((want) => read([readText(analyser, want, true)])).filter(isSure);
    const second = joined.some(({ facet }) => facet === whole.facet)
      ? joined.find(({ facet }) => facet !== whole.facet)?.facet
      : undefined;
    return { ...whole, second: second ?? runnerUp(whole, ALSO_HEARD) };
  };
}

/** Shapes of a sentence that asks. */
const ASKING = ['open', 'yes-no', 'choice'] as const;

/** How much less likely the next part must be for a joined want to count: 'कतका पइसा अउ कब'. */
const SURE_BELOW = 0.15;

/** The want asks in words, and for one part alone. */
const isSure = (evidence: Omit<FacetEvidence, 'second'>): boolean =>
  evidence.found > 0 && runnerUp(evidence, SURE_BELOW) === undefined;

/** The next likely part of a softmax over the points, if it is likely enough. */
function runnerUp(
  { points, facet: first }: Pick<FacetEvidence, 'points' | 'facet'>,
  atLeast: number,
): Facet | undefined {
  const others = FACETS.filter((facet) => facet !== first);
  const second = others.reduce((best, one) => (points[one] > points[best] ? one : best));
  const odds = (facet: Facet): number => Math.exp(points[facet] - points[first]);
  const total = FACETS.reduce((sum, facet) => sum + odds(facet), 0);
  return odds(second) / total >= atLeast ? second : undefined;
}

function readText(analyser: Analyser, text: string, isAsked: boolean): FeaturedText {
  const analysis = analyser.read(text);
  const terms = new Set(analysis.words.flatMap(({ senses }) => senses.map(({ term }) => term)));
  return { analysis, shapes: shapeOf(analysis.tokens, terms), isAsked, strength: isAsked ? 1 : TOLD };
}

/** The written words, each with the terms of the word or phrase that it belongs to. */
function toSentence({ tokens, words }: Analysis, analyser: Analyser): Spoken[] {
  const sentence = tokens.map((token): Spoken => ({ key: analyser.vocabulary.keyOf(token), terms: new Set() }));
  words.forEach(({ at, senses }, index) => {
    for (const { term } of senses)
      for (let position = at; position < (words[index + 1]?.at ?? tokens.length); position++)
        sentence[position]!.terms.add(term);
  });
  return sentence;
}

/** A written word with all that it is read as. */
interface Spoken {
  readonly key: string;
  readonly terms: Set<string>;
}

/** @returns the clues whose first word is in the sentence: few of some hundred */
function createFindClues(
  clues: readonly Clue[],
): (sentence: readonly Spoken[], shapes: ReadonlySet<string>) => ReadonlySet<Clue> {
  const byName = new Map<string, Clue[]>();
  const stems: Clue[] = [];
  for (const clue of clues) {
    const [first] = clue.needs;
    if (first === undefined) continue;
    if (first.isStem) stems.push(clue);
    for (const name of [first.key, ...(first.term === undefined ? [] : [TERM + first.term])]) {
      const list = byName.get(name);
      if (list === undefined) byName.set(name, [clue]);
      else list.push(clue);
    }
  }
  return (sentence, shapes) => {
    const found = new Set(stems);
    const take = (name: string): void => {
      for (const clue of byName.get(name) ?? []) found.add(clue);
    };
    for (const shape of shapes) take(shape);
    for (const { key, terms } of sentence) {
      take(key);
      for (const term of terms) take(TERM + term);
    }
    return found;
  };
}

/** Common words and sound keys are filed side by side. */
const TERM = '=';

/** Words of a clue may have this many others between them: फॉर्म (अब तक कहाँ) भरना. */
const GAP = 2;

function clueHolds({ needs, anywhere }: Clue, sentence: readonly Spoken[], shapes: ReadonlySet<string>): boolean {
  if (anywhere) return needs.every((need) => shapes.has(need.key) || sentence.some((word) => fits(need, word)));
  for (let start = 0; start + needs.length <= sentence.length; start++) {
    if (!fits(needs[0]!, sentence[start]!)) continue;
    let at = start;
    const isThere = needs.slice(1).every((need) => {
      const next = sentence.findIndex((word, index) => index > at && index <= at + 1 + GAP && fits(need, word));
      at = next;
      return next >= 0;
    });
    if (isThere) return true;
  }
  return false;
}

const fits = ({ key, term, isStem }: Need, word: Spoken): boolean =>
  word.key === key || (term !== undefined && word.terms.has(term)) || (isStem && word.key.startsWith(key));

/** A word of grammar counts as it is written (नहीं मिला is not नहीं मिलेगा), unless the entry has the common word itself. */
function toNeeds(word: string, analyser: Analyser): Need[] {
  if (word.startsWith('<')) return [{ key: word, term: undefined, isStem: false }];
  const isStem = word.endsWith('-');
  return analyser.tokens(word).map((token) => {
    const { term, kind } = analyser.vocabulary.learn(token);
    return {
      key: analyser.vocabulary.keyOf(token),
      term: !isStem && (kind !== 'stop' || term === token.text) ? term : undefined,
      isStem,
    };
  });
}
