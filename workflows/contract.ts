import { defineSearchAttributeKey } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CaseEvent, Verdict } from '../domain/case/case-events.js';
import type { CaseInput, StaffCommand } from '../domain/case/commands.js';
import type { Outcome } from '../domain/case/outcome.js';
import type { RecoveryCase } from '../domain/case/recovery-case.js';

/** Name of the durable recovery workflow. */
export const RECOVER_CASE = 'recoverCase';

/** Task queues: one for workflows and records, one for each channel. */
export const queues = { recovery: 'recovery', email: 'recovery-email', sms: 'recovery-sms' } as const;

/** Workflow id of a customer's recovery; the engine allows one open run for it. */
export function recoveryId(tenant: string, customerId: string): string {
  return `recovery/${tenant}/${customerId}`;
}

/** The sweep: its workflow, and the schedule that runs it. */
export const sweeping = { workflow: 'sweepRecoveries', schedule: 'recovery-sweep', every: '5 minutes' } as const;

/** What starts a recovery; the first incident follows as a signal in the same call. */
export interface RecoverCaseInput {
  readonly tenant: string;
  readonly customerId: string;
  /** What an earlier run of the same case handed over by continue-as-new. */
  readonly resume?: Resume;
  /** History events after which this run hands the case on; by default when the engine suggests it. */
  readonly continueAfter?: number;
}

/** The state that continue-as-new carries on. */
export interface Resume {
  readonly case: RecoveryCase;
  /** Answers to the last 200 requests, oldest first. */
  readonly handled: readonly HandledRequest[];
}

/** A request id with the answer it got. */
export interface HandledRequest {
  readonly requestId: string;
  readonly seq: number;
}

/** How a recovery ended; `caseId` is missing when every incident was refused. */
export interface CaseOutcome {
  readonly caseId?: string;
  readonly outcome: Outcome;
  readonly cause: string;
}

/** Signal payload: a stored incident of this customer. */
export interface IncidentSignal {
  readonly incidentId: string;
}

/** Signal payload: a stored survey answer, without its comment. */
export interface AnswerSignal extends Verdict {
  readonly caseId: string;
  readonly round: number;
}

/** Signal payload, but for `type`, which is the name of the signal: what became known about a case outside of it, and who found out. */
export type CaseReport = Exclude<CaseInput, { readonly type: 'incident' | 'answer' }> & {
  readonly caseId: string;
  readonly actor: string;
};

/** A staff command with who asks, about which case and round; `requestId` makes a repeat harmless. */
export type CommandRequest<T extends StaffCommand['type'] = StaffCommand['type']> = Extract<
  StaffCommand,
  { type: T }
> & {
  readonly requestId: string;
  readonly actor: string;
  readonly caseId: string;
  readonly round: number;
};

/** Answer to a command: the place in the journal after it; readers ask for `minSeq`. */
export interface CommandAnswer {
  readonly seq: number;
}

/** Error type of a refused command; the failure's details hold the refusal code. */
export const REFUSED = 'Refused';

/** Error type of a command whose form is wrong; the message says what is. */
export const MALFORMED = 'Malformed';

// Signals: the sender has stored what it tells and waits for no answer.
/** A stored incident of this customer. */
export const incidentSignal = defineSignal<[IncidentSignal]>('incident');
/** A stored survey answer. */
export const answerSignal = defineSignal<[AnswerSignal]>('answer');
// Updates: a person waits for the answer or the refusal.
/** A person takes the case. */
export const takeUpdate = defineUpdate<CommandAnswer, [CommandRequest<'take'>]>('take');
/** A person says that incidents are resolved. */
export const resolveUpdate = defineUpdate<CommandAnswer, [CommandRequest<'resolve'>]>('resolve');
/** A person pauses the stages until a time. */
export const holdUpdate = defineUpdate<CommandAnswer, [CommandRequest<'hold'>]>('hold');
/** A person lets the case go on: a hold ends, and what the customer wrote has been read. */
export const resumeUpdate = defineUpdate<CommandAnswer, [CommandRequest<'resume'>]>('resume');
/** The case moves to another category, and so to another protocol. */
export const recategoriseUpdate = defineUpdate<CommandAnswer, [CommandRequest<'recategorise'>]>('recategorise');
/** A text that a person wrote is to be sent. */
export const messageUpdate = defineUpdate<CommandAnswer, [CommandRequest<'message'>]>('message');
/** A person was in touch with the customer outside of this system. */
export const logContactUpdate = defineUpdate<CommandAnswer, [CommandRequest<'log_contact'>]>('log_contact');
/** The customer withdrew. */
export const withdrawUpdate = defineUpdate<CommandAnswer, [CommandRequest<'withdraw'>]>('withdraw');
/** Staff ends the recovery without a result. */
export const abortUpdate = defineUpdate<CommandAnswer, [CommandRequest<'abort'>]>('abort');
/** A person decides how the case ends. */
export const closeUpdate = defineUpdate<CommandAnswer, [CommandRequest<'close'>]>('close');

/** The state of the case, for support. */
export const stateQuery = defineQuery<RecoveryCase>('state');
/** The facts of this run, for support. */
export const journalQuery = defineQuery<readonly CaseEvent[]>('journal');

/** Search attributes; a worker refuses to start in a namespace that lacks one. */
export const attributes = {
  case: defineSearchAttributeKey('RecoveryCase', 'KEYWORD'),
  stage: defineSearchAttributeKey('RecoveryStage', 'KEYWORD'),
  severity: defineSearchAttributeKey('RecoverySeverity', 'KEYWORD'),
  tenant: defineSearchAttributeKey('RecoveryTenant', 'KEYWORD'),
  owner: defineSearchAttributeKey('RecoveryOwner', 'KEYWORD'),
  slaState: defineSearchAttributeKey('RecoverySlaState', 'KEYWORD'),
  waitingFor: defineSearchAttributeKey('RecoveryWaitingFor', 'KEYWORD'),
  dueAt: defineSearchAttributeKey('RecoveryDueAt', 'DATETIME'),
} as const;
