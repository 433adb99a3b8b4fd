import { describe, expect, it } from 'vitest';
import { FILES_ARE_FOR, grownPast } from '../../src/store/grown.js';

describe('the embedded store', () => {
  it('is silent as long as files are fine', () => {
    expect(grownPast(FILES_ARE_FOR)).toBeUndefined();
  });
  it('says what to do when it has grown past them', () => {
    expect(grownPast(25_000)).toMatch(/25,000 people.*DATABASE_URL/);
  });
});
