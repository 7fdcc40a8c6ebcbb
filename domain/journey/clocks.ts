import type { ClockRef } from '../case/case-events.js';
import type { SlaState } from '../case/case-view.js';
import { sameClock } from '../case/fold-clocks.js';
import type { ClockRecord, IncidentInCase, OpenCase } from '../case/recovery-case.js';
import type { ClockName } from '../protocol/protocol.js';
import { apologyGoesAlone, apologyOverAt } from './apology.js';
import { hasRoom } from './budget.js';
import { awaitedFrom } from './proactive.js';
import { acknowledgedAt, toldAt } from './told.js';

/** A running or finished target: customer's wall clock, never paused. Instants in epoch milliseconds. */
export interface Clock extends ClockRef {
  readonly from: number;
  readonly dueAt: number;
  /** When it was met or became pointless; a clock that is done no longer warns or breaches. */
  readonly doneAt?: number;
}

/** The clocks that steer a case, derived from its facts: those of incidents whose recovery goes on. */
export function clocksOf(c: OpenCase): readonly Clock[] {
  return clocksOver(
    c,
    c.incidents.filter((i) => !i.moot),
  );
}

/** Clocks that no longer steer, since it was decided how the recovery of their incident ends: those met or breached before. */
export function pastClocks(c: OpenCase): readonly Clock[] {
  const moot = c.incidents.filter((i) => i.moot);
  return clocksOver(c, moot).filter((k) => k.doneAt !== undefined || clockRecord(c, k)?.breachedAt !== undefined);
}

function clocksOver(c: OpenCase, incidents: readonly IncidentInCase[]): readonly Clock[] {
  return [
    ...incidents.map((i) => acknowledgementClock(c, i)),
    ...apologyClock(c, incidents),
    ...incidents.map((i) => resolutionClock(c, i)),
  ];
}

/** What the facts say has happened to a clock. */
export function clockRecord(c: OpenCase, clock: ClockRef): ClockRecord | undefined {
  return c.clocks.find((k) => sameClock(k, clock));
}

/** A clock's state in one word. */
export function slaOf(c: OpenCase, clock: Clock): SlaState {
  const record = clockRecord(c, clock);
  if (record?.breachedAt !== undefined) return 'breached';
  if (clock.doneAt !== undefined) return 'met';
  return record !== undefined && record.warned > 0 ? 'warned' : 'on_track';
}

/** Percentages at which a clock warns; short ones only once (product.md, default numbers). */
export function warningsOf(c: OpenCase, clock: Clock): readonly number[] {
  const { at, shortAt, shortUnder } = c.protocol.warnings;
  return clock.dueAt - clock.from < shortUnder ? shortAt : at;
}

/** When a clock warns at this percentage. */
export function warnedAt({ from, dueAt }: Clock, percent: number): number {
  return from + Math.round(((dueAt - from) * percent) / 100);
}

function acknowledgementClock(c: OpenCase, incident: IncidentInCase): Clock {
  const ref = { clock: 'acknowledgement', incidentId: incident.id, round: incident.joinedInRound } as const;
  return timed(c, ref, { from: awaitedFrom(c, incident), doneAt: acknowledgedAt(c, incident) });
}

function resolutionClock(c: OpenCase, incident: IncidentInCase): Clock {
  const ref = { clock: 'resolution', incidentId: incident.id, round: incident.round } as const;
  return timed(c, ref, { from: incident.clockFrom, doneAt: toldAt(c, incident) });
}

/** One apology a case: its clock belongs to the first incident grave enough for one of its own. */
function apologyClock(c: OpenCase, incidents: readonly IncidentInCase[]): readonly Clock[] {
  const grave = incidents.find((i) => hasRoom(c, 'apology', i.severity));
  if (grave === undefined || !apologyGoesAlone(c)) return [];
  const ref = { clock: 'apology', incidentId: grave.id, round: 1 } as const;
  return [timed(c, ref, { from: awaitedFrom(c, grave), doneAt: apologyOverAt(c) })];
}

function timed(
  c: OpenCase,
  ref: ClockRef & { clock: ClockName },
  span: { from: number; doneAt: number | undefined },
): Clock {
  const { clock, incidentId, round } = ref;
  const { from, doneAt } = span;
  const running = { clock, incidentId, round, from, dueAt: from + c.protocol.clocks[clock] };
  return doneAt === undefined ? running : { ...running, doneAt };
}
