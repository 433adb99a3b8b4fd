import type { Lexicon, WordKind } from '../content/lexicon.js';
import { createCorrect, type Correct } from './correct.js';
import type { Strip } from './endings.js';
import { closeKey, latinKey, looseKey } from './sound.js';
import { tokenise, type Token } from './tokens.js';
import { normaliseUnicode } from './unicode.js';

/** How a word was recognised, best first. */
export type How = 'written' | 'stem' | 'sound' | 'stem-sound' | 'corrected' | 'phrase' | 'number' | 'unknown';

/** One reading of a word. */
export interface Sense {
  /** the common word of the lexicon, or the stem of a word from the records */
  readonly term: string;
  readonly kind: WordKind;
  /** 0..1, how sure */
  readonly weight: number;
  readonly how: How;
}

/** Where a form comes from; a lower one gives way. */
const Rank = { words: 3, chhattisgarhi: 2, records: 1, ambiguous: 0 } as const;
interface Entry {
  readonly term: string;
  readonly kind: WordKind;
  readonly rank: number;
}
interface Phrase {
  readonly keys: readonly string[];
  readonly entry: Entry;
}
export interface PhraseMatch {
  readonly length: number;
  readonly sense: Sense;
}

/** Sounds that a word must have to be recognised by sound alone: दर and डार, थोर and ठौर are too near each other. */
const LEAST_SOUNDS = { deva: 4, latn: 3 } as const;

/** In so many questions a word must stand to be one of its own. */
const REPEATED = 2;
/** What the correction of such a word is worth. */
const OTHERWISE = 0.6;

/** Sound keys kept at hand; the words of questions must not pile up for ever. */
const REMEMBERED = 20_000;

/**
 * All words that the search knows: those of the lexicon with their forms, and those of the records.
 * A form is filed under its writing, its close key (Devanagari) and its loose key (both scripts).
 *
 *   'paise' ─ written? ─ loose key pese ─▶ पैसे ─▶ term पैसा
 *   'मिलही' ─ close key? ─ stem मिल ─▶ term मिलना
 *   'mahtaree' ─ loose key? ─ Fuse over the loose keys ─▶ mhtri ─▶ term महतारी
 */
export class Vocabulary {
  readonly #strip: Strip;
  readonly #written = new Map<string, Entry[]>();
  readonly #close = new Map<string, Entry[]>();
  /** by loose key; forms in Devanagari and in Latin letters apart: 'fish' must not catch फीस, nor 'gram' गरम */
  readonly #looseDeva = new Map<string, Entry[]>();
  readonly #looseLatin = new Map<string, Entry[]>();
  readonly #phrases = new Map<string, Phrase[]>();
  readonly #kinds = new Map<string, WordKind>();
  #correct: { readonly deva: Correct; readonly latn: Correct } | undefined;
  readonly #keys = new Map<string, string>();
  /** readings of words of questions; forgotten when a word is added */
  readonly #readings = new Map<string, readonly Sense[]>();
  /** the same without corrections */
  readonly #uncorrected = new Map<string, readonly Sense[]>();
  /** readings of words of records: a text of 5,000 records has few different words */
  readonly #learnt = new Map<string, Sense>();

  /** by loose key: words of questions that nobody knows, and that were said again and again */
  readonly #repeated = new Map<string, Sense>();

  constructor(lexicon: Pick<Lexicon, 'words' | 'chhattisgarhi'>, strip: Strip) {
    this.#strip = strip;
    for (const { term, kind, forms } of lexicon.words) {
      const name = normaliseUnicode(term);
      this.#kinds.set(name, kind);
      for (const form of [term, ...forms]) this.#file(normaliseUnicode(form), { term: name, kind, rank: Rank.words });
    }
    for (const { hne, hi, kind } of lexicon.chhattisgarhi) this.#addPair(hne, hi, kind);
  }

  /** A Chhattisgarhi word stands for what its Hindi word stands for; grammar is a stop word. */
  #addPair(hne: string, hi: string, kind: string): void {
    const form = normaliseUnicode(hne);
    const ambiguous = kind.endsWith(':ambiguous');
    const rank = ambiguous ? Rank.ambiguous : Rank.chhattisgarhi;
    const known = tokenise(form);
    if (known.length === 1 && this.#close.get(closeKey(form))?.some((entry) => entry.rank === Rank.words) === true)
      return;
    const hindi = tokenise(normaliseUnicode(hi));
    const meaning = hindi.length === 1 ? this.#known(hindi[0]!)[0] : undefined;
    if (meaning !== undefined) {
      this.#file(form, { term: meaning.term, kind: meaning.kind, rank });
    } else if (known.length > 1) {
      // a phrase that means a phrase: its words are read one by one
    } else if (/^(aux|postp|pron|particle|question)/u.test(kind)) {
      this.#file(form, { term: 'है', kind: 'stop', rank });
    } else if (hindi.length === 1) {
      const entry: Entry = {
        term: hindi[0]!.text,
        kind: kind.startsWith('adv') ? 'stop' : kind.startsWith('adj') ? 'field' : 'topic',
        rank,
      };
      this.#file(form, entry);
      this.#file(hindi[0]!.text, entry);
    }
  }

