import type { CaseView, SlaState, WaitingFor } from '../case/case-view.js';
import { isOpenTask } from '../case/fold-reaching.js';
import type { IncidentInCase, OpenCase } from '../case/recovery-case.js';
import { wentOut } from '../case/went-out.js';
import { clocksOf, slaOf } from './clocks.js';
import { lastContactAt } from './last-contact.js';
import { leaseOf } from './lease-of.js';
import type { Move } from './move.js';
import { stageOf } from './next-move.js';
import { says } from './says.js';
import { decideBy } from './stages/close-loop.js';
import { toldAt } from './told.js';

/** The case as lists show it, with whom it waits for according to its next move. */
export function viewOf(c: OpenCase, move: Move, now: number): CaseView {
  const dueAt = nextClock(c);
  const waits = waitingFor(c, move);
  const asked = c.asks.filter(isOpenTask);
  const contactAt = lastContactAt(c);
  const surveyed = surveyedAt(c);
  return {
    reference: c.reference,
    number: c.number,
    stage: stageOf(c, now),
    severity: c.severity,
    protocol: c.protocol.name,
    team: c.protocol.team,
    openedAt: c.openedAt,
    round: c.round.number,
    sla: slaOfCase(c),
    waitingFor: waits,
    rung: c.rung,
    incidents: c.incidents.map((i) => incidentView(c, i)),
    breaches: c.clocks.filter((k) => k.breachedAt !== undefined).length,
    lease: leaseOf(c),
    inDoubt: c.messages.filter((m) => m.state === 'in_doubt').length,
    ...(dueAt !== undefined && { dueAt }),
    ...(waits === 'decision' && { decideBy: decideBy(c) }),
    ...(asked.length > 0 && { answerBy: Math.min(...asked.map((a) => a.dueAt)) }),
    ...(c.owner !== undefined && { owner: c.owner }),
    ...(c.escalatedTo !== undefined && { escalatedTo: c.escalatedTo }),
    ...(c.hold !== undefined && { heldUntil: c.hold.until }),
    ...(c.repliedAt !== undefined && c.phase === 'open' && { repliedAt: c.repliedAt }),
    ...(c.round.acceptance !== undefined && { acceptance: c.round.acceptance }),
    ...(c.cause !== undefined && { rootCause: c.cause }),
    ...(c.round.verdict !== undefined && { verdict: c.round.verdict.score }),
    ...(c.lastApologyAt !== undefined && { lastApologyAt: c.lastApologyAt }),
    ...(contactAt !== undefined && { lastContactAt: contactAt }),
    ...(surveyed !== undefined && { surveyedAt: surveyed }),
    ...(c.closed !== undefined && { outcome: c.closed.outcome, cause: c.closed.cause, closedAt: c.closed.at }),
  };
}

/** When the last survey of the case went out, or its reminder; undefined where none did. */
function surveyedAt(c: OpenCase): number | undefined {
  const asked = c.messages.filter((m) => wentOut(m) && (says(m, 'survey') || says(m, 'survey_reminder')));
  return asked.length === 0 ? undefined : Math.max(...asked.map((m) => m.endedAt ?? m.requestedAt));
}

/** Whom or what a case waits for; a closed one waits for nothing. */
function waitingFor(c: OpenCase, move: Move): WaitingFor {
  return c.phase === 'closed' || move.kind !== 'wait' ? 'nothing' : move.waitingFor;
}

/** When the next running clock is due; undefined when none runs. */
function nextClock(c: OpenCase): number | undefined {
  const times = clocksOf(c)
    .filter((k) => k.doneAt === undefined)
    .map((k) => k.dueAt);
  return times.length === 0 ? undefined : Math.min(...times);
}

function incidentView(c: OpenCase, incident: IncidentInCase): CaseView['incidents'][number] {
  const { id, category, severity, reportedAt, operational, baseline, loss, repeatOf, resolvedAt } = incident;
  const told = toldAt(c, incident);
  return {
    id,
    category,
    severity,
    reportedAt,
    ...(operational === true && { operational }),
    ...(baseline !== undefined && { baseline }),
    ...(loss !== undefined && { loss }),
    ...(repeatOf !== undefined && { repeatOf }),
    ...(resolvedAt !== undefined && { resolvedAt }),
    ...(told !== undefined && { toldAt: told }),
  };
}

/** While a case is open, the worst of its running clocks; once it is closed, whether all were met. */
function slaOfCase(c: OpenCase): SlaState {
  if (c.phase === 'closed') return c.clocks.some((k) => k.breachedAt !== undefined) ? 'breached' : 'met';
  const running = clocksOf(c).filter((k) => k.doneAt === undefined);
  const states = running.map((k) => slaOf(c, k));
  const byGravity: readonly SlaState[] = ['breached', 'warned', 'on_track'];
  return byGravity.find((state) => states.includes(state)) ?? 'met';
}
