import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../src/content/read-lexicon.js';
import { Analyser } from '../../src/search/analyse.js';
import { shapeOf, type Shape } from '../../src/search/shape.js';

const analyser = new Analyser(await readLexicon('data'));
const shapesOf = (text: string): Set<Shape> => {
  const { tokens, words } = analyser.read(text);
  return shapeOf(tokens, new Set(words.flatMap(({ senses }) => senses.map(({ term }) => term))));
};

describe('the shape of a sentence', () => {
  it.each<[string, Shape[], Shape[]]>([
    ['मोला पइसा मिलही का', ['yes-no', 'future'], ['open', 'statement']],
    ['can I get the pension', ['yes-no', 'able'], ['open']],
    ['पइसा आय हे के नइ', ['choice'], ['yes-no', 'negated']],
    ['paisa aaya ki nahi', ['choice'], ['yes-no']],
    ['पैसा कब मिलेगा', ['open', 'future'], ['yes-no', 'statement']],
    ['दू महिना ले पइसा नइ आवत हे', ['statement', 'negated'], ['open', 'yes-no']],
    ['पइसा मिलिस', ['past', 'statement'], ['future']],
    ['कतका मिलथे', ['habit', 'open'], ['future']],
    ['विधवा पेंशन', ['noun', 'short'], ['yes-no', 'open']],
  ])('%s', (text, has, hasNot) => {
    const shapes = shapesOf(text);
    expect([...shapes]).toEqual(expect.arrayContaining(has));
    for (const shape of hasNot) expect([...shapes]).not.toContain(shape);
  });

  it.each(['🙏', '!', '*', '|', '”', '…', '\u200b', '?\n', '।।', '❤\ufe0f'])(
    'is the same with %j at the end',
    (sign) => {
      for (const text of ['मोला पइसा मिलही का', 'पइसा मिलिस', 'कतका मिलथे', 'विधवा पेंशन'])
        expect(shapesOf(`${text} ${sign}`)).toEqual(shapesOf(text));
    },
  );
});
