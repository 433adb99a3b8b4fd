import { describe, expect, it } from 'vitest';
import { createEnding } from '../src/ending.js';

function open(withinMs?: number) {
  const events: string[] = [];
  const log = { info: () => undefined, error: (_: unknown, line: string) => void events.push(line) };
  let exited: (code: number) => void = () => undefined;
  const code = new Promise<number>((resolve) => (exited = resolve));
  const ending = createEnding(log as never, exited, withinMs);
  return { ending, events, code };
}

describe('the end of the process', () => {
  it('closes what was opened, the last first, one after the other', async () => {
    const { ending, events, code } = open();
    for (const what of ['store', 'serving'])
      ending.opened(what, async () => {
        events.push(`${what} closes`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        events.push(`${what} closed`);
      });
    ending.end(0);
    expect(await code).toBe(0);
    expect(events).toEqual(['serving closes', 'serving closed', 'store closes', 'store closed']);
  });

  it('comes once, although npm and the terminal both hand the signal on', async () => {
    const { ending, events, code } = open();
    ending.opened('store', async () => void events.push('closed'));
    ending.end(0);
    ending.end(1);
    expect(await code).toBe(0);
    expect(events).toEqual(['closed']);
  });

  it('closes the rest, and ends with 1, when something cannot be closed', async () => {
    const { ending, events, code } = open();
    ending.opened('store', async () => void events.push('closed'));
    ending.opened('serving', () => Promise.reject(new Error('x')));
    ending.end(0);
    expect(await code).toBe(1);
    expect(events).toEqual(['could not be closed well', 'closed']);
  });

  it('does not wait for ever', async () => {
    const { ending, events, code } = open(5);
    ending.opened('serving', () => new Promise(() => undefined));
    ending.end(0);
    expect(await code).toBe(1);
    expect(events).toEqual(['did not end in time']);
  });
});
