import { claimable, type SendRow, withdrawable } from '../../../domain/sends/send-row.js';
import type { Claimed, SendClaim, SendLedger, Settlement } from '../../../ports/send-ledger.js';
import { settled, tombstone, withdrawn } from '../send-rows.js';
import { atomically } from './atomically.js';

/** The send ledger in memory. */
export class MemorySendLedger implements SendLedger {
  readonly #rows = new Map<string, SendRow>();

  claim(claim: SendClaim): Promise<Claimed> {
    return atomically(() => {
      const row = this.#rows.get(claim.key);
      if (row !== undefined && !claimable(row, claim.request)) return { kind: 'found', row };
      const generation = (row?.generation ?? 0) + 1;
      this.#rows.set(claim.key, { ...claim, state: 'claimed', generation });
      return { kind: 'claimed', generation };
    });
  }

  settle(key: string, generation: number, settlement: Settlement): Promise<boolean> {
    return atomically(() => {
      const row = this.#rows.get(key);
      if (row?.state !== 'claimed' || row.generation !== generation) return false;
      this.#rows.set(key, { ...row, ...settled(settlement) });
      return true;
    });
  }

  withdraw(key: string, request: number, at: number): Promise<SendRow> {
    return atomically(() => {
      const row = this.#rows.get(key);
      if (row !== undefined && !withdrawable(row, request)) return row;
      const after = row === undefined ? tombstone(key, request, at) : withdrawn(row, request, at);
      this.#rows.set(key, after);
      return after;
    });
  }

  ofCase(tenant: string, caseId: string): Promise<readonly SendRow[]> {
    return atomically(() =>
      [...this.#rows.values()]
        .filter(({ key }) => key.startsWith(`${tenant}/${caseId}/`))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
    );
  }
}
