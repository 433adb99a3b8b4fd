import { describe, expect, it } from 'vitest';
import { placeOf, type Features } from '../../src/danger/features.js';
import { learn } from '../../src/danger/learn.js';

const features = (...names: string[]): Features => ({
  places: Int32Array.from(names.map((name) => placeOf('k', name))),
  strengths: Float64Array.from(names.map(() => 1)),
});
const lessons = [
  { features: features('जहर', 'खा'), right: [0] },
  { features: features('जहर', 'पी'), right: [0] },
  { features: features('भात', 'खा'), right: [1] },
  { features: features('भात', 'पी'), right: [1] },
];

describe('learning', () => {
  it('finds which feature speaks for which class', () => {
    const predict = learn(lessons, 2);
    expect(predict(features('जहर'))[0]).toBeGreaterThan(0.8);
    expect(predict(features('भात'))[1]).toBeGreaterThan(0.8);
    expect(predict(features('खा'))[0]).toBeCloseTo(0.5, 1);
  });
  it('gives shares of one, also for what it never met', () => {
    const shares = learn(lessons, 2)(features('नया'));
    expect(shares[0]! + shares[1]!).toBeCloseTo(1);
  });
  it('gives two classes that are right the same share', () => {
    const predict = learn(
      [
        { features: features('a'), right: [0, 1] },
        { features: features('a'), right: [0, 1] },
      ],
      3,
    );
    const [first, second, third] = predict(features('a'));
    expect(first).toBeCloseTo(second!);
    expect(third).toBeLessThan(0.2);
  });
  it('is the same each time', () =>
    expect(learn(lessons, 2)(features('खा', 'जहर'))).toEqual(learn(lessons, 2)(features('खा', 'जहर'))));
});
