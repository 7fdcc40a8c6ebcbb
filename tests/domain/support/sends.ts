import type { SendClaim, SendRow, SendState } from '../../../domain/sends/send-row.js';
import { marks } from '../../support/marks.js';
import { MINUTE, T0 } from './builders.js';

/** The key of the acknowledgement of case `inc-1` by e-mail. */
export const KEY = 'acme/inc-1/1/acknowledgement/1/email';

/** The first request of a message, claimed at T0 for a minute; its mark follows from key and address. */
export function aClaim(overrides: Partial<SendClaim> = {}): SendClaim {
  const { key = KEY, addressHash = 'f00d' } = overrides;
  const times = { claimedAt: T0, deadlineAt: T0 + MINUTE };
  return { key, mark: marks.markOf(key, addressHash), request: 1, ...times, addressHash, ...overrides };
}

/** A message of the ledger after its first claim. */
export function aRow(state: SendState, overrides: Partial<SendRow> = {}): SendRow {
  return { ...aClaim(), state, generation: 1, ...overrides };
}
