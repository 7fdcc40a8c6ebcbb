import type { WorkflowHandle } from '@temporalio/client';
import type { CommandAddress, CommandReceipt } from '../../../client/index.js';
import type { CaseEvent, CaseEventType, CaseFact } from '../../../domain/case/case-events.js';
import type { CaseView, StageName } from '../../../domain/case/case-view.js';
import type { CaseInput, StaffCommand } from '../../../domain/case/commands.js';
import type { Incident } from '../../../domain/case/incident.js';
import type { HandVerdict } from '../../../domain/sends/send-row.js';
import type { CaseOutcome, RecoverCaseInput } from '../../../workflows/contract.js';
import { incidentSignal, queues, RECOVER_CASE, recoveryId } from '../../../workflows/contract.js';
import { aReport } from '../../domain/support/builders.js';
import { caseOf } from '../../support/fake-channel.js';
import type { World } from './world.js';

/** A handle of a customer's recovery. */
export type RecoveryRun = WorkflowHandle<(input: RecoverCaseInput) => Promise<CaseOutcome>>;

/** A customer with the case that their first incident opens: what they and the staff do, and what they hear. */
export class Customer {
  readonly id: string;
  /** The id of the first incident, and so of the case. */
  readonly caseId: string;
  readonly #world: World;
  #requests = 0;

  constructor(world: World, number: number) {
    this.#world = world;
    this.id = `cust-${number}`;
    this.caseId = `inc-${number}`;
  }

  /** What a report says of this customer; nobody else has the address, since what stops one stops it for all. */
  get known(): Incident['customer'] {
    return { id: this.id, locale: 'en', email: `${this.id}@customers.example` };
  }

  /** The latest run of this customer's recovery. */
  get run(): RecoveryRun {
    return this.#world.environment.client.workflow.getHandle(recoveryId('acme', this.id));
  }

  /** Stores an incident and signals it, as intake does; by default the first one, of high severity. */
  async report(overrides: Partial<Incident> = {}): Promise<void> {
    const incident = await this.stored(overrides);
    await this.#world.client.report({ tenant: 'acme', customerId: this.id, incidentId: incident.id });
  }

