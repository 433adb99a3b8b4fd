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
/** A text as written words with their sound keys, not yet read. */
export interface Split {
  readonly tokens: readonly Token[];
  readonly keys: readonly string[];
}

/** Chunks kept at hand; bounded, since questions bring new ones for ever. */
const REMEMBERED = 50_000;

/**
 * So many words of a question are corrected: a correction takes milliseconds, and a text with more words that nobody
 * knows is in another language or none.
 */
const CORRECTED = 16;

/** Turns text into read words, with one vocabulary for records and questions. */
export class Analyser {
  readonly vocabulary: Vocabulary;
  readonly #findNumbers: FindNumbers;
  readonly #spellings: ReadonlyMap<string, string>;
  readonly #chunks = new Map<string, Split>();

  /** words of a question that are corrected, at most */
  readonly #corrected: number;

  constructor(lexicon: Lexicon, { correction = true }: { readonly correction?: boolean } = {}) {
    this.#spellings = new Map(Object.entries(lexicon.talk.spellings));
    this.vocabulary = new Vocabulary(lexicon, createStrip(lexicon.endings));
    this.#findNumbers = createFindNumbers(lexicon.numbers);
    this.#corrected = correction ? CORRECTED : 0;
  }

  /** Splits a text of a record and takes its Devanagari words into the vocabulary, so that words in Latin letters find them. */
  meet(text: string): Split {
    const split = this.split(text);
    for (const token of split.tokens) if (token.script === 'deva') this.vocabulary.learn(token);
    return split;
  }

  /** Reads a text of a record; new words join the vocabulary. */
  learn(text: string | Split): Analysis {
    return this.#analyse(typeof text === 'string' ? this.split(text) : text, this.#learn);
  }

  /** Reads a question. */
  read(text: string): Analysis {
    let corrected = 0;
    return this.#analyse(this.split(text), (token) =>
      this.vocabulary.isKnown(token) || corrected++ < this.#corrected
        ? this.vocabulary.read(token)
        : this.vocabulary.readKnown(token),
    );
  }

  /** @returns the written words of a text, one by one; short spellings of messages (ny, mje) in full */
  tokens(text: string): readonly Token[] {
    return tokenise(normaliseUnicode(text)).map((token) => {
      const common = token.script === 'latn' ? this.#spellings.get(token.text) : undefined;
      return common === undefined ? token : { text: common, script: token.script };
    });
  }

  /** Reads a question that is kept with a record: words that would have to be corrected are left out, for they take long. */
  readKnown(split: Split): Analysis {
    return this.#analyse(split, (token) => this.vocabulary.readKnown(token));
  }

  readonly #learn = (token: Token): readonly Sense[] => [this.vocabulary.learn(token)];

  #analyse({ tokens, keys }: Split, read: (token: Token) => readonly Sense[]): Analysis {
    const words: ReadWord[] = [];
    this.#walk(tokens, keys, read, (at, length, senses) => {
      const isOne = length === 1;
      words.push({
        text: isOne ? tokens[at]!.text : joinTexts(tokens, at, length),
        script: tokens[at]!.script,
        key: isOne ? keys[at]! : keys.slice(at, at + length).join(' '),
        at,
        senses,
      });
    });
    return { tokens, words };
  }

  /** Splits a text; no word of it joins the vocabulary. */
  split(text: string): Split {
    const tokens: Token[] = [];
    const keys: string[] = [];
    for (const part of text.split(/\s+/u)) {
      const chunk = this.#chunk(part);
      for (let index = 0; index < chunk.tokens.length; index++) {
        tokens.push(chunk.tokens[index]!);
        keys.push(chunk.keys[index]!);
      }
    }
    return { tokens, keys };
  }

  /** Joins what is read as one, and tells each word with its readings. */
  #walk(
    tokens: readonly Token[],
    keys: readonly string[],
    read: (token: Token) => readonly Sense[],
    tell: (at: number, length: number, senses: readonly Sense[]) => void,
  ): void {
    const numbers = this.#findNumbers(tokens);
    let nextNumber = 0;
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
      tell(index, length, senses);
      index += length;
    }
  }

  /** What stands between two spaces: no rule of the analysis reaches across a space before there are tokens. */
  #chunk(part: string): Split {
    const known = this.#chunks.get(part);
    if (known !== undefined) return known;
    const tokens = this.tokens(part);
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
