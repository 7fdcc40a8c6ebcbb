import { describe, expect, it } from 'vitest';
import type { SendRow, SendState } from '../../domain/sends/send-row.js';
import { abandoned, claimable, withdrawable } from '../../domain/sends/send-row.js';
import { MINUTE, T0 } from './support/builders.js';

const aRow = (state: SendState, overrides: Partial<SendRow> = {}): SendRow => ({
  key: 'acme/inc-1/1/acknowledgement/1/email',
  state,
  request: 2,
  generation: 1,
  deadlineAt: T0 + MINUTE,
  addressHash: 'f00d',
  ...overrides,
});

describe('a new claim takes over a row', () => {
  it.each([
    { state: 'withdrawn', request: 3, free: true },
    { state: 'withdrawn', request: 2, free: false },
    { state: 'skipped', request: 3, free: true },
    { state: 'skipped', request: 2, free: false },
    { state: 'rejected', request: 2, free: true },
    { state: 'rejected', request: 1, free: false },
    { state: 'claimed', request: 3, free: false },
    { state: 'accepted', request: 3, free: false },
    { state: 'in_doubt', request: 3, free: false },
  ] as const)('that request 2 left $state, for request $request: $free', ({ state, request, free }) => {
    expect(claimable(aRow(state), request)).toBe(free);
  });

  it('that was rejected for good, never', () => {
    expect(claimable(aRow('rejected', { permanent: true }), 3)).toBe(false);
    expect(claimable(aRow('rejected', { permanent: false }), 3)).toBe(true);
  });
});

describe('a request is withdrawn without a trace', () => {
  it.each([
    { state: 'rejected', request: 2, free: true },
    { state: 'withdrawn', request: 3, free: true },
    { state: 'withdrawn', request: 2, free: false },
    { state: 'skipped', request: 3, free: true },
    { state: 'skipped', request: 2, free: false },
    { state: 'claimed', request: 2, free: false },
    { state: 'accepted', request: 2, free: false },
    { state: 'in_doubt', request: 2, free: false },
  ] as const)('request $request from a row that request 2 left $state: $free', ({ state, request, free }) => {
    expect(withdrawable(aRow(state), request)).toBe(free);
  });
});

describe('a claim is abandoned', () => {
  it('at its deadline, and not a millisecond before', () => {
    expect(abandoned(aRow('claimed'), T0 + MINUTE)).toBe(true);
    expect(abandoned(aRow('claimed'), T0 + MINUTE - 1)).toBe(false);
  });

  it.each(['accepted', 'rejected', 'in_doubt', 'skipped', 'withdrawn'] as const)('never once it is %s', (state) => {
    expect(abandoned(aRow(state), T0 + MINUTE)).toBe(false);
  });
});
