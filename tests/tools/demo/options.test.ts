import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../tools/demo/options.js';

describe('the command line of the demo', () => {
  it('runs ten hours in a second and leaves nothing up, unless told otherwise', () => {
    expect(readOptions([])).toEqual({
      kind: 'run',
      options: { pace: 36_000, stay: false, kill: false, json: false },
    });
  });

  it('takes each option', () => {
    expect(readOptions(['--pace', '7200', '--stay', '--kill', '--json'])).toEqual({
      kind: 'run',
      options: { pace: 7_200, stay: true, kill: true, json: true },
    });
  });

  it.each([
    ['an unknown option', ['--fast'], '--fast'],
    ['a word that is no option', ['now'], 'now'],
    ['a pace without a number', ['--pace'], '--pace'],
    ['a pace that is no number', ['--pace', 'fast'], '--pace'],
    ['a pace below 1', ['--pace', '0.5'], '--pace'],
    ['an endless pace', ['--pace', 'Infinity'], '--pace'],
    ['a switch with a value', ['--kill=no'], '--kill'],
  ])('refuses %s and names it', (_what, words, named) => {
    const asked = readOptions(words);
    expect(asked).toMatchObject({ kind: 'misuse', why: expect.stringContaining(named) as unknown });
  });

  it('prints its usage when asked', () => {
    expect(readOptions(['--help'])).toEqual({ kind: 'help' });
  });
});
