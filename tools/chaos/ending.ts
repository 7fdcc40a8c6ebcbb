import type { TroublesEnd } from './planned-troubles.js';
import type { Reconciled } from './reconcile.js';
import type { Resets } from './resets.js';

/** The JSON document of a run. */
export interface Summary {
  readonly journeys: number;
  /** Workers that SIGKILL ended. */
  readonly kills: number;
  /** Copies at the receivers. */
  readonly messages: number;
  /** Messages of which more than one copy arrived. */
  readonly duplicates: number;
  /** Messages that were taken as somebody says, and never arrived. */
  readonly missing: number;
  readonly inDoubt: number;
  readonly tasksForInDoubt: number;
  readonly lostCases: number;
  readonly mismatches: number;
  readonly seconds: number;
  /** Resets of closed recoveries, and the copies that arrived from the first of them on. */
  readonly resets: number;
  readonly sentByResets: number;
  /** Seconds from the end of the outage of both providers until its backlog was handed over; missing without one. */
  readonly drainedSeconds?: number;
}

/** How a run went. */
export interface Ending {
  readonly summary: Summary;
  /** What was found wrong, a line each; with a ledger there may be nothing. */
  readonly findings: readonly string[];
}

/** What was counted while a run was under way. */
export interface Counted extends Pick<Summary, 'journeys' | 'kills' | 'messages' | 'seconds' | 'sentByResets'> {
  readonly troubles: TroublesEnd;
  readonly resets: Resets;
}

/** Puts together what was counted on the way and what the books say in the end. */
export function endingOf(found: Reconciled, { troubles, resets, sentByResets, seconds, ...counted }: Counted): Ending {
  const { outage } = troubles;
  const { duplicates, missing, lostCases, mismatches, inDoubt, tasksForInDoubt } = found;
  const lines = (what: string, all: readonly string[]) => all.map((one) => `${what}: ${one}`);
  return {
    summary: {
      ...counted,
      duplicates: duplicates.length,
      missing: missing.length,
      inDoubt,
      tasksForInDoubt,
      lostCases: lostCases.length,
      mismatches: mismatches.length,
      seconds,
      resets: resets.count,
      sentByResets,
      ...(outage !== undefined && { drainedSeconds: Math.round(outage.drained / 100) / 10 }),
    },
    findings: [
      ...lines('duplicate', duplicates),
      ...lines('missing', missing),
      ...lines('lost case', lostCases),
      ...lines('mismatch', mismatches),
      ...lines('reset', resets.findings),
      ...(sentByResets > 0 ? [`reset: ${sentByResets} copies arrived after the first reset`] : []),
      ...(outage !== undefined && outage.drained > 2 * outage.lasted
        ? ['outage: its backlog took more than twice its time']
        : []),
    ],
  };
}