  #file(form: string, entry: Entry): void {
    const words = tokenise(form);
    if (words.length === 0) return;
    if (words.length > 1) {
      const keys = words.map((word) => this.keyOf(word));
      const list = this.#phrases.get(keys[0]!) ?? [];
      list.push({ keys, entry });
      list.sort((a, b) => b.keys.length - a.keys.length);
      this.#phrases.set(keys[0]!, list);
      // people also write the words of a set phrase together
      const together = words[0]!.script === 'deva' ? this.#looseDeva : this.#looseLatin;
      if (entry.kind === 'topic') add(together, keys.join(''), { ...entry, rank: Rank.ambiguous });
      return;
    }
    const [word] = words as [Token];
    add(this.#written, word.text, entry);
    if (word.script === 'deva') add(this.#close, closeKey(word.text), entry);
    if (word.script === 'deva') add(this.#looseDeva, this.keyOf(word), entry);
    if (word.script === 'latn') add(this.#looseLatin, this.keyOf(word), entry);
    this.#correct = undefined;
    this.#readings.clear();
    this.#uncorrected.clear();
  }

  /** The sound key by which words of both scripts are compared. */
  keyOf(word: Token): string {
    const remembered = this.#keys.get(word.text);
    if (remembered !== undefined) return remembered;
    const key = word.script === 'deva' ? looseKey(word.text) : word.script === 'latn' ? latinKey(word.text) : word.text;
    if (this.#keys.size >= REMEMBERED) this.#keys.clear();
    this.#keys.set(word.text, key);
    return key;
  }

  kindOf(term: string): WordKind {
    return this.#kinds.get(term) ?? 'topic';
  }

  /** The set phrase that begins at `index`, the longest first. */
  phraseAt(keys: readonly string[], index: number): PhraseMatch | undefined {
    for (const { keys: wanted, entry } of this.#phrases.get(keys[index]!) ?? []) {
      if (wanted.every((key, offset) => keys[index + offset] === key)) {
        return { length: wanted.length, sense: { term: entry.term, kind: entry.kind, weight: 1, how: 'phrase' } };
      }
    }
    return undefined;
  }

  /** Reads a word of a record; a word that nobody knows yet is learnt, under its shortest plausible stem. */
  learn(word: Token): Sense {
    const remembered = this.#learnt.get(word.text);
    if (remembered !== undefined) return remembered;
    const sense = this.#known(word, word.script === 'latn')[0] ?? this.#join(word);
    this.#learnt.set(word.text, sense);
    return sense;
  }

  #join(word: Token): Sense {
    const stem = word.script === 'deva' ? (this.#strip(word.text, 'deva')[0] ?? word.text) : word.text;
    const term = word.script === 'deva' ? stem : word.text;
    const entry: Entry = { term, kind: 'topic', rank: Rank.records };
    this.#file(word.text, entry);
    if (stem !== word.text) this.#file(stem, entry);
    return { term, kind: 'topic', weight: 1, how: 'written' };
  }

  /**
   * Takes in the words of questions that stand in `REPEATED` of them or more, and that nobody knows: they are words
   * (लाइनमैन, सहेली) more often than misspellings, so they stand for themselves first and for what they may be
   * corrected to second.
   */
  learnRepeated(questions: readonly (readonly Token[])[]): void {
    const counts = new Map<string, number>();
    const last = new Map<string, number>(); // key -> last question that had it, + 1: cheaper than a set a question
    questions.forEach((tokens, index) => {
      for (const token of tokens) {
        const key = this.keyOf(token);
        if (!isLong(token, key) || last.get(key) === index + 1) continue;
        last.set(key, index + 1);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    });
    for (const [key, count] of counts)
      if (count >= REPEATED) this.#repeated.set(key, { term: `~${key}`, kind: 'topic', weight: 1, how: 'written' });
    this.#readings.clear();
    this.#uncorrected.clear();
  }

  /** All readings of a word of a question; empty when nobody knows it, even misspelt. */
  read(word: Token): readonly Sense[] {
    const remembered = this.#readings.get(word.text);
    if (remembered !== undefined) return remembered;
    const senses = this.#readAnew(word);
    if (this.#readings.size >= REMEMBERED) this.#readings.clear();
    this.#readings.set(word.text, senses);
    return senses;
  }

  /** Readings of a word without correction; empty when it is misspelt beyond its sound. */
  readKnown(word: Token): readonly Sense[] {
    const remembered = this.#uncorrected.get(word.text);
    if (remembered !== undefined) return remembered;
    const known = this.#known(word);
    const own = this.#repeated.get(this.keyOf(word));
    const senses = known.length > 0 || own === undefined ? known : [own];
    if (this.#uncorrected.size >= REMEMBERED) this.#uncorrected.clear();
    this.#uncorrected.set(word.text, senses);
    return senses;
  }

  /** Whether a word is read without correction, and not only because it was said again and again. */
  isKnown(word: Token): boolean {
    if (word.script === 'digit') return true;
    const [first] = this.readKnown(word);
    return first !== undefined && first !== this.#repeated.get(this.keyOf(word));
  }

  #readAnew(word: Token): readonly Sense[] {
    const known = this.#known(word);
    if (known.length > 0) return known;
    if (word.script === 'digit') return [];
    this.#correct ??= {
      deva: createCorrect(this.#looseDeva.keys()),
      latn: createCorrect([...this.#looseDeva.keys(), ...this.#looseLatin.keys()]),
    };
    const script = word.script === 'deva' ? 'deva' : 'latn';
    const parts = this.#split(word);
    if (parts.length > 0) return parts;
    const own = this.#repeated.get(this.keyOf(word));
    const senses: Sense[] = own === undefined ? [] : [own];
    const trust = own === undefined ? 1 : OTHERWISE;
    for (const { key, closeness } of this.#correct[script](this.keyOf(word))) {
      for (const sense of toSenses(this.#byLoose(key, script), closeness * trust, 'corrected')) {
        if (!senses.some(({ term }) => term === sense.term)) senses.push(sense);
      }
    }
    return senses;
  }

  /** Two words written as one: mahtarivandan, पीएमकिसान. Both halves must be known, one as written, and not mere grammar. */
  #split({ text, script }: Token): Sense[] {
    for (let at = 2; at <= text.length - 3; at++) {
      if (/^\p{M}/u.test(text.slice(at))) continue;
      const [left] = this.#known({ text: text.slice(0, at), script });
      if (left === undefined || !isWhole(left)) continue;
      const [right] = this.#known({ text: text.slice(at), script });
      if (right === undefined || !isWhole(right)) continue;
      const isSure = left.how === 'written' || right.how === 'written';
      if (isSure && (left.kind === 'topic' || right.kind === 'topic')) return [left, right];
    }
    return [];
  }

  #byLoose(key: string, script: 'deva' | 'latn'): readonly Entry[] | undefined {
    const deva = this.#looseDeva.get(key);
    if (script === 'deva') return deva;
    const latin = this.#looseLatin.get(key);
    return latin === undefined
      ? deva
      : deva === undefined
        ? latin
        : [...latin, ...deva.filter(({ term }) => !latin.some((one) => one.term === term))];
  }

  /** @param bySound whether words that only sound alike count: धन of a record must not become धान */
  #known(word: Token, bySound = true): Sense[] {
    const written = toSenses(this.#written.get(word.text), 1, 'written');
    if (written.length > 0) return written;
    if (word.script === 'digit') return [];
    const script = word.script === 'deva' ? 'deva' : 'latn';
    if (script === 'deva') {
      const close = toSenses(this.#close.get(closeKey(word.text)), 1, 'written');
      if (close.length > 0) return close;
    }
    const key = this.keyOf(word);
    // two sounds are shared by too many words of Latin letters (ka, ke, ki, kya ...)
    const sound =
      bySound && key.length >= LEAST_SOUNDS[script] ? toSenses(this.#byLoose(key, script), 0.9, 'sound') : [];
    if (script === 'latn' && sound.length > 0) return sound;
    const stems = this.#strip(word.text, script);
    for (const stem of stems) {
      const entries = script === 'deva' ? this.#close.get(closeKey(stem)) : this.#written.get(stem);
      const senses = toSenses(entries, 0.95, 'stem');
      if (senses.length > 0 && closeKey(stem).length + stem.length >= 4) return senses;
    }
    if (sound.length > 0) return sound;
    if (!bySound) return [];
    for (const stem of stems) {
      const stemKey = this.keyOf({ text: stem, script });
      const senses =
        stemKey.length >= LEAST_SOUNDS[script] ? toSenses(this.#byLoose(stemKey, script), 0.8, 'stem-sound') : [];
      if (senses.length > 0) return senses;
    }
    return [];
  }
}

const isLong = ({ script }: Token, key: string): boolean =>
  (script === 'deva' || script === 'latn') && key.length >= LEAST_SOUNDS.latn;

const isWhole = ({ kind, how, weight }: Sense): boolean =>
  kind !== 'stop' && kind !== 'offtopic' && weight >= 0.9 && (how === 'written' || how === 'sound');

function add(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  if (key === '') return;
  const list = map.get(key);
  if (list === undefined) map.set(key, [entry]);
  else if (!list.some(({ term }) => term === entry.term)) {
    list.push(entry);
    list.sort((a, b) => b.rank - a.rank);
  }
}

/** Of several words with one key, those of the best origin are meant; the others are kept at a discount. */
function toSenses(entries: readonly Entry[] | undefined, weight: number, how: How): Sense[] {
  if (entries === undefined) return [];
  const best = entries[0]!.rank;
  return entries
    .slice(0, 3)
    .map(({ term, kind, rank }) => ({ term, kind, weight: rank === best ? weight : weight * 0.5, how }));
}
