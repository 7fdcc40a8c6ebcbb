import type { IncidentInCase, MessageRecord, OpenCase } from '../case/recovery-case.js';
import type { MessageType } from '../contact/messages.js';
import { says } from './says.js';
import { isRefused, liveChannels, standing } from './steps.js';

/** When the customer was told that we have this incident, or telling turned out impossible; undefined while it is owed. */
export function acknowledgedAt(c: OpenCase, incident: IncidentInCase): number | undefined {
  return (
    saidAt(c, { incident, type: 'acknowledgement', since: 0 }) ?? (unreachable(c) ? incident.reportedAt : undefined)
  );
}

/** When the customer was told that this incident is resolved, or telling turned out impossible; undefined while it is owed. */
export function toldAt(c: OpenCase, incident: IncidentInCase): number | undefined {
  const { resolvedAt } = incident;
  if (resolvedAt === undefined) return undefined;
  return saidAt(c, { incident, type: 'resolution', since: resolvedAt }) ?? (unreachable(c) ? resolvedAt : undefined);
}

/** Whether a message that arrived, or may have, has told the customer how this incident stands: that we have it, or that it is resolved. */
export function heard(c: OpenCase, { id, resolvedAt }: IncidentInCase): boolean {
  const type = resolvedAt === undefined ? 'acknowledgement' : 'resolution';
  return c.messages
    .filter((m) => says(m, type) && m.incidents.includes(id) && m.requestedAt >= (resolvedAt ?? 0))
    .some((m) => m.state === 'accepted' || m.state === 'in_doubt');
}

/** The incidents that somebody has still to resolve. */
export function unresolved(c: OpenCase): readonly IncidentInCase[] {
  return c.incidents.filter((i) => i.resolvedAt === undefined && !i.moot);
}

/** When the customer had heard the whole solution; undefined while something is unresolved or untold. */
export function allToldAt(c: OpenCase): number | undefined {
  const open = c.incidents.filter((i) => !i.moot);
  const times = open.map((i) => toldAt(c, i));
  return times.includes(undefined) ? undefined : Math.max(c.round.startedAt, ...times.filter((t) => t !== undefined));
}

/** When a message that says this of the incident was over, whether or not it went out. */
function saidAt(c: OpenCase, what: { incident: IncidentInCase; type: MessageType; since: number }): number | undefined {
  const { incident, type, since } = what;
  for (const m of c.messages) {
    const meant = says(m, type) && m.incidents.includes(incident.id) && m.requestedAt >= since;
    const state = meant ? standing(c, m) : undefined;
    if (state?.kind === 'over' && (state.told || givenUp(c, m, what))) return state.at;
  }
  return undefined;
}

/** A step is given up for an incident once every channel has refused a text that names it, or nothing more is asked for. */
function givenUp(
  c: OpenCase,
  last: MessageRecord,
  what: { incident: IncidentInCase; type: MessageType; since: number },
): boolean {
  const { incident, type, since } = what;
  if (!isRefused(c, last)) return true;
  const refused = c.messages
    .filter((m) => isRefused(c, m) && says(m, type))
    .filter((m) => m.incidents.includes(incident.id) && m.requestedAt >= since)
    .map((m) => m.channel);
  return liveChannels(c).every((channel) => refused.includes(channel));
}

function unreachable(c: OpenCase): boolean {
  return liveChannels(c).length === 0;
}
