import { describe, expect, it } from 'vitest';
import { classify, fitLogistic, type Example } from '../../src/eval/logistic.js';

const example = (right: number | readonly number[], ...names: string[]): Example => ({
  features: new Map(names.map((name) => [name, 1])),
  offset: [0, 0, 0],
  right: typeof right === 'number' ? [right] : right,
});
const asked = (...names: string[]) => example(0, ...names);
const options = { pull: 0.1, least: 1 };

describe('the logistic fit', () => {
  it('learns which feature speaks for which class', () => {
    const weights = fitLogistic(
      [example(0, 'कितना'), example(1, 'कब'), example(2, 'कहां'), example(1, 'कब', 'है')],
      options,
    );
    expect(classify(weights, asked('कितना'))).toBe(0);
    expect(classify(weights, asked('कब'))).toBe(1);
    expect(classify(weights, asked('कहां', 'है'))).toBe(2);
  });
  it('keeps what the offset says where the examples say nothing', () => {
    const weights = fitLogistic([example(0, 'a'), example(0, 'a')], options);
    expect(classify(weights, { features: new Map([['b', 1]]), offset: [0, 0, 1] })).toBe(2);
  });
  it('leaves out rare features', () =>
    expect([...fitLogistic([example(0, 'a'), example(0, 'a', 'b')], { pull: 1, least: 2 }).keys()]).toEqual(['a']));
  it('is content with any of the right classes', () => {
    const weights = fitLogistic([example([0, 1], 'a'), example(1, 'a'), example([1, 2], 'a')], options);
    expect(classify(weights, asked('a'))).toBe(1);
  });
  it('gives the same for the same', () => {
    const examples = [example(0, 'a', 'b'), example(1, 'b'), example(2, 'a')];
    expect(fitLogistic(examples, options)).toEqual(fitLogistic(examples, options));
  });
});
