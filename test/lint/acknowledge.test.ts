import { describe, expect, it } from 'vitest';
import { lintPlanted } from './plant.js';

const CALLS = ['ctx.answerCallbackQuery()', "ctx.api.answerCallbackQuery('1')", "bot['api'].answerCallbackQuery('1')"];

describe('the linter', () => {
  it('refuses every tap acknowledged by hand', async () => {
    const found = await lintPlanted(
      Object.fromEntries(
        CALLS.map((call, index) => [`src/features/new/${index}.ts`, `export const handle = (ctx, bot) => ${call};`]),
      ),
    );
    const refused = found
      .filter(({ code }) => code.includes('no-restricted-properties'))
      .map(({ filename }) => filename);
    expect([...new Set(refused)].toSorted()).toEqual(CALLS.map((_, index) => `src/features/new/${index}.ts`));
  });
});
