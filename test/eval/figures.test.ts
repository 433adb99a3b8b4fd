import { describe, expect, it } from 'vitest';
import { shareOf } from '../../src/eval/figures.js';
import { acceptedParts, parseQuestions, partOf } from '../../src/eval/questions.js';

describe('the evaluation', () => {
  it('gives the interval of Wilson', () => {
    const { percent, low, high } = shareOf([...Array<boolean>(81).fill(true), ...Array<boolean>(19).fill(false)]);
    expect(percent).toBeCloseTo(81);
    expect(low).toBeCloseTo(72.2, 0);
    expect(high).toBeCloseTo(87.5, 0);
  });
  it('puts a question into the same part for ever', () => {
    expect(partOf('महतारी वंदन के पइसा कब आही')).toBe(partOf('महतारी वंदन के पइसा कब आही'));
    const dev = Array.from({ length: 2000 }, (_, index) => partOf(`q${index}`)).filter((part) => part === 'dev').length;
    expect(dev / 2000).toBeCloseTo(0.6, 1);
  });
  it('accepts the parts that two voters name, else what the writer thought of', () => {
    expect(acceptedParts([['about'], ['benefit', 'about'], ['benefit'], ['benefit', 'apply']])).toEqual([
      'benefit',
      'about',
    ]);
    expect(acceptedParts([['about'], ['benefit'], ['apply']])).toEqual(['about']);
    expect(acceptedParts([])).toEqual([]);
  });
  it('reads the table', () => {
    const [one] = parseQuestions(
      'id\tquestion\tlanguage\tscript\tstyle\tschemes\tfacet\tsubject\n1\tकब\thi\tdeva\tfollowup\ta|b\tdeadline|status\tc\n',
    );
    expect(one).toMatchObject({ schemes: ['a', 'b'], subject: 'c', facets: ['deadline', 'status'] });
    const [voted] = parseQuestions(
      'id\tquestion\tlanguage\tscript\tstyle\tschemes\tfacet\tsubject\treaders\n1\tकब\thi\tdeva\tname\ta\tdeadline\t-\tstatus status|apply\n',
    );
    expect(voted).toMatchObject({ facets: ['status'], votes: [['deadline'], ['status'], ['status', 'apply']] });
  });
});
