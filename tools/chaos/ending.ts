import type { Options } from './options.js';
import type { TroublesEnd } from './planned-troubles.js';
import type { Findings, Reconciled } from './reconcile.js';
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
  /** Reports and commands that were never answered with 2xx. */
  readonly unanswered: number;
  /** What customers wrote and was not heeded. */
  readonly unheeded: number;
  /** Messages that a customer has by two channels, since the first seemed to have failed. */
  readonly doubleContacts: number;
  /** Tasks to reach customers whom no message reached. */
  readonly reachTasks: number;
  /** Customers who ended the texts, those of them who asked for a call as well, and those who wrote what a person has to read. */
  readonly stops: number;
  readonly calls: number;
  readonly replies: number;
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
  /** How long it took from a mail to its events at most, and the window that it has to keep to, in milliseconds. */
  readonly events?: { readonly longest: number; readonly settleMs: number };
}

/** Puts together what was counted on the way and what the books say in the end. */
export function endingOf(found: Reconciled, counted: Counted): Ending {
  const { troubles, resets, sentByResets, seconds, events: _, ...others } = counted;
  const { outage } = troubles;
  const { duplicates, missing, lostCases, mismatches, unanswered, unheeded, ...counts } = found;
  return {
    summary: {
      ...others,
      duplicates: duplicates.length,
      missing: missing.length,
      lostCases: lostCases.length,
      mismatches: mismatches.length,
      unanswered: unanswered.length,
      unheeded: unheeded.length,
      ...counts,
      seconds,
      resets: resets.count,
      sentByResets,
      ...(outage !== undefined && { drainedSeconds: Math.round(outage.drained / 100) / 10 }),
    },
    findings: [...linesOf(found), ...linesOnTheWay(counted)],
  };
}

/** Why a run has not shown what it is there for; undefined: it has. With a ledger nothing may be found, without one a duplicate has to be. */
export function shortcomingOf({ summary, findings }: Ending, { ledger }: Pick<Options, 'ledger'>): string | undefined {
  if (ledger) return findings.length === 0 ? undefined : `findings in all: ${findings.length}`;
  return summary.duplicates > 0
    ? undefined
    : 'in vain: no duplicate without a ledger, so that this run has shown nothing';
}

function linesOf({ duplicates, missing, lostCases, mismatches, unanswered, unheeded }: Findings): readonly string[] {
  const lines = (what: string, all: readonly string[]) => all.map((one) => `${what}: ${one}`);
  return [
    ...lines('duplicate', duplicates),
    ...lines('missing', missing),
    ...lines('lost case', lostCases),
    ...lines('mismatch', mismatches),
    ...lines('unanswered', unanswered),
    ...lines('unheeded', unheeded),
  ];
}

function linesOnTheWay({ troubles: { outage }, resets, sentByResets, events }: Counted): readonly string[] {
  return [
    ...resets.findings.map((one) => `reset: ${one}`),
    ...(sentByResets > 0 ? [`reset: ${sentByResets} copies arrived after the first reset`] : []),
    ...(outage !== undefined && outage.drained > 2 * outage.lasted
      ? ['outage: its backlog took more than twice its time']
      : []),
    ...(events !== undefined && events.longest > events.settleMs ? [lateEvent(events)] : []),
  ];
}

function lateEvent({ longest, settleMs }: NonNullable<Counted['events']>): string {
  return `tool: an event of a mail took ${longest} ms, longer than the settle window of ${settleMs} ms: duplicates may be the tool's own`;
}
