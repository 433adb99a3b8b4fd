import type { Lexicon } from '../content/lexicon.js';
import { createStrip } from './endings.js';
import { createFindNumbers, numberTerm, type FindNumbers } from './numbers.js';
import { tokenise, type Token } from './tokens.js';
import { normaliseUnicode } from './unicode.js';
import { Vocabulary, type Sense } from './vocabulary.js';

/** One or several written words that are read as one. */
export interface ReadWord {
  /** as written (normalised); several words of a set phrase with spaces between */
  readonly text: string;
  readonly script: Token['script'];
  readonly key: string;
  /** position of its first written word */
  readonly at: number;
  readonly senses: readonly Sense[];
}
export interface Analysis {
  readonly tokens: readonly Token[];
  readonly words: readonly ReadWord[];
}

/** What stands between two spaces: no rule of the analysis reaches across a space before there are tokens. */
interface Chunk {
  readonly tokens: readonly Token[];
  readonly keys: readonly string[];
}
/** Chunks kept at hand; bounded, since questions bring new ones for ever. */
const REMEMBERED = 50_000;

/** Turns text into read words, with one vocabulary for records and questions. */
export class Analyser {
  readonly vocabulary: Vocabulary;
  readonly #findNumbers: FindNumbers;
  readonly #chunks = new Map<string, Chunk>();

  constructor(lexicon: Lexicon) {
    this.vocabulary = new Vocabulary(lexicon, createStrip(lexicon.endings));
    this.#findNumbers = createFindNumbers(lexicon.numbers);
  }

  /** Reads a text of a record; new words join the vocabulary. */
  learn(text: string): Analysis {
    return this.#analyse(text, (token) => [this.vocabulary.learn(token)]);
  }

  /** Takes the Devanagari words of a text into the vocabulary, so that words in Latin letters find them. */
  meet(text: string): void {
    for (const part of text.split(/\s+/u)) {
      if (this.#chunks.has(part)) continue;
      for (const token of this.#chunk(part).tokens) if (token.script === 'deva') this.vocabulary.learn(token);
    }
  }

  /** Reads a question. */
  read(text: string): Analysis {
    return this.#analyse(text, (token) => this.vocabulary.read(token));
  }

  /** @returns the written words of a text, one by one */
  tokens(text: string): readonly Token[] {
    return tokenise(normaliseUnicode(text));
  }

  /** @returns the sound keys of the written words of a text */
  keysOf(text: string): string[] {
    return text.split(/\s+/u).flatMap((part) => this.#chunk(part).keys);
  }

  #analyse(text: string, read: (token: Token) => readonly Sense[]): Analysis {
    const tokens: Token[] = [];
    const keys: string[] = [];
    for (const part of text.split(/\s+/u)) {
      const chunk = this.#chunk(part);
      for (let index = 0; index < chunk.tokens.length; index++) {
        tokens.push(chunk.tokens[index]!);
        keys.push(chunk.keys[index]!);
      }
    }
    const numbers = this.#findNumbers(tokens);
    let nextNumber = 0;
    const words: ReadWord[] = [];
    for (let index = 0; index < tokens.length;) {
      const token = tokens[index]!;
      while (nextNumber < numbers.length && numbers[nextNumber]!.from < index) nextNumber++;
      const phrase = this.vocabulary.phraseAt(keys, index);
      let length = 1;
      let senses: readonly Sense[];
      if (phrase !== undefined) {
        length = phrase.length;
        senses = [phrase.sense];
      } else if (numbers[nextNumber]?.from === index) {
        const number = numbers[nextNumber]!;
        length = number.to - number.from;
        const named = length === 1 && token.script === 'digit' ? this.vocabulary.read(token) : [];
        senses = [{ term: numberTerm(number.value), kind: 'topic', weight: 1, how: 'number' }, ...named];
      } else {
        senses = read(token);
      }
      const isOne = length === 1;
      words.push({
        text: isOne ? token.text : joinTexts(tokens, index, length),
        script: token.script,
        key: isOne ? keys[index]! : keys.slice(index, index + length).join(' '),
        at: index,
        senses,
      });
      index += length;
    }
    return { tokens, words };
  }

  #chunk(part: string): Chunk {
    const known = this.#chunks.get(part);
    if (known !== undefined) return known;
    const tokens = tokenise(normaliseUnicode(part));
    const chunk = { tokens, keys: tokens.map((token) => this.vocabulary.keyOf(token)) };
    if (this.#chunks.size >= REMEMBERED) this.#chunks.clear();
    this.#chunks.set(part, chunk);
    return chunk;
  }
}

const joinTexts = (tokens: readonly Token[], from: number, length: number): string =>
  tokens
    .slice(from, from + length)
    .map(({ text }) => text)
    .join(' ');
