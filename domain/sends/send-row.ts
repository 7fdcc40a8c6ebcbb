/** How a row of the send ledger stands. */
export type SendState = 'claimed' | 'accepted' | 'rejected' | 'in_doubt' | 'skipped' | 'withdrawn';

/** One message in the ledger; instants are epoch milliseconds. */
export interface SendRow {
  readonly key: string;
  readonly state: SendState;
  /** The request that this row last served; only a higher one may leave `withdrawn` or `skipped`. */
  readonly request: number;
  /** Rises with each claim; a settlement of an older one is void. */
  readonly generation: number;
  readonly deadlineAt: number;
  readonly addressHash: string;
  readonly providerId?: string;
  /** Why it was rejected, skipped or is in doubt. */
  readonly code?: string;
  /** A rejection that another attempt cannot mend. */
  readonly permanent?: boolean;
  /** BCP 47: the locale whose text was handed over, after fall-back from the customer's own. */
  readonly locale?: string;
  /** The time that the claimed text promises. */
  readonly promiseDueAt?: number;
  readonly settledAt?: number;
}

/** May a new claim take over this row? The store asks the same in one conditional write. */
export function claimable(row: SendRow, request: number): boolean {
  switch (row.state) {
    case 'withdrawn':
    case 'skipped':
      return request > row.request;
    case 'rejected':
      return row.permanent !== true && request >= row.request;
    case 'claimed':
    case 'accepted':
    case 'in_doubt':
      return false;
  }
}

/** May this request be withdrawn without a trace, because nobody can be sending it? A live claim cannot. */
export function withdrawable(row: SendRow, request: number): boolean {
  if (row.state === 'rejected') return true;
  return (row.state === 'withdrawn' || row.state === 'skipped') && request > row.request;
}

/** A claim whose sender has passed its deadline without a word: the message may or may not have gone out. */
export function abandoned(row: SendRow, now: number): boolean {
  return row.state === 'claimed' && now >= row.deadlineAt;
}
