import type { SendRow } from '../sends/send-row.js';
import type { SendResult } from './results.js';

/** What a settled row of the ledger means for the case; undefined while nobody knows, or it may be claimed again. */
export function resultOf(row: SendRow): SendResult | undefined {
  const promised = row.promiseDueAt === undefined ? {} : { promiseDueAt: row.promiseDueAt };
  switch (row.state) {
    case 'accepted':
    case 'delivered':
      return { kind: 'accepted', ...promised };
    case 'failed':
      return { kind: 'rejected', code: row.code ?? 'not_delivered' };
    case 'skipped':
      return { kind: 'skipped', reason: row.code ?? 'skipped' };
    case 'withdrawn':
      return { kind: 'withdrawn' };
    case 'rejected':
      return row.permanent === true ? { kind: 'rejected', code: row.code ?? 'rejected' } : undefined;
    case 'claimed':
    case 'in_doubt':
      return undefined;
  }
}
