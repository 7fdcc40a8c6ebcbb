import {
  ApplicationFailure,
  CancellationScope,
  condition,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import { refusals } from '../domain/case/commands.js';
import type { Refusal } from '../domain/case/commands.js';
import { decide } from '../domain/case/decide.js';
import type { OpenCase } from '../domain/case/recovery-case.js';
import * as contract from './contract.js';
import type { CaseReport, CommandAnswer, CommandRequest } from './contract.js';
import { commandDialog, commandTypes, reportDialog, reportTypes } from './dialogs.js';
import type { Handled } from './handled.js';
import type { Recovery } from './recovery.js';
import { reportItem } from './report-form.js';
import { answerItem, formFault, incidentItem } from './request-form.js';

/** Registers all handlers. A cancel in the Temporal Web UI is heard in the root scope and becomes a command. */
export function listen(recovery: Recovery, handled: Handled): void {
  setHandler(contract.incidentSignal, (signal) => recovery.hear(incidentItem(signal)), {
    description: `A stored incident of this customer; intake and the sweep send it. Input: {"incidentId":"incident-id"}`,
  });
  setHandler(contract.answerSignal, (signal) => recovery.hear(answerItem(signal)), {
    description: `A stored survey answer; the survey page sends it. Input: {"caseId":"case-of-the-card","round":1,"score":4}`,
  });
  for (const type of reportTypes) {
    const signal = defineSignal<[Omit<CaseReport, 'type'>]>(type);
    const description = reportDialog(type);
    setHandler(signal, (told) => recovery.hear(reportItem(type, told)), { description });
  }
  setHandler(contract.stateQuery, () => recovery.case, { description: 'The state of the case' });
  setHandler(contract.journalQuery, () => recovery.journal.events, { description: 'The facts of this run' });
  for (const type of commandTypes) {
    setHandler(
      defineUpdate<CommandAnswer, [CommandRequest]>(type),
      (request) => recovery.shield.run(() => obey(recovery, handled, request)),
      { validator: (request: CommandRequest) => validate(recovery, type, request), description: commandDialog(type) },
    );
  }
  CancellationScope.current().cancelRequested.catch(() => recovery.hear({ kind: 'cancel' }));
}

/** Checks form, and state only once the case is open: a rejected update leaves nothing in the history. */
function validate(recovery: Recovery, update: string, request: CommandRequest): void {
  const fault = formFault(update, request);
  if (fault !== undefined) throw ApplicationFailure.nonRetryable(fault, contract.MALFORMED);
  const c = recovery.case;
  if (c.phase !== 'new' && c.caseId !== request.caseId) throw refusal('closed');
}

/**
 * Waits until the case is open (or this run is leaving), catches up, decides, records, answers. A case that is closing
 * takes nothing in here: what came in has to stay in the inbox, which the run looks into before it ends.
 */
async function obey(recovery: Recovery, handled: Handled, request: CommandRequest): Promise<CommandAnswer> {
  await condition(() => recovery.case.phase !== 'new' || recovery.leaving);
  const known = handled.seqOf(request.requestId);
  if (known !== undefined) return { seq: known };
  if (recovery.case.phase !== 'closed') recovery.catchUp();
  const c = recovery.case;
  if (c.phase === 'new' || c.caseId !== request.caseId || recovery.superseded) throw refusal('closed');
  return { seq: answer(recovery, handled, { c, request }) };
}

function answer(recovery: Recovery, handled: Handled, asked: { c: OpenCase; request: CommandRequest }): number {
  const { requestId, actor, caseId: _, round, ...command } = asked.request;
  const decision = decide(asked.c, { command, round, actor, now: Date.now() });
  if (decision.kind === 'refused') throw refusal(decision.reason);
  for (const fact of decision.facts) recovery.record(fact, actor);
  const { seq } = recovery.case;
  handled.add({ requestId, seq });
  return seq;
}

function refusal(reason: Refusal): ApplicationFailure {
  return ApplicationFailure.create({
    message: refusals[reason],
    type: contract.REFUSED,
    nonRetryable: true,
    details: [reason],
  });
}
