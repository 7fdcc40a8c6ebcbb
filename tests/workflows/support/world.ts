import { activityInfo } from '@temporalio/activity';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';
import { createActivities } from '../../../activities/create-activities.js';
import type { Activities } from '../../../activities/create-activities.js';
import { createCalendars } from '../../../adapters/calendars/index.js';
import { MemoryVouchers } from '../../../adapters/remedies/voucher/memory-vouchers.js';
import { openMemoryStores } from '../../../adapters/store/memory/open.js';
import { TemporalRecoveryClient } from '../../../client/index.js';
import type { FrozenProtocol } from '../../../domain/protocol/protocol.js';
import type { Delivery } from '../../../ports/message-channel.js';
import type { RenderRequest } from '../../../ports/templates.js';
import { createWorkers, workerRoles } from '../../../worker/create-workers.js';
import type { WorkerRole } from '../../../worker/create-workers.js';
import { queues, recoveryId } from '../../../workflows/contract.js';
import { aProgramme } from '../../support/a-programme.js';
import { Customer } from './customer.js';
import { FakeChannel } from '../../support/fake-channel.js';
import { marks } from '../../support/marks.js';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  shutdownSignals: [],
  // The core warns each worker of what an old test server does not keep of heartbeats; we send none.
  telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} } },
});

/** Everything around the workflow: real activities over in-memory stores, scripted channels, the server's own time. */
export class World {
  readonly stores = openMemoryStores();
  readonly vouchers = new MemoryVouchers();
  /** What reached customers, in order. */
  readonly inbox: Delivery[] = [];
  readonly email = new FakeChannel('email', this.inbox);
  readonly sms = new FakeChannel('sms', this.inbox);
  /** The texts that were rendered, in order. */
  readonly rendered: RenderRequest[] = [];
  readonly activities: Activities;
  readonly client: TemporalRecoveryClient;
  readonly environment: TestWorkflowEnvironment;
  /** Activities that a test replaces for a while; the others stay real. */
  replaced: Partial<Activities> = {};
  #workers: readonly Worker[] = [];
  #running: Promise<unknown> = Promise.resolve();
  #customers = 0;
  #change = new Change();

  constructor(environment: TestWorkflowEnvironment) {
    this.environment = environment;
    this.client = new TemporalRecoveryClient(environment.client);
    this.activities = createActivities({
      ...this.stores,
      // The server's time, which may run ahead of ours.
      clock: { now: () => activityInfo().currentAttemptScheduledTimestampMs },
      calendars: createCalendars(),
      vouchers: this.vouchers,
      channels: { email: this.email, sms: this.sms },
      links: { url: (id) => `https://care.example/s/${id}`, read: () => undefined },
      unsubscribeLinks: { url: (mark) => `https://care.example/u/${mark}`, read: () => undefined },
      caseLinks: { url: (action, mark) => `https://care.example/c/${mark}/${action}`, read: () => undefined },
      ...marks,
      templates: {
        render: (request) => {
          this.rendered.push(request);
          const { message, locale } = request;
          return Promise.resolve({ subject: message, html: message, text: message, locale });
        },
      },
    });
  }

  /** Publishes the default programme and starts workers for all queues. */
  async start(): Promise<void> {
    await this.publish();
    await this.restart();
  }

  /** Starts workers, with changed workflows if given; they know nothing of what earlier ones held in memory. */
  async restart(changed?: WorkflowBundle): Promise<void> {
    const { nativeConnection: connection, namespace = 'default' } = this.environment;
    const activities = replaceable(this.activities, {
      replaced: () => this.replaced,
      done: () => {
        this.#change.happened();
        this.#change = new Change();
      },
    });
    const serve = (...roles: readonly WorkerRole[]): Promise<readonly Worker[]> =>
      createWorkers({ connection, namespace, activities, roles });
    const options = { connection, namespace, activities, taskQueue: queues.recovery };
    this.#workers =
      changed === undefined
        ? await serve(...workerRoles)
        : [await Worker.create({ ...options, workflowBundle: changed }), ...(await serve('email', 'sms'))];
    this.#running = Promise.all(this.#workers.map((worker) => worker.run()));
  }

  /** Stops the workers. */
  async stop(): Promise<void> {
    for (const worker of this.#workers) worker.shutdown();
    await this.#running;
  }

  /** Publishes a programme whose default protocol has these numbers; cases that open from now on follow it. */
  async publish(protocol: Partial<FrozenProtocol> = {}): Promise<void> {
    await this.stores.programmes.publish('acme', aProgramme(protocol), 0);
  }

  /** A customer whom nobody else in this world is. */
  customer(): Customer {
    return new Customer(this, ++this.#customers);
  }

  /** Waits until this holds; it is looked at after each activity. For servers whose time is ours. */
  async until(holds: () => boolean | Promise<boolean>): Promise<void> {
    for (;;) {
      const { promise } = this.#change;
      if (await holds()) return;
      await promise;
    }
  }

  /** Lets the server's time pass, in milliseconds, and what it brought about be done: on a slow machine that takes a moment. */
  async pass(ms: number): Promise<void> {
    await this.environment.sleep(ms);
    for (let number = 1; number <= this.#customers; number++) {
      while (await this.#busy(`cust-${number}`)) await this.environment.sleep(1);
    }
  }

  /** Whether a customer's run has a task or a first attempt at an activity under way; one that waits to retry has not. */
  async #busy(customerId: string): Promise<boolean> {
    const run = this.environment.client.workflow.getHandle(recoveryId('acme', customerId));
    const known = await run.describe().catch(() => undefined);
    if (known?.status.name !== 'RUNNING') return false;
    const { pendingActivities, pendingWorkflowTask } = known.raw;
    const fresh = pendingActivities?.some(({ attempt }) => (attempt ?? 1) <= 1) ?? false;
    return fresh || Boolean(pendingWorkflowTask);
  }

  /** The server's time. */
  now(): Promise<number> {
    return this.environment.currentTimeMs();
  }
}

/** Something that will happen. */
class Change {
  readonly promise: Promise<void>;
  happened = (): void => undefined;

  constructor() {
    this.promise = new Promise((resolve) => {
      this.happened = resolve;
    });
  }
}

interface Hooks {
  readonly replaced: () => Partial<Activities>;
  /** Hears that an attempt of any activity is over. */
  readonly done: () => void;
}

/** The same activities, each replaced while a replacement is given. */
function replaceable(real: Activities, hooks: Hooks): Activities {
  const hooked = <K extends keyof Activities>(name: K): Activities[K] => {
    const run = async (input: never): Promise<unknown> => {
      try {
        const activity: (input: never) => Promise<unknown> = hooks.replaced()[name] ?? real[name];
        return await activity(input);
      } finally {
        hooks.done();
      }
    };
    return run as Activities[K];
  };
  return {
    openCase: hooked('openCase'),
    joinCase: hooked('joinCase'),
    deliver: hooked('deliver'),
    withdraw: hooked('withdraw'),
    raiseTask: hooked('raiseTask'),
    grantRemedy: hooked('grantRemedy'),
    protocolOf: hooked('protocolOf'),
    lookForAnswer: hooked('lookForAnswer'),
    projectCase: hooked('projectCase'),
  };
}
