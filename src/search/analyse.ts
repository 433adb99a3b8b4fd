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
  readonly normalised: string;
  readonly tokens: readonly Token[];
  readonly words: readonly ReadWord[];
}

/** Turns text into read words, with one vocabulary for records and questions. */
export class Analyser {
  readonly vocabulary: Vocabulary;
  readonly #findNumbers: FindNumbers;

  constructor(lexicon: Lexicon) {
    this.vocabulary = new Vocabulary(lexicon, createStrip(lexicon.endings));
    this.#findNumbers = createFindNumbers(lexicon.numbers);
  }

  /** Reads a text of a record; new words join the vocabulary. */
  learn(text: string): Analysis {
    return this.#analyse(text, (token) => [this.vocabulary.learn(token)]);
  }

  /** Reads a question. */
  read(text: string): Analysis {
    return this.#analyse(text, (token) => this.vocabulary.read(token));
  }

  /** @returns the written words of a text, one by one */
  tokens(text: string): readonly Token[] {
    return tokenise(normaliseUnicode(text));
  }

  #analyse(text: string, read: (token: Token) => readonly Sense[]): Analysis {
    const normalised = normaliseUnicode(text);
    const tokens = tokenise(normalised);
    const keys = tokens.map((token) => this.vocabulary.keyOf(token));
    const numbers = new Map(this.#findNumbers(tokens).map((span) => [span.from, span]));
    const words: ReadWord[] = [];
    for (let index = 0; index < tokens.length; ) {
      const token = tokens[index]!;
      const phrase = this.vocabulary.phraseAt(keys, index);
      const number = numbers.get(index);
      let length = 1;
      let senses: readonly Sense[];
      if (phrase !== undefined) {
        length = phrase.length;
        senses = [phrase.sense];
      } else if (number !== undefined) {
        length = number.to - number.from;
        const named = length === 1 ? this.vocabulary.read(token).filter(({ how }) => how === 'written' && token.script === 'digit') : [];
        senses = [{ term: numberTerm(number.value), kind: 'topic', weight: 1, how: 'number' }, ...named];
      } else {
        senses = read(token);
      }
      const written = tokens
        .slice(index, index + length)
        .map((one) => one.text)
        .join(' ');
      words.push({ text: written, script: token.script, key: keys.slice(index, index + length).join(' '), at: index, senses });
      index += length;
    }
    return { normalised, tokens, words };
  }
}
