import { describe, expect, it } from 'vitest';
import { NO_COUNTS, type Broadcast } from '../../../src/delivery/broadcast.js';
import type { Status } from '../../../src/delivery/delivery.js';
import { bar, settledShare, shownState, statusKeyboard, statusText } from '../../../src/features/broadcast/progress.js';
import { readCatalogue } from '../../../src/messages/read.js';

const t = (await readCatalogue('locales')).translate('en');

function statusOf(change: Partial<Broadcast>, more: Partial<Status> = {}): Status {
  const broadcast: Broadcast = {
    id: 'b1234',
    by: 1,
    topic: 'schemes',
    audience: { name: 'people', args: { topic: 'schemes' } },
    message: null,
    title: 'Camp on Monday',
    createdAt: 0,
    notBefore: Date.parse('2026-11-30T08:00:00+05:30'),
    urgent: false,
    state: 'finished',
    open: false,
    pages: 1,
    total: 10,
    ...change,
  };
  return { broadcast, counts: { ...NO_COUNTS, sent: 8, failed: 2 }, perSecond: 0, ...more };
}
const recall = (state: 'running' | 'done') => ({ number: 1, kind: 'recall', state }) as const;
const labels = (status: Status): string[] =>
  statusKeyboard(status, t)
    .inline_keyboard.flat()
    .map(({ text }) => text);

describe('the page of a broadcast', () => {
  it.each([
    [{ state: 'paused', pausedBy: 'administrator' }, 'paused'],
    [{ state: 'paused', pausedBy: 'failures' }, 'failing'],
    [{ state: 'paused', pausedBy: 'late' }, 'late'],
    [{ state: 'sending', pausedBy: 'failures' }, 'sending'],
    [{ state: 'finished', pass: recall('running') }, 'takingBack'],
    [{ state: 'takenBack', pass: recall('done') }, 'takenBack'],
    [{ state: 'finished', pass: { number: 1, kind: 'correct', state: 'running' } }, 'finished'],
  ] satisfies [Partial<Broadcast>, string][])('of %j is headed as %s', (change, expected) => {
    const status = statusOf(change);
    expect(shownState(status.broadcast)).toBe(expected);
    expect(statusText(status, t, 'en').text.split('\n').slice(0, 2)).toEqual([
      t(`broadcast.state.${expected}`),
      '«Camp on Monday»',
    ]);
  });

  it.each([
    [{ state: 'scheduled' }, ['⏸ Pause for now', '🛑 Stop for good']],
    [{ state: 'sending' }, ['⏸ Pause for now', '🛑 Stop for good']],
    [{ state: 'paused', pausedBy: 'administrator' }, ['▶️ Go on', '🛑 Stop for good']],
    [{ state: 'paused', pausedBy: 'late' }, ['▶️ Send now', '🕐 New time', '🛑 Stop for good']],
    [
      { state: 'undecided' },
      [
        '🔁 Send again to those in doubt',
        '👌 Leave them',
        '🔁 Send again to those that failed',
        '📄 List',
        '↩️ Take back',
      ],
    ],
    [{ state: 'finished' }, ['🔁 Send again to those that failed', '📄 List', '↩️ Take back', '✏️ Correct']],
    [{ state: 'cancelled' }, ['📄 List', '↩️ Take back', '✏️ Correct']],
    [{ state: 'finished', pass: recall('running') }, []],
    [{ state: 'takenBack', pass: recall('done') }, ['📄 List']],
  ] satisfies [Partial<Broadcast>, string[]][])('of %j offers %j', (change, expected) => {
    expect(labels(statusOf(change))).toEqual(expected);
  });

  it.each([
    ['time', '🕐 It goes on 30 November, 8:00 am.'],
    ['quiet', '🌙 Not at night. It goes from 30 November, 8:00 am.'],
    ['hold', '⛔ Publicity is on hold. It goes from 30 November, 8:00 am.'],
  ] as const)('says when it goes and what it waits for: %s', (why, expected) => {
    const until = Date.parse('2026-11-30T08:00:00+05:30');
    expect(statusText(statusOf({ state: 'scheduled' }, { waiting: { until, why } }), t, 'en').text).toContain(expected);
  });

  it('counts only what there is, and says how long it takes', () => {
    const counts = { ...NO_COUNTS, sent: 100, queued: 60, claimed: 5 };
    const lines = statusText(statusOf({ state: 'sending' }, { counts, perSecond: 20 }), t, 'en').text.split('\n');
    expect(lines).toEqual([
      '📤 Going out',
      '«Camp on Monday»',
      '',
      '▓▓▓▓▓▓░░░░ 60 %',
      '',
      '✅ Reached: 100',
      '⏳ Still to go: 65',
      '🚀 20 a second, about 3 seconds more',
    ]);
  });

  it.each([
    [0, '░░░░░░░░░░ 0 %'],
    [0.999, '▓▓▓▓▓▓▓▓▓░ 99 %'],
    [1, '▓▓▓▓▓▓▓▓▓▓ 100 %'],
  ])('draws %f as %s', (share, expected) => {
    expect(bar(share)).toBe(expected);
  });
  it('has settled nothing before the recipients are known', () => {
    expect(settledShare(NO_COUNTS)).toBe(0);
  });
});
