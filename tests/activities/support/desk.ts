import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { DeliverInput } from '../../../activities/contract.js';
import { createCalendars } from '../../../adapters/calendars/index.js';
import { createActivities } from '../../../activities/create-activities.js';
import type { Activities } from '../../../activities/create-activities.js';
import type { Dependencies } from '../../../activities/dependencies.js';
import { MemoryVouchers } from '../../../adapters/remedies/voucher/memory-vouchers.js';
import { openMemoryStores } from '../../../adapters/store/memory/open.js';
import type { MessageOrder } from '../../../domain/case/case-events.js';
import type { Incident } from '../../../domain/case/incident.js';
import type { SendRow } from '../../../domain/sends/send-row.js';
import type { Delivery } from '../../../ports/message-channel.js';
import type { Programme } from '../../../ports/programme-store.js';
import type { RenderRequest } from '../../../ports/templates.js';
import { aReport, T0 } from '../../domain/support/builders.js';
import { aProgramme } from '../../support/a-programme.js';
import { FakeChannel } from '../../support/fake-channel.js';
import { marks } from '../../support/marks.js';

/** Milliseconds that one attempt of a send may take. */
export const ATTEMPT = 20_000;

/** Activities over in-memory stores, at a time that stands still until a test moves it. */
export class Desk {
  now = T0;
  readonly stores = openMemoryStores();
  readonly vouchers = new MemoryVouchers();
  readonly inbox: Delivery[] = [];
  readonly email = new FakeChannel('email', this.inbox);
  readonly sms = new FakeChannel('sms', this.inbox);
  readonly rendered: RenderRequest[] = [];
  readonly activities: Activities;

  constructor(replaced: Partial<Dependencies> = {}) {
    this.activities = createActivities({
      ...this.stores,
      clock: { now: () => this.now },
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
          return Promise.resolve({ text: request.message, locale: request.locale });
        },
      },
      ...replaced,
    });
  }

  /** Runs an attempt of an activity as a worker does. */
  run<T>(attempt: () => Promise<T>): Promise<T> {
    const info = { startToCloseTimeoutMs: ATTEMPT, scheduleToCloseTimeoutMs: 3 * ATTEMPT };
    return new MockActivityEnvironment(info, { logger: new DefaultLogger('ERROR') }).run(attempt);
  }

  /** Publishes a programme and gives its hash. */
  publish(overrides: Partial<Programme> = {}): Promise<string> {
    return this.stores.programmes.publish('acme', { ...aProgramme(), ...overrides }, this.now);
  }

  /** Stores an incident and its customer, as intake does. */
  async reported(overrides: Partial<Incident> = {}): Promise<Incident> {
    const incident = aReport(overrides);
    await this.stores.incidents.put(incident);
    await this.stores.customers.upsert(incident.tenant, incident.customer, incident.reportedAt);
    return incident;
  }

  /** The row of the acknowledgement that `aSend` orders. */
  async row(slot = '1/acknowledgement/1/email'): Promise<SendRow | undefined> {
    return (await this.stores.sends.ofCase('acme', 'inc-1')).find(({ key }) => key.endsWith(slot));
  }
}

/** An order for the acknowledgement of incident `inc-1` by e-mail. */
function anOrder(overrides: Partial<MessageOrder> = {}): MessageOrder {
  const { round = 1, message = 'acknowledgement', ordinal = 1, channel = 'email' } = overrides;
  return {
    slot: `${round}/${message}/${ordinal}/${channel}`,
    message,
    round,
    ordinal,
    channel,
    request: 1,
    incidents: ['inc-1'],
    covers: [],
    ...overrides,
  };
}

/** What the workflow hands to the sender with an order. */
export function aSend(programme: string, order: Partial<MessageOrder> = {}): DeliverInput {
  return {
    tenant: 'acme',
    customerId: 'cust-1',
    caseId: 'inc-1',
    reference: 'K7QX2M9A',
    programme,
    team: 'care',
    order: anOrder(order),
  };
}
