import { describe, expect, it } from 'vitest';
import { readOptions, usualOptions } from '../../../tools/chaos/options.js';

describe('the command line of the chaos tool', () => {
  it('runs with evidence and ledger, unless told otherwise', () => {
    expect(readOptions([])).toEqual({ kind: 'run', options: usualOptions });
    expect(usualOptions).toMatchObject({ evidence: true, ledger: true, servers: 0, json: false });
  });

  it('takes each option', () => {
    const words =
      '--journeys 1000 --kills 100 --evidence off --ledger off --seed 7 --workers 2 --pace 36000 --servers 20 --resets 9';
    const troubles = '--web 3 --freezes 4 --refusals 5 --outage 60 --absent 10 --words 0.5';
    expect(
      readOptions([...words.split(' '), ...troubles.split(' '), '--faults', '0.25', '--freeze', 'claimed', '--json']),
    ).toEqual({
      kind: 'run',
      options: {
        journeys: 1_000,
        kills: 100,
        evidence: false,
        ledger: false,
        seed: 7,
        workers: 2,
        pace: 36_000,
        servers: 20,
        resets: 9,
        web: 3,
        freezes: 4,
        refusals: 5,
        outage: 60,
        absent: 10,
        faults: 0.25,
        words: 0.5,
        freeze: 'claimed',
        json: true,
      },
    });
  });

  it.each([
    ['an unknown option', ['--fast'], '--fast'],
    ['no journeys', ['--journeys', '0'], '--journeys'],
    ['half a kill', ['--kills', '0.5'], '--kills'],
    ['an empty number', ['--kills='], '--kills'],
    ['a seed that is no number', ['--seed', 'luck'], '--seed'],
    ['a chance above one', ['--faults', '2'], '--faults'],
    ['words from more customers than there are', ['--words', '1.5'], '--words'],
    ['a point that is none', ['--freeze', 'anywhere'], '--freeze'],
    ['more resets than journeys', ['--journeys', '2', '--resets', '9'], '--resets may be 2 at most'],
    ['more resets than the usual journeys', ['--resets', '21'], '--resets may be 20 at most'],
    ['a switch with another word', ['--ledger', 'maybe'], '--ledger'],
  ])('refuses %s and names it', (_what, words, named) => {
    expect(readOptions(words)).toMatchObject({ kind: 'misuse', why: expect.stringContaining(named) as unknown });
  });

  it('resets every recovery that there is', () => {
    const asked = readOptions(['--journeys', '2', '--resets', '2']);
    expect(asked).toMatchObject({ kind: 'run', options: { journeys: 2, resets: 2 } });
  });

  it('prints its usage when asked', () => {
    expect(readOptions(['--help'])).toEqual({ kind: 'help' });
  });
});
