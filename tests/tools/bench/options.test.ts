import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../tools/bench/options.js';

describe('the command line of the benchmarks', () => {
  it('asks about ten thousand contacts nine times, unless told otherwise', () => {
    expect(readOptions(['contacts'])).toEqual({
      kind: 'run',
      options: { benchmark: 'contacts', size: 10_000, rounds: 9, seed: 1, json: false },
    });
    expect(readOptions(['contacts', '--size', '20', '--rounds', '5', '--seed', '7', '--json'])).toEqual({
      kind: 'run',
      options: { benchmark: 'contacts', size: 20, rounds: 5, seed: 7, json: true },
    });
  });

  it.each([
    ['no benchmark', [], 'contacts'],
    ['a benchmark that there is not', ['journeys'], 'contacts'],
    ['two benchmarks', ['contacts', 'contacts'], 'contacts'],
    ['more than one batch', ['contacts', '--size', '10001'], '--size'],
    ['no rounds', ['contacts', '--rounds', '0'], '--rounds'],
    ['a seed in words', ['contacts', '--seed', 'x'], '--seed'],
    ['an unknown option', ['contacts', '--fast'], '--fast'],
  ])('refuses %s and says what there is', (_what, words, named) => {
    expect(readOptions(words)).toMatchObject({ kind: 'misuse', why: expect.stringContaining(named) as unknown });
  });

  it('prints its usage when asked', () => {
    expect(readOptions(['--help'])).toEqual({ kind: 'help' });
  });
});
