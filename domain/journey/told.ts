import type { IncidentInCase, MessageRecord, OpenCase } from '../case/recovery-case.js';
import { wentOut } from '../case/went-out.js';
import type { MessageType } from '../contact/messages.js';
import { leftForHours } from '../contact/outside-hours.js';
import { isAside, says } from './says.js';
import { isRefused, liveChannels, refusedOn, standing } from './steps.js';

/** When the customer was told that we have this incident, or telling turned out impossible; undefined while it is owed. */
export function acknowledgedAt(c: OpenCase, incident: IncidentInCase): number | undefined {
  const heard = saidAt(c, { incident, type: 'acknowledgement', since: 0 }) ?? reachedAt(c, incident.joinedAt);
  const said = heard ?? firstWordAt(c, incident);
  return said ?? (unreachable(c) ? incident.reportedAt : undefined);
}

/**
 * When a person first wrote to the customer since we found this incident ourselves; undefined for what they reported, which they
 * want to know received. After that a message that we have noticed something would be from another world.
 */
function firstWordAt(c: OpenCase, { id, operational }: IncidentInCase): number | undefined {
  if (c.rules < 4 || operational !== true) return undefined;
  return c.messages.find((m) => m.message === 'agent_message' && m.incidents.includes(id) && wentOut(m))?.endedAt;
}

/** When the customer was told that this incident is resolved, or telling turned out impossible; undefined while it is owed. */
export function toldAt(c: OpenCase, incident: IncidentInCase): number | undefined {
  const { resolvedAt } = incident;
  if (resolvedAt === undefined) return undefined;
  const said = saidAt(c, { incident, type: 'resolution', since: resolvedAt }) ?? reachedAt(c, resolvedAt);
  return said ?? (unreachable(c) ? resolvedAt : undefined);
}

/**
 * Whether a person has told the customer by other means how this incident stands. Whoever reaches them after the solution is
 * held to have told that too: nobody is asked again, though a message may still say it.
 */
export function toldByHand(c: OpenCase, { joinedAt, resolvedAt }: IncidentInCase): boolean {
  // In the very instant of the solution a person has told of the failure alone.
  const since = resolvedAt ?? joinedAt - 1;
  return c.reaches.some((r) => r.state === 'reached' && (r.endedAt ?? 0) > since);
}

/**
 * Whether a message that arrived, or may have, has told the customer how this incident stands: that we have it, which any
 * message about it says, or that it is resolved.
 */
export function heardOf(c: OpenCase, { id, resolvedAt }: IncidentInCase): boolean {
  return c.messages
    .filter((m) => m.incidents.includes(id) && !isAside(m) && m.requestedAt >= (resolvedAt ?? 0))
    .filter((m) => resolvedAt === undefined || says(m, 'resolution'))
    .some(wentOut);
}

/** Whether all was tried to tell how this incident stands, whatever came of it. */
export function tellingIsOver(c: OpenCase, incident: IncidentInCase): boolean {
  return (incident.resolvedAt === undefined ? acknowledgedAt : toldAt)(c, incident) !== undefined;
}

/** The incidents that somebody has still to resolve. */
export function unresolved(c: OpenCase): readonly IncidentInCase[] {
  return c.incidents.filter((i) => i.resolvedAt === undefined && !i.moot);
}

/** The incidents that are resolved and of which the customer has still to be told so. */
export function untold(c: OpenCase): readonly IncidentInCase[] {
  return c.incidents.filter((i) => !i.moot && i.resolvedAt !== undefined && toldAt(c, i) === undefined);
}

/** When the customer had heard the whole solution; undefined while something is unresolved or untold. */
export function allToldAt(c: OpenCase): number | undefined {
  const open = c.incidents.filter((i) => !i.moot);
  const times = open.map((i) => toldAt(c, i));
  return times.includes(undefined) ? undefined : Math.max(c.round.startedAt, ...times.filter((t) => t !== undefined));
}

/** What is to be told of an incident, and since when. */
interface Telling {
  readonly incident: IncidentInCase;
  readonly type: MessageType;
  readonly since: number;
}

/** When a message that says this of the incident was over, whether or not it went out. */
function saidAt(c: OpenCase, what: Telling): number | undefined {
  const { incident, type, since } = what;
  const meant = c.messages.filter((m) => says(m, type) && m.incidents.includes(incident.id) && m.requestedAt >= since);
  for (const m of meant) {
    const state = standing(c, m);
    if (state.kind !== 'over') continue;
    if (state.told ? tellsOf(c, state.slot, incident) : givenUp(c, m, what)) return state.at;
  }
  return c.rules < 3 ? undefined : refusedAt(c, meant, what);
}

/** Does the message of a step that went out name this incident? Another channel may have taken the step up for others. */
function tellsOf(c: OpenCase, slot: string | undefined, { id }: IncidentInCase): boolean {
  return c.rules < 3 || c.messages.some((m) => m.slot === slot && m.incidents.includes(id));
}

/** When the last channel refused, where every one has in one step or another and nothing is under way. */
function refusedAt(c: OpenCase, meant: readonly MessageRecord[], what: Telling): number | undefined {
  const over =
    meant.length > 0 &&
    meant.every((m) => (c.rules < 4 ? isRefused(c, m) : hasFailed(m))) &&
    isRefusedEverywhere(c, what);
  return over ? Math.max(...meant.map((m) => m.endedAt ?? m.requestedAt)) : undefined;
}

/** Did it not get through, at whatever address? What failed before a correction is no reason to go on for ever after it. */
function hasFailed(m: MessageRecord): boolean {
  const { state } = m;
  return state === 'rejected' || state === 'undelivered' || (state === 'skipped' && !leftForHours(m));
}

/** A step is given up for an incident once every channel has refused a text that names it, or nothing more is asked for. */
function givenUp(c: OpenCase, last: MessageRecord, what: Telling): boolean {
  return !isRefused(c, last) || isRefusedEverywhere(c, what);
}

function isRefusedEverywhere(c: OpenCase, { incident, type, since }: Telling): boolean {
  const refused = refusedOn(c, { incident: incident.id, type, since });
  return liveChannels(c).every((channel) => refused.includes(channel));
}

/** When a person reached the customer who was asked to from this instant on, and so knew what to tell. */
export function reachedAt(c: OpenCase, from: number): number | undefined {
  return c.reaches.find((r) => r.state === 'reached' && r.requestedAt >= from)?.endedAt;
}

function unreachable(c: OpenCase): boolean {
  return liveChannels(c).length === 0;
}
