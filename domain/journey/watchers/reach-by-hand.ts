import { isOpenTask } from '../../case/fold-reaching.js';
import type { ReachRecord } from '../../case/case-tasks.js';
import type { IncidentInCase, OpenCase } from '../../case/recovery-case.js';
import { reachTaskId } from '../../tasks/task.js';
import type { Move, Part } from '../move.js';
import { record, wait } from '../move.js';
import { isHeld } from '../proactive.js';
import { heardOf, tellingIsOver, toldByHand } from '../told.js';
import { unsaidTexts } from '../unsaid-texts.js';

/**
 * Where no message got through, a person is asked to tell the customer what is owed: that we have it, or that it is
 * resolved. Who could not reach the customer either is not asked again, until an address is corrected or a message gets
 * through.
 */
export const reachByHand: Part = (c, now) => {
  if (c.rules < 3) return undefined;
  const last = c.reaches.at(-1);
  if (last !== undefined && isOpenTask(last)) return endReach(c, now);
  if (last !== undefined && isHopeless(c, last)) return undefined;
  return isLeftUntold(c, now) ? askToReach(c, now) : undefined;
};

/** Where no channel took what a person wrote, a person is asked to tell that, whether or not the gate is shut. */
export function reachForTexts(c: OpenCase, now: number): Move | undefined {
  return openReach(c) === undefined && unsaidTexts(c).length > 0 ? askToReach(c, now) : undefined;
}

function askToReach(c: OpenCase, now: number): Move {
  const task = reachTaskId(c.caseId, c.reaches.length + 1);
  return record({ type: 'task_requested', task, kind: 'reach_customer', dueAt: now + c.protocol.clocks.resolution });
}

/** A task on the list ends by itself once nothing is owed any more: a message got through, or the case ends. */
export function endReach(c: OpenCase, now: number): Move | undefined {
  const raised = c.reaches.find((r) => r.state === 'raised');
  if (raised === undefined || dueToTell(c, now).length > 0 || unsaidTexts(c).length > 0) return undefined;
  return record({ type: 'task_ended', task: raised.task });
}

/** Before a case ends, the person who was asked has the time that a case waits for people. */
export function awaitReach(c: OpenCase, now: number): Move | undefined {
  const open = awaitedReach(c, now);
  if (open === undefined) return undefined;
  const until = open.requestedAt + c.protocol.decideWithin;
  if (now >= until) return record({ type: 'task_lapsed', task: open.task });
  return wait(until, 'a person to reach the customer by other means', 'agent');
}

/** The open task that the case waits for: with a corrected address a message can say it again. */
export function awaitedReach(c: OpenCase, now: number): ReachRecord | undefined {
  return isLeftUntold(c, now) || unsaidTexts(c).length > 0 ? openReach(c) : undefined;
}

/** The task that somebody has still to do. */
export function openReach(c: OpenCase): ReachRecord | undefined {
  return c.reaches.find(isOpenTask);
}

/** Whether a person has told the customer all that no message could. */
export function reachedByHand(c: OpenCase): boolean {
  return c.reaches.at(-1)?.state === 'reached';
}

function isHopeless(c: OpenCase, { state, endedAt = 0 }: ReachRecord): boolean {
  if (state !== 'not_reached') return false;
  const corrected = Object.values(c.corrected).some((at) => at > endedAt);
  // The last message says how the case ended for want of a person: it is no new beginning.
  const through = c.messages.filter((m) => m.state === 'accepted' && m.message !== 'closing');
  return !corrected && !through.some((m) => (m.endedAt ?? 0) > endedAt);
}

/** The incidents of which neither a message nor a person has told how they stand: whoever speaks to the customer tells all of them. */
export function owedToTell(c: OpenCase): readonly IncidentInCase[] {
  return c.incidents.filter((i) => isOwed(c, i));
}

/** Those of them that are not kept back still. */
export function dueToTell(c: OpenCase, now: number): readonly IncidentInCase[] {
  return owedToTell(c).filter((i) => !isHeld(c, i, now));
}

/** Something is owed that no message will tell any more. */
function isLeftUntold(c: OpenCase, now: number): boolean {
  return dueToTell(c, now).some((i) => tellingIsOver(c, i));
}

/** Who has answered the survey has heard enough. */
function isOwed(c: OpenCase, incident: IncidentInCase): boolean {
  if (incident.moot || c.round.verdict !== undefined) return false;
  return !heardOf(c, incident) && !toldByHand(c, incident);
}
