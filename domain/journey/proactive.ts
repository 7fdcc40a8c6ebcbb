import type { CaseIncident } from '../case/incident.js';
import { mayArrive } from '../case/may-be-read.js';
import type { IncidentInCase, OpenCase } from '../case/recovery-case.js';
import { isAside } from './says.js';
import { reachedAt, unresolved } from './told.js';

/**
 * From when a customer waits for our word about an incident: its report. Of a failure that we found ourselves they know
 * nothing, and wait for nothing, until we may no longer keep it to ourselves.
 */
export function awaitedFrom(c: OpenCase, { reportedAt, operational }: CaseIncident): number {
  return operational === true ? reportedAt + (c.protocol.holdProactive ?? 0) : reportedAt;
}

/**
 * Whether nothing is said of an incident yet, so that one message can tell the failure together with its solution: we
 * found it ourselves, it is not put right, its time is not over, and the customer has neither heard nor said anything. That
 * no message could reach them changes nothing: nobody is asked to tell them either.
 */
export function isHeld(c: OpenCase, incident: IncidentInCase, now: number): boolean {
  if (incident.operational !== true || now >= awaitedFrom(c, incident) || hasSpoken(c)) return false;
  if (incident.resolvedAt !== undefined || reachedAt(c, incident.joinedAt) !== undefined) return false;
  return !c.messages.some((m) => !isAside(m) && m.incidents.includes(incident.id) && mayArrive(m));
}

/** The incidents that somebody has still to resolve and that the customer may be told of. */
export function speakable(c: OpenCase, now: number): readonly IncidentInCase[] {
  return unresolved(c).filter((i) => !isHeld(c, i, now));
}

/** When the first of the incidents that are held may be told in any case; undefined while none is. */
export function heldUntil(c: OpenCase, now: number): number | undefined {
  const times = unresolved(c)
    .filter((i) => isHeld(c, i, now))
    .map((i) => awaitedFrom(c, i));
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Whether the customer knows of nothing: we found all of it ourselves, told and gave nothing, spoke to nobody and heard nothing. */
export function isUnknown(c: OpenCase): boolean {
  const told = c.messages.some((m) => !isAside(m) && mayArrive(m));
  const known = told || c.act?.state === 'done' || c.reaches.some(({ state }) => state === 'reached');
  return !hasSpoken(c) && !known && c.incidents.every((i) => i.resolvedAt === undefined);
}

/** The customer has complained of something in this case, written, or asked for a call. */
function hasSpoken(c: OpenCase): boolean {
  return c.asks.length > 0 || c.incidents.some((i) => i.operational !== true);
}
