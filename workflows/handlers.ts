import { ApplicationFailure, CancellationScope, condition, defineUpdate, setHandler } from '@temporalio/workflow';
import { outcomesByHand, refusals } from '../domain/case/commands.js';
import type { Refusal } from '../domain/case/commands.js';
import { decide } from '../domain/case/decide.js';
import type { OpenCase } from '../domain/case/recovery-case.js';
import * as contract from './contract.js';
import type { CommandAnswer, CommandRequest } from './contract.js';
import type { Handled } from './handled.js';
import type { Recovery } from './recovery.js';
import { answerItem, formFault, incidentItem } from './request-form.js';

/** What each command is for, and what it takes besides the common part: an example of each. */
const commands = [
  { update: contract.takeUpdate, does: 'A person takes the case.', example: {} },
  {
    update: contract.resolveUpdate,
    does: 'All incidents are resolved, or those of "incidents", a list of ids.',
    example: { cause: 'courier_lost_it' },
  },
  {
    update: contract.holdUpdate,
    does: 'The stages pause until a time in epoch milliseconds, as `date -d TIME +%s000` prints it; clocks run on.',
    example: { reason: 'waiting_for_parts', until: 1_798_797_600_000 },
  },
  { update: contract.resumeUpdate, does: 'A hold ends.', example: {} },
  {
    update: contract.recategoriseUpdate,
    does: 'The case moves to another category and its protocol.',
    example: { category: 'billing' },
  },
  {
    update: contract.withdrawUpdate,
    does: 'The customer withdrew the complaint; the case ends.',
    example: { cause: 'parcel_turned_up' },
  },
  {
    update: contract.abortUpdate,
    does: 'The recovery ends without a result: not recovered.',
    example: { cause: 'duplicate_report' },
  },
  {
    update: contract.closeUpdate,
    does: `A person decides how the case ends: ${outcomesByHand.join(', ')}.`,
    example: { outcome: 'not_recovered', cause: 'customer_refused_offer' },
  },
] as const;

/** Registers all handlers. A cancel in the Temporal Web UI is heard in the root scope and becomes a command. */
export function listen(recovery: Recovery, handled: Handled): void {
  setHandler(contract.incidentSignal, (signal) => recovery.hear(incidentItem(signal)), {
    description: `A stored incident of this customer; intake and the sweep send it. Input: {"incidentId":"incident-id"}`,
  });
  setHandler(contract.answerSignal, (signal) => recovery.hear(answerItem(signal)), {
    description: `A stored survey answer; the survey page sends it. Input: {"caseId":"case-of-the-card","round":1,"score":4}`,
  });
  setHandler(contract.stateQuery, () => recovery.case, { description: 'The state of the case' });
  setHandler(contract.journalQuery, () => recovery.journal.events, { description: 'The facts of this run' });
  for (const { update, does, example } of commands) {
    const description = described(does, { type: update.name, ...example });
    setHandler(
      defineUpdate<CommandAnswer, [CommandRequest]>(update.name),
      (request) => recovery.shield.run(() => obey(recovery, handled, request)),
      { validator: (request: CommandRequest) => validate(recovery, update.name, request), description },
    );
  }
  CancellationScope.current().cancelRequested.catch(() => recovery.hear({ kind: 'cancel' }));
}

/** As the dialogs of the Temporal Web UI show it: what it does, and an input to copy and fill in from the card. */
function described(does: string, { type, ...part }: Readonly<Record<string, unknown>>): string {
  const example = {
    type,
    requestId: 'any-new-text',
    actor: 'your-staff-id',
    caseId: 'case-of-the-card',
    round: 1,
    ...part,
  };
  return `${does} Input: ${JSON.stringify(example)}`;
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
  if (c.phase === 'new' || c.caseId !== request.caseId) throw refusal('closed');
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
