import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../tools/dev/options.js';

describe('the command line of npm run dev', () => {
  it('runs at the pace of the plan unless told otherwise', () => {
    expect(readOptions([])).toEqual({ kind: 'run', options: { pace: 1 } });
    expect(readOptions(['--pace', '3600'])).toEqual({ kind: 'run', options: { pace: 3_600 } });
  });

  it.each([['--pace', '0.5'], ['--pace', 'fast'], ['--pase', '2'], ['now']])('is refused as %s %s', (...words) => {
    expect(readOptions(words)).toMatchObject({ kind: 'misuse' });
  });

  it('prints an incident or its help where that is asked for', () => {
    expect(readOptions(['--incident'])).toEqual({ kind: 'incident' });
    expect(readOptions(['--help'])).toEqual({ kind: 'help' });
  });
});
