import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../src/content/read-lexicon.js';
import { createClausesOf, splitWants } from '../../src/search/clauses.js';

const clausesOf = createClausesOf(await readLexicon('data'));

describe('a long sentence without marks', () => {
  it('is cut after the verbs with which clauses end', () =>
    expect(clausesOf('मोर गोसइया ल गुजरे तीन बछर होगे हे दू झन लइका हें मोला अब पेंसन मिलही का')).toEqual([
      'मोर गोसइया ल गुजरे तीन बछर होगे हे',
      'दू झन लइका हें',
      'मोला अब पेंसन मिलही का',
    ]));
  it('is cut before a word with which questions begin', () =>
    expect(
      clausesOf(
        'My mother sells vegetables on the roadside every evening without a shop how much loan does she get',
      ).at(-1),
    ).toBe('how much loan does she get'));
  it('is not cut where the verb goes on', () =>
    expect(clausesOf('ये जो पैसा सब लोगों को हर महीने मिलता है वो मुझे आया है या नहीं कैसे पता चलेगा')).toEqual([
      'ये जो पैसा सब लोगों को हर महीने मिलता है',
      'वो मुझे आया है या नहीं कैसे पता चलेगा',
    ]));
  it('is one clause when it is short', () => expect(clausesOf('पेंसन आवत हे मोला मिलही का')).toHaveLength(1));
});

it('a sentence is split into the wants that it joins, single words left out', () => {
  expect(splitWants('form kaha milhi au kab tak bharbo')).toEqual(['form kaha milhi', 'kab tak bharbo']);
  expect(splitWants('कतका पइसा मिलथे, का कागज लागही')).toEqual(['कतका पइसा मिलथे', 'का कागज लागही']);
  expect(splitWants('पति अउ पत्नी ला मिलही का')).toEqual(['पत्नी ला मिलही का']);
});