  /** The same, for a run that hands the case on after so many history events. */
  async reportHandedOnAfter(continueAfter: number): Promise<void> {
    const { id: incidentId } = await this.stored();
    await this.#world.environment.client.workflow.signalWithStart(RECOVER_CASE, {
      workflowId: recoveryId('acme', this.id),
      taskQueue: queues.recovery,
      args: [{ tenant: 'acme', customerId: this.id, continueAfter }],
      signal: incidentSignal,
      signalArgs: [{ incidentId }],
    });
  }

  /** Stores an incident that nobody is told about yet. */
  async stored(overrides: Partial<Incident> = {}): Promise<Incident> {
    const now = await this.#world.now();
    const customer = this.known;
    const times = { occurredAt: now, reportedAt: now };
    const incident = aReport({ id: this.caseId, severity: 'high', customer, ...times, ...overrides });
    await this.#world.stores.incidents.put(incident);
    await this.#world.stores.customers.upsert('acme', incident.customer, now);
    return incident;
  }

  /** A lead of the team gives a command. */
  command(command: StaffCommand, address: Partial<CommandAddress> = {}): Promise<CommandReceipt> {
    const requestId = `${this.id}-r-${++this.#requests}`;
    const here = { tenant: 'acme', customerId: this.id, caseId: this.caseId, round: 1, actor: 's-104', requestId };
    return this.#world.client.command({ ...here, ...command, ...address });
  }

  /** The case hears what became known outside of it. */
  async tell(news: Exclude<CaseInput, { type: 'incident' | 'answer' }>): Promise<void> {
    const here = { tenant: 'acme', customerId: this.id, caseId: this.caseId, actor: 's-104' };
    await this.#world.client.tell({ ...news, ...here });
  }

  /** A person settles a message in doubt: in the ledger first, then the case hears of it. */
  async settle(slot: string, verdict: HandVerdict): Promise<void> {
    const word = { verdict, actor: 's-104', reason: 'asked the customer', at: await this.#world.now() };
    const { sends } = this.#world.stores;
    const row = await sends.get(`acme/${this.caseId}/${slot}`);
    if (row === undefined) throw new Error(`no message was sent under ${slot}`);
    await sends.settleByHand(row.key, row.generation, word);
    await this.tell({ type: 'send_settled', slot, verdict });
  }

  /** Answers the survey of a round: stored first, then signalled. */
  async answer(score: number, round = 1): Promise<void> {
    await this.storeAnswer(score, round);
    await this.#world.client.answer({ tenant: 'acme', customerId: this.id, caseId: this.caseId, round, score });
  }

  /** Answers the survey of a round; the signal is lost. */
  async storeAnswer(score: number, round = 1): Promise<void> {
    const survey = await this.#world.stores.surveys.ofRound({ tenant: 'acme', caseId: this.caseId, round });
    if (survey === undefined) throw new Error(`no survey was sent in round ${round}`);
    await this.#world.stores.surveys.answer(survey.surveyId, { score, at: await this.#world.now() });
  }

  /** The messages that reached this customer, in order: `apology`, or `apology by sms`. */
  get heard(): readonly string[] {
    return this.#world.inbox
      .filter((delivery) => caseOf(delivery) === this.caseId)
      .map(({ key }) => {
        const [, , , message = '', , channel = ''] = key.split('/');
        return channel === 'email' ? message : `${message} by ${channel}`;
      });
  }

  /** Waits until this customer has heard a message. */
  hears(message: string): Promise<void> {
    return this.#world.until(() => this.heard.includes(message));
  }

  /** Waits until the read model shows the case in this stage. */
  reaches(stage: StageName): Promise<void> {
    return this.#world.until(async () => {
      const stored = await this.#world.stores.cases.get({ tenant: 'acme', caseId: this.caseId });
      return stored?.view.stage === stage;
    });
  }

  /** How the recovery ends; on a time-skipping server time flies until then. */
  ended(): Promise<CaseOutcome> {
    return this.run.result();
  }

  /** The journal in the read model. */
  async journal(): Promise<readonly CaseEvent[]> {
    return (await this.#stored()).journal;
  }

  /** The view in the read model. */
  async view(): Promise<CaseView> {
    return (await this.#stored()).view;
  }

  /** The facts of these types in the read model, oldest first, without their stamps. */
  async facts(...types: readonly CaseEventType[]): Promise<readonly CaseFact[]> {
    return (await this.journal()).filter(({ type }) => types.includes(type)).map(bare);
  }

  /** When facts of this type were recorded, in milliseconds since the case opened. */
  async times(type: CaseEventType): Promise<readonly number[]> {
    const journal = await this.journal();
    const openedAt = journal.find((event) => event.type === 'case_opened')?.at ?? 0;
    return journal.filter((event) => event.type === type).map(({ at }) => at - openedAt);
  }

  /** The states of this case's rows in the send ledger, by slot. */
  async sends(): Promise<Readonly<Record<string, string>>> {
    const rows = await this.#world.stores.sends.ofCase('acme', this.caseId);
    return Object.fromEntries(rows.map(({ key, state }) => [key.split('/').slice(2).join('/'), state]));
  }

  async #stored(): Promise<{ journal: readonly CaseEvent[]; view: CaseView }> {
    const stored = await this.#world.stores.cases.get({ tenant: 'acme', caseId: this.caseId });
    if (stored === undefined) throw new Error(`the read model has no case ${this.caseId}`);
    return stored;
  }
}

function bare({ at: _at, actor: _actor, rules: _rules, ...fact }: CaseEvent): CaseFact {
  return fact;
}
