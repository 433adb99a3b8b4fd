import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** A process with a watchdog that ends it after 2 s, and what came of it. */
function run(work: string): Promise<{ signal: string | null; err: string }> {
  const program = `
    import { startWatchdog } from './src/watchdog/watchdog.ts';
    const watchdog = startWatchdog(2_000);
    const block = (ms) => { const end = Date.now() + ms; while (Date.now() < end); };
    await new Promise((resolve) => setTimeout(resolve, 500));
    watchdog.begin(6)();
    watchdog.begin(7);
    ${work}
    await watchdog.stop();
  `;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program]);
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('close', (_code, signal) => resolve({ signal, err }));
  });
}

describe('the watchdog', () => {
  it('ends a process whose event loop stays blocked, and says in which update', async () => {
    const { signal, err } = await run('for (;;);');
    expect(signal).toBe('SIGKILL');
    const lines = err.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { updateIds: number[] }).updateIds)).toEqual([[7], [7]]);
    expect(lines[1]).toContain('stays blocked');
  });

  it('lets a process live that works in pieces', async () => {
    const { signal, err } = await run(
      'for (let n = 0; n < 12; n += 1) { block(300); await new Promise((resolve) => setTimeout(resolve, 5)); }',
    );
    expect({ signal, err }).toEqual({ signal: null, err: '' });
  });
});
