import { activityInfo } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Worker } from '@temporalio/worker';
import { createActivities } from '../../../activities/create-activities.js';
import type { Activities } from '../../../activities/create-activities.js';
import { MemoryVouchers } from '../../../adapters/remedies/voucher/memory-vouchers.js';
import { openMemoryStores } from '../../../adapters/store/memory/open.js';
import { TemporalRecoveryClient } from '../../../client/index.js';
import type { CommandAddress, CommandReceipt } from '../../../client/index.js';
import type { StaffCommand } from '../../../domain/case/commands.js';
import type { Incident } from '../../../domain/case/incident.js';
import type { FrozenProtocol } from '../../../domain/protocol/protocol.js';
import type { MessageFacts } from '../../../ports/templates.js';
import { createWorkers } from '../../../worker/create-workers.js';
import type { CaseOutcome } from '../../../workflows/contract.js';
import { recoveryId } from '../../../workflows/contract.js';
import { aProtocol, aReport } from '../../domain/support/builders.js';
import { FakeChannel } from './fake-channel.js';

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });

/** A handle of a customer's recovery. */
export type RecoveryRun = WorkflowHandle<() => Promise<CaseOutcome>>;

/** A text with its facts, as the recording templates saw them. */
export interface Said {
  readonly message: string;
  readonly facts: MessageFacts;
}

/** Everything around the workflow: real activities over in-memory stores, scripted channels, the server's own time. */
export class World {
  readonly stores = openMemoryStores();
  readonly vouchers = new MemoryVouchers();
  readonly email = new FakeChannel('email');
  readonly sms = new FakeChannel('sms');
  readonly said: Said[] = [];
  readonly activities: Activities;
  readonly client: TemporalRecoveryClient;
  readonly #environment: TestWorkflowEnvironment;
  #workers: readonly Worker[] = [];
  #running: Promise<unknown> = Promise.resolve();
  #requests = 0;

  constructor(environment: TestWorkflowEnvironment) {
    this.#environment = environment;
    this.client = new TemporalRecoveryClient(environment.client);
    this.activities = createActivities({
      ...this.stores,
      // The server's time, which may run ahead of ours.
      clock: { now: () => activityInfo().currentAttemptScheduledTimestampMs },
      vouchers: this.vouchers,
      channels: { email: this.email, sms: this.sms },
      links: { url: (id) => `https://care.example/s/${id}`, read: () => undefined },
      hashAddress: (channel, address) => `${channel}:${address.length}`,
      templates: {
        render: ({ message, facts, locale }) => {
          this.said.push({ message, facts });
          return Promise.resolve({ subject: message, html: message, text: message, locale });
        },
      },
    });
  }

  /** Starts workers for all queues, with some activities replaced. */
  async start(replaced: Partial<Activities> = {}): Promise<void> {
    const { nativeConnection: connection, namespace = 'default' } = this.#environment;
    const activities = { ...this.activities, ...replaced };
    this.#workers = await createWorkers({ connection, namespace, activities, roles: ['recovery', 'email', 'sms'] });
    this.#running = Promise.all(this.#workers.map((worker) => worker.run()));
  }

  /** Stops the workers. */
  async stop(): Promise<void> {
    for (const worker of this.#workers) worker.shutdown();
    await this.#running;
  }

  /** Publishes a programme whose default protocol has these numbers. */
  async publish(protocol: Partial<FrozenProtocol> = {}): Promise<void> {
    const { programme: _, ...numbers } = aProtocol(protocol);
    await this.stores.programmes.publish(
      'acme',
      {
        brand: 'Acme',
        defaultLocale: 'en',
        criteria: {
          maxAge: 90 * 86_400_000,
          minConfidence: 0.5,
          scoreUpTo: 3,
          severityRules: [],
          defaultSeverity: 'medium',
        },
        protocols: [{ ...numbers, categories: [] }],
        teams: [{ id: 'care', name: 'the care team', ladder: numbers.ladder }],
        staff: [{ id: 's-104', name: 'Robin' }],
        templates: {},
        pace: 1,
      },
      0,
    );
  }

  /** Stores an incident and signals it to the customer's recovery, which starts or goes on. */
  async report(overrides: Partial<Incident> = {}): Promise<RecoveryRun> {
    const now = await this.#environment.currentTimeMs();
    const incident = aReport({ occurredAt: now, reportedAt: now, ...overrides });
    const { tenant, id: incidentId, customer } = incident;
    await this.stores.incidents.put(incident);
    await this.stores.customers.upsert(tenant, customer);
    await this.client.report({ tenant, customerId: customer.id, incidentId });
    return this.#environment.client.workflow.getHandle<() => Promise<CaseOutcome>>(recoveryId(tenant, customer.id));
  }

  /** Lets the server's time pass, in milliseconds. */
  async pass(ms: number): Promise<void> {
    await this.#environment.sleep(ms);
  }

  /** The server's time. */
  now(): Promise<number> {
    return this.#environment.currentTimeMs();
  }

  /** Gives a command as a lead of the team would; the run of customer `cust-1` takes it. */
  command(command: StaffCommand, address: Partial<CommandAddress> = {}): Promise<CommandReceipt> {
    const { requestId = `r-${++this.#requests}` } = address;
    return this.client.command({ ...here, ...command, ...address, requestId });
  }

  /** Stores the customer's answer and signals it. */
  async answer(score: number, round = 1): Promise<void> {
    const survey = await this.stores.surveys.ofRound({ tenant: 'acme', caseId: 'inc-1', round });
    if (survey === undefined) throw new Error(`no survey was sent in round ${round}`);
    await this.stores.surveys.answer(survey.surveyId, { score, at: await this.now() });
    await this.client.answer({ tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', round, score });
  }
}

const here: CommandAddress = {
  tenant: 'acme',
  customerId: 'cust-1',
  caseId: 'inc-1',
  round: 1,
  actor: 's-104',
  requestId: '',
};
