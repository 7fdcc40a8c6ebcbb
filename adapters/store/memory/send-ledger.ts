import type { Channel } from '../../../domain/contact/channels.js';
import { claimed, settled, withdrawn } from '../../../domain/sends/claims.js';
import { copyMarked } from '../../../domain/sends/copies.js';
import { handSettled, reported, unreceived } from '../../../domain/sends/reports.js';
import type {
  SendClaim,
  SendReport,
  SendRow,
  SendState,
  SettledByHand,
  Settlement,
} from '../../../domain/sends/send-row.js';
import type { Page } from '../../../ports/case-store.js';
import type { ChangedRow, Claimed, SendLedger } from '../../../ports/send-ledger.js';
import { largestSweep } from '../case-record.js';
import { pageOf, wanted } from '../pages.js';
import {
  answerableStates,
  isBehind,
  isMarkBeginning,
  largestSample,
  lastClaimedFirst,
  mostAnswerable,
  placeOfSend,
  takenStates,
} from '../send-lists.js';
import { atomically } from './atomically.js';

/** The send ledger in memory. */
export class MemorySendLedger implements SendLedger {
  readonly #rows = new Map<string, SendRow>();

  claim(claim: SendClaim): Promise<Claimed> {
    return atomically(() => {
      const row = this.#rows.get(claim.key);
      const after = claimed(row, claim);
      if (after === undefined && row !== undefined) return { kind: 'found', row };
      return { kind: 'claimed', generation: this.#put(after).generation };
    });
  }

  settle(key: string, generation: number, settlement: Settlement): Promise<boolean> {
    return atomically(() => this.#change(key, (row) => settled(row, generation, settlement)) !== undefined);
  }

  withdraw(key: string, request: number, at: number): Promise<SendRow> {
    return atomically(() => {
      const row = this.#rows.get(key);
      const after = withdrawn(row, { key, request, at });
      if (after === undefined && row !== undefined) return row;
      return this.#put(after ?? row);
    });
  }

  report(mark: string, report: SendReport): Promise<ChangedRow | undefined> {
    return atomically(() => {
      const before = this.#marked(mark);
      return (
        before && { before, after: this.#change(before.key, (row) => reported(row, mark, report))?.after ?? before }
      );
    });
  }

  unreceived(key: string, now: number): Promise<SendRow | undefined> {
    return atomically(() => this.#change(key, (row) => unreceived(row, now))?.after);
  }

  settleByHand(key: string, generation: number, word: SettledByHand): Promise<SendRow | undefined> {
    return atomically(() => this.#change(key, (row) => handSettled(row, generation, word))?.after);
  }

  get(key: string): Promise<SendRow | undefined> {
    return atomically(() => this.#rows.get(key));
  }

  markedFrom(beginning: string): Promise<SendRow | undefined> {
    if (!isMarkBeginning(beginning)) return Promise.resolve(undefined);
    const begins = ({ mark }: Pick<SendRow, 'mark'>): boolean => mark.startsWith(beginning);
    return atomically(() => this.#all().find((row) => begins(row) || row.earlier?.some(begins) === true));
  }

  lastTo(addressHash: string): Promise<readonly SendRow[]> {
    return atomically(() =>
      this.#all()
        .filter((row) => row.addressHash === addressHash && answerableStates.includes(row.state))
        .sort(lastClaimedFirst)
        .slice(0, mostAnswerable),
    );
  }

  marked(mark: string): Promise<SendRow | undefined> {
    return atomically(() => this.#marked(mark));
  }

  ofCase(tenant: string, caseId: string): Promise<readonly SendRow[]> {
    return atomically(() =>
      this.#all()
        .filter(({ key }) => key.startsWith(`${tenant}/${caseId}/`))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
    );
  }

  inState(tenant: string, state: SendState, page: { limit: number; cursor?: string }): Promise<Page<SendRow>> {
    return atomically(() => {
      const asked = wanted(page);
      const found = this.#all()
        .filter((row) => row.state === state && row.key.startsWith(`${tenant}/`) && isBehind(row, asked.from))
        .sort(lastClaimedFirst);
      return pageOf(found.slice(0, asked.limit + 1), asked, placeOfSend);
    });
  }

  abandonedBefore(deadline: number): Promise<readonly SendRow[]> {
    return atomically(() => this.#oldest('claimed', ({ deadlineAt }) => deadlineAt, deadline));
  }

  inDoubtBetween(from: number, until: number): Promise<readonly SendRow[]> {
    const inSpan = ({ deadlineAt }: SendRow): number => (deadlineAt < from ? Infinity : deadlineAt);
    return atomically(() => this.#oldest('in_doubt', inSpan, until));
  }

  takenSince(channel: Channel, claimedAt: number): Promise<readonly SendRow[]> {
    return atomically(() =>
      this.#all()
        .filter((row) => row.claimedAt >= claimedAt && row.key.endsWith(`/${channel}`))
        .filter((row) => takenStates.includes(row.state) && row.settledByHand === undefined)
        .sort((a, b) => a.deadlineAt - b.deadlineAt)
        .slice(0, largestSample),
    );
  }

  receiptsDue(now: number): Promise<readonly SendRow[]> {
    return atomically(() => this.#oldest('accepted', ({ receiptDueAt = Infinity }) => receiptDueAt, now + 1));
  }

  #change(key: string, next: (row: SendRow) => SendRow | undefined): ChangedRow | undefined {
    const before = this.#rows.get(key);
    const after = before && next(before);
    return before && after && { before, after: this.#put(after) };
  }

  #put(row: SendRow | undefined): SendRow {
    if (row === undefined) throw new Error('there is no such message in the ledger');
    this.#rows.set(row.key, row);
    return row;
  }

  #marked(mark: string): SendRow | undefined {
    return mark === '' ? undefined : this.#all().find((row) => copyMarked(row, mark) !== undefined);
  }

  #all(): SendRow[] {
    return [...this.#rows.values()];
  }

  #oldest(state: SendState, time: (row: SendRow) => number, before: number): readonly SendRow[] {
    return this.#all()
      .filter((row) => row.state === state && time(row) < before)
      .sort((a, b) => time(a) - time(b))
      .slice(0, largestSweep);
  }
}
