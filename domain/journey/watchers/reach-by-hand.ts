import { isOpenReach } from '../../case/fold-reaching.js';
import type { IncidentInCase, OpenCase, ReachRecord } from '../../case/recovery-case.js';
import { reachTaskId } from '../../tasks/task.js';
import type { Move, Part } from '../move.js';
import { record, wait } from '../move.js';
import { liveChannels } from '../steps.js';
import { heard } from '../told.js';

/**
 * Where no channel is left, a person is asked to tell the customer what is owed: that we have it, or that it is resolved.
 * Once a person could not reach the customer either, nobody is asked again.
 */
export const reachByHand: Part = (c, now) => {
  const last = c.reaches.at(-1);
  const asked = last !== undefined && (isOpenReach(last) || last.state === 'not_reached');
  if (c.rules < 3 || asked || liveChannels(c).length > 0 || !c.incidents.some((i) => isOwed(c, i))) return undefined;
  const task = reachTaskId(c.caseId, c.reaches.length + 1);
  return record({ type: 'task_requested', task, kind: 'reach_customer', dueAt: now + c.protocol.clocks.resolution });
};

/** Before a case ends, the person who was asked has the time that a case waits for people. */
export function awaitReach(c: OpenCase, now: number): Move | undefined {
  const open = awaitedReach(c);
  if (open === undefined) return undefined;
  const until = open.requestedAt + c.protocol.decideWithin;
  if (now >= until) return record({ type: 'task_lapsed', task: open.task });
  return wait(until, 'a person to reach the customer by other means', 'agent');
}

/** The open task that the case waits for: with a corrected address a message can say it again. */
export function awaitedReach(c: OpenCase): ReachRecord | undefined {
  return liveChannels(c).length > 0 ? undefined : openReach(c);
}

/** The task that somebody has still to do. */
export function openReach(c: OpenCase): ReachRecord | undefined {
  return c.reaches.find(isOpenReach);
}

/** Whether a person has told the customer all that no message could. */
export function reachedByHand(c: OpenCase): boolean {
  return c.reaches.at(-1)?.state === 'reached';
}

function isOwed(c: OpenCase, incident: IncidentInCase): boolean {
  if (incident.moot || heard(c, incident)) return false;
  const since = incident.resolvedAt ?? incident.reportedAt;
  return !c.reaches.some((r) => r.state === 'reached' && (r.endedAt ?? 0) >= since);
}
