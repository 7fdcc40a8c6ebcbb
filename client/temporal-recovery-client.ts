import {
  ApplicationFailure,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcServiceError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import { refusals, type Refusal } from '../domain/case/commands.js';
import {
  RECOVER_CASE,
  REFUSED,
  abortUpdate,
  answerSignal,
  attributes,
  closeUpdate,
  holdUpdate,
  incidentSignal,
  logContactUpdate,
  messageUpdate,
  queues,
  recoveryId,
  resolveUpdate,
  resumeUpdate,
  takeUpdate,
  recategoriseUpdate,
  withdrawUpdate,
  type CommandAnswer,
} from '../workflows/contract.js';
import { CaseClosedError, CommandRefusedError, RecoveryUnavailableError } from './errors.js';
import { idleOf } from './idle-recoveries.js';
import { parkedOf } from './parked-recoveries.js';
import type {
  AddressedCommand,
  AddressedReport,
  AnsweredSurvey,
  CommandAddress,
  CommandReceipt,
  RecoveryClient,
  ReportedIncident,
} from './recovery-client.js';

/** Milliseconds for one call: below the ten seconds that an HTTP request may take. */
const CALL_DEADLINE = 8_000;
/** Milliseconds for a look at all that is running: a hundred pages and more. */
const LOOK_DEADLINE = 60_000;

/** The server's own failure of an update whose run completed before the handler answered. */
const COMPLETED_BEFORE_ANSWER = 'AcceptedUpdateCompletedWorkflow';

/** gRPC status numbers that say "not now": cancelled, deadline exceeded, resource exhausted, unavailable. */
const outages = new Set([1, 4, 8, 14]);

const updates = {
  take: takeUpdate.name,
  resolve: resolveUpdate.name,
  hold: holdUpdate.name,
  resume: resumeUpdate.name,
  recategorise: recategoriseUpdate.name,
  message: messageUpdate.name,
  log_contact: logContactUpdate.name,
  withdraw: withdrawUpdate.name,
  abort: abortUpdate.name,
  close: closeUpdate.name,
} satisfies Record<AddressedCommand['type'], string>;

/** The gateway over a Temporal client; each call ends within `deadline` milliseconds. */
export class TemporalRecoveryClient implements RecoveryClient {
  readonly #client: Client;
  readonly #deadline: number;

  constructor(client: Client, deadline: number = CALL_DEADLINE) {
    this.#client = client;
    this.#deadline = deadline;
  }

  async report({ tenant, customerId, incidentId }: ReportedIncident): Promise<void> {
    await this.#call('reporting an incident', () =>
      this.#client.workflow.signalWithStart(RECOVER_CASE, {
        workflowId: recoveryId(tenant, customerId),
        taskQueue: queues.recovery,
        args: [{ tenant, customerId }],
        signal: incidentSignal,
        signalArgs: [{ incidentId }],
        // Each later case of a customer is a new run under the same id; an open one is joined.
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        // Attributes given at the start cost no action of their own.
        typedSearchAttributes: [{ key: attributes.tenant, value: tenant }],
        staticSummary: 'Service recovery of one customer',
      }),
    );
  }

  async command({ tenant, customerId, ...request }: AddressedCommand): Promise<CommandReceipt> {
    const { type, requestId } = request;
    try {
      return await this.#call(`the command ${type}`, () =>
        this.#handle(tenant, customerId).executeUpdate<CommandAnswer, [typeof request]>(updates[type], {
          args: [request],
          updateId: requestId,
        }),
      );
    } catch (error) {
      throw refusalOf(error, type) ?? error;
    }
  }

  async receipt(
    command: Pick<CommandAddress, 'tenant' | 'customerId' | 'requestId'>,
  ): Promise<CommandReceipt | undefined> {
    const handle = this.#handle(command.tenant, command.customerId);
    try {
      return await this.#call('looking for a receipt', () =>
        handle.getUpdateHandle<CommandAnswer>(command.requestId).result(),
      );
    } catch (error) {
      if (error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateFailedError) return undefined;
      throw error;
    }
  }

  answer({ tenant, customerId, ...answer }: AnsweredSurvey): Promise<'delivered' | 'closed'> {
    return this.#signal('telling of an answer', () => this.#handle(tenant, customerId).signal(answerSignal, answer));
  }

  tell({ tenant, customerId, type, ...report }: AddressedReport): Promise<'delivered' | 'closed'> {
    return this.#signal(`telling of ${type}`, () => this.#handle(tenant, customerId).signal(type, report));
  }

  idle<C extends { readonly tenant: string; readonly customerId: string }>(
    customers: readonly C[],
  ): Promise<readonly C[]> {
    return this.#call('looking for idle recoveries', () => idleOf(this.#client, customers), LOOK_DEADLINE);
  }

  parked(): Promise<readonly { readonly tenant: string; readonly customerId: string }[] | undefined> {
    return this.#call('looking for parked recoveries', () => parkedOf(this.#client), LOOK_DEADLINE);
  }

  async #signal(operation: string, signal: () => Promise<void>): Promise<'delivered' | 'closed'> {
    try {
      await this.#call(operation, signal);
      return 'delivered';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'closed';
      throw error;
    }
  }

  #handle(tenant: string, customerId: string): WorkflowHandle {
    return this.#client.workflow.getHandle(recoveryId(tenant, customerId));
  }

  async #call<T>(operation: string, call: () => Promise<T>, deadline = this.#deadline): Promise<T> {
    try {
      return await this.#client.withDeadline(Date.now() + deadline, call);
    } catch (error) {
      if (isOutage(error)) throw new RecoveryUnavailableError(operation, { cause: error });
      throw error;
    }
  }
}

function isOutage(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  // The client wraps programming faults in the same class: only the status tells them apart.
  const status = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(status) && outages.has(status.code);
}

/** What a failed update means in our words, or undefined when it is a fault. */
function refusalOf(error: unknown, command: string): Error | undefined {
  if (error instanceof WorkflowNotFoundError) return new CaseClosedError(command, { cause: error });
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) return undefined;
  const failure = error.cause;
  if (failure.type === COMPLETED_BEFORE_ANSWER) return new CaseClosedError(command, { cause: error });
  const code: unknown = failure.details?.[0];
  if (failure.type !== REFUSED || !isRefusal(code)) return undefined;
  return code === 'closed' ? new CaseClosedError(command, { cause: error }) : new CommandRefusedError(command, code);
}

function isRefusal(code: unknown): code is Refusal {
  return typeof code === 'string' && Object.hasOwn(refusals, code);
}
