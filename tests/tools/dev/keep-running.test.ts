import { afterEach, describe, expect, it, vi } from 'vitest';
import { Keeper, type Kept, type Running } from '../../../tools/dev/keep-running.js';

/** A process as the keeper sees it, which ends when a test says so. */
interface Actor extends Running {
  end(how: string, lastOutput?: string): void;
  readonly stopped: () => boolean;
}

function actor(): Actor {
  let settle: Actor['end'] = () => undefined;
  let stopped = false;
  const ended = new Promise<Awaited<Running['ended']>>((resolve) => {
    settle = (how, lastOutput = '') => resolve({ how, wasAsked: how === 'SIGTERM', lastOutput });
  });
  const stop = (): Promise<void> => {
    stopped = true;
    settle('SIGTERM');
    return Promise.resolve();
  };
  return { ended, stop, stopped: () => stopped, end: (how, lastOutput) => settle(how, lastOutput) };
}

const keepers: Keeper[] = [];
afterEach(async () => {
  await Promise.all(keepers.splice(0).map((keeper) => keeper.stop()));
});

/** A keeper over a script of starts, each an actor or a failure; the last one goes on for ever. */
function kept(script: readonly (Actor | string)[], more: Partial<Kept> = {}) {
  const said: string[] = [];
  const start = vi.fn(() => {
    const next = script[Math.min(start.mock.calls.length, script.length) - 1];
    return typeof next === 'object' ? Promise.resolve(next) : Promise.reject(new Error(next));
  });
  const keeper = new Keeper({ name: 'The worker', start, say: (line) => said.push(line), pauseMs: 5, ...more });
  keepers.push(keeper);
  return { keeper, start, said };
}

const soon = { timeout: 2_000, interval: 5 };

describe('what is kept running', () => {
  it('is started again after it ended by itself, and both are said, with its last words', async () => {
    const [first, second] = [actor(), actor()];
    const { start, said } = kept([first, second]);
    first.end('exit code 1', 'out of memory');
    await vi.waitFor(() => expect(said).toHaveLength(2), soon);
    expect(start).toHaveBeenCalledTimes(2);
    expect(said).toEqual([
      'The worker ended by itself (exit code 1).\n  out of memory\n  It is started again until it stays up.',
      'The worker is up again.',
    ]);
  });

  it('has nothing to explain where somebody has asked it to end', async () => {
    const first = actor();
    const { said } = kept([first, actor()]);
    first.end('SIGTERM', 'a whole screen of log');
    await vi.waitFor(() => expect(said).toContain('The worker is up again.'), soon);
    expect(said.join()).not.toContain('a whole screen');
  });

  it('waits before it starts again what has ended, and starts at once when it is told to', async () => {
    const first = actor();
    const { keeper, start, said } = kept([first, actor()], { pauseMs: 60_000 });
    first.end('exit code 1');
    await vi.waitFor(() => expect(said).toHaveLength(1), soon);
    expect(start).toHaveBeenCalledTimes(1);
    keeper.restart();
    await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(2), soon);
  });

  it('does not end with a file that is broken: it says so once, and comes up when the file is whole', async () => {
    const { start, said } = kept(['bad syntax', 'bad syntax', 'bad syntax', actor()]);
    await vi.waitFor(() => expect(said.at(-1)).toBe('The worker is up again.'), soon);
    expect(start).toHaveBeenCalledTimes(4);
    expect(said).toEqual([
      'The worker cannot start.\n  bad syntax\n  It is started again until it stays up.',
      'The worker is up again.',
    ]);
  });

  it('is stopped before it is started again on a change', async () => {
    const [first, second] = [actor(), actor()];
    const { keeper, start } = kept([first, second]);
    await keeper.tried;
    keeper.restart();
    await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(2), soon);
    expect([first.stopped(), second.stopped()]).toEqual([true, false]);
  });

  it('runs the newest code also when the change comes while it starts', async () => {
    const [first, second] = [actor(), actor()];
    const { keeper, start } = kept([first, second]);
    keeper.restart();
    await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(2), soon);
    expect(first.stopped()).toBe(true);
  });

  it('is gone for good once it was stopped, also in the middle of a pause', async () => {
    const first = actor();
    const { keeper, start, said } = kept([first, actor()], { pauseMs: 60_000 });
    first.end('exit code 1');
    await vi.waitFor(() => expect(said).toHaveLength(1), soon);
    await keeper.stop();
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('is stopped when the stop comes while it starts', async () => {
    const first = actor();
    const { keeper } = kept([first]);
    await keeper.stop();
    expect(first.stopped()).toBe(true);
  });
});
