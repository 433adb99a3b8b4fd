import { expect, it } from 'vitest';
import { lineOf } from '../../src/playground/crowd/line.js';
import type { StoredMessage } from '../../src/playground/index.js';

it.each([
  [{ text: 'एक\n\nदो' }, 'एक दो'],
  [{ photo: [], caption: 'खेत' }, '🖼 खेत'],
  [{ document: {} }, '📄'],
  [{ text: 'x'.repeat(200) }, `${'x'.repeat(119)}…`],
])('a line of %j', (message, line) => {
  expect(lineOf(message as unknown as StoredMessage)).toBe(line);
});
