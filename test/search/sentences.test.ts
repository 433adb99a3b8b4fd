import { describe, expect, it } from 'vitest';
import { splitQuestion, splitWants } from '../../src/search/sentences.js';

describe('the sentence that asks', () => {
  it('is the last one', () => {
    expect(splitQuestion('मोर गोसइया गुजरगे। दू लइका हें। पेंसन मिलही का?')).toEqual({
      asked: 'पेंसन मिलही का?',
      before: 'मोर गोसइया गुजरगे। दू लइका हें।',
    });
  });
  it('is the whole of a single one', () => expect(splitQuestion('pm kisan kab').asked).toBe('pm kisan kab'));
  it('does not end at the dot of a short form', () => expect(splitQuestion('p.m. kisan').before).toBe(''));
});

it('is split into the wants that it joins, single words left out', () => {
  expect(splitWants('form kaha milhi au kab tak bharbo')).toEqual(['form kaha milhi', 'kab tak bharbo']);
  expect(splitWants('कतका पइसा मिलथे, का कागज लागही')).toEqual(['कतका पइसा मिलथे', 'का कागज लागही']);
  expect(splitWants('पति अउ पत्नी ला मिलही का')).toEqual(['पत्नी ला मिलही का']);
});
