import { describe, expect, it } from 'vitest';
import { tellingOf } from '../../domain/sends/silence.js';
import { T0 } from './support/builders.js';
import { aRow } from './support/sends.js';

/** Messages that the provider took before this have had their time. */
const DUE = T0 + 10;
const told = (at: number) => aRow('delivered', { claimedAt: at, settledAt: at, reportedAt: at + 1 });
const untold = (at: number) => aRow('accepted', { claimedAt: at, settledAt: at });

describe('a provider that took some messages', () => {
  it.each([
    [
      'of none of which it has told, nor has to yet, is not known to tell',
      [untold(DUE), untold(DUE + 1)],
      'nobody_knows',
    ],
    ['of which there is none is not known to tell', [], 'nobody_knows'],
    ['and told of each tells of all', [told(T0), told(DUE + 1)], 'all'],
    ['and told of each but of those of just now tells of all', [told(T0), untold(DUE)], 'all'],
    ['and told of the last one only tells of some', [untold(T0), told(DUE + 1)], 'some'],
    ['and told of the first one only tells of some', [told(T0), untold(DUE - 1)], 'some'],
    ['and told of none in time tells nothing', [untold(T0), untold(DUE + 1)], 'nothing'],
  ] as const)('%s', (_what, taken, expected) => {
    expect(tellingOf(taken, DUE)).toBe(expected);
  });
});
