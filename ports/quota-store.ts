/** What is to be taken from a quota. */
export interface QuotaRequest {
  readonly tenant: string;
  /** Names the quota with its period, for example `goodwill/delivery/2026-11`. */
  readonly quota: string;
  /** What it is taken for; the same key takes once, however often it asks. */
  readonly key: string;
  readonly amount: number;
  /** The most that may be taken in all; integers, in the unit of the amount. */
  readonly limit: number;
}

/** Quotas: what may be taken within a period, never more, however many ask at once. */
export interface QuotaStore {
  /** Takes the amount: taken now or before, or exhausted. Never more than the limit in all; a taker that dies may take in vain. */
  take(request: QuotaRequest): Promise<'taken' | 'exhausted'>;
}
