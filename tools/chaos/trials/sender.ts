import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createActivities } from '../../../activities/create-activities.js';
import { createCalendars } from '../../../adapters/calendars/index.js';
import { createLinks } from '../../../adapters/links/index.js';
import { createMarks } from '../../../adapters/marks/index.js';
import { MemoryVouchers } from '../../../adapters/remedies/voucher/memory-vouchers.js';
import type { Stores } from '../../../adapters/store/stores.js';
import { createTemplates } from '../../../adapters/templates/index.js';
import type { Clock } from '../../../ports/clock.js';
import type { MessageChannel } from '../../../ports/message-channel.js';
import { chaosProgramme } from '../programme.js';

/** One more attempt to send a message, which may take so many milliseconds; its row tells what came of it. */
export type Attempt = (limit: number) => Promise<unknown>;

/** What messages are sent with. */
export interface SenderParts {
  readonly stores: Stores;
  readonly channel: MessageChannel;
  readonly clock: Clock;
}

/** The customers' side of things, by whose tenant the stores know them. */
export const tenant = 'trial';

const secret = 'the secret of these trials, of no use elsewhere';
/** Marks of messages and addresses, by the secret of these trials. */
export const marks = createMarks(secret);
/** The links of messages, which nobody follows in a trial. */
export const links = createLinks({ secret, publicUrl: 'https://care.example' });

/** Acknowledgements to as many customers, each in a case of its own, by the product's activity and the shipped texts. */
export async function attemptsOf({ stores, channel, clock }: SenderParts, messages: number): Promise<Attempt[]> {
  const activities = createActivities({
    ...stores,
    clock,
    calendars: createCalendars(),
    vouchers: new MemoryVouchers(),
    ...links,
    templates: createTemplates(stores.programmes),
    // What is tried goes out on one channel; nothing asks for the other.
    channels: { email: channel, sms: channel },
    ...marks,
  });
  shipped ??= chaosProgramme(1);
  const programme = await stores.programmes.publish(tenant, await shipped, clock.now());
  const customers = Array.from({ length: messages }, (_, at) => customerOf(at));
  for (const customer of customers) await report(stores, customer, clock.now());
  return customers.map(({ id: customerId, caseId }) => {
    const order = {
      message: 'acknowledgement',
      round: 1,
      ordinal: 1,
      request: 1,
      incidents: [caseId],
      covers: [],
    } as const;
    const context = { tenant, customerId, caseId, programme, reference, team: 'care' };
    const send = { ...context, order: { ...order, channel: channel.channel } };
    return (limit) => run(limit, () => activities.deliver(send));
  });
}

/** Read once for all trials of this process: that takes a second. */
let shipped: ReturnType<typeof chaosProgramme> | undefined;
const reference = 'K7QX2M9A';

const caseIdOf = (at: number) => `trial-${at}`;
/** The case of the first message. */
export const firstCase = caseIdOf(0);

function customerOf(at: number) {
  const phone = `+120255501${String(at % 99).padStart(2, '0')}`;
  return {
    id: `customer-${at}`,
    caseId: caseIdOf(at),
    locale: 'en',
    email: `customer-${at}@customers.example`,
    phone,
  };
}

async function report(stores: Stores, { caseId, ...customer }: ReturnType<typeof customerOf>, at: number) {
  const incident = {
    category: 'billing',
    source: 'feedback_form',
    confidence: 1,
    occurredAt: at,
    reportedAt: at,
  } as const;
  await stores.incidents.put({ tenant, id: caseId, reference, customer, ...incident });
  await stores.customers.upsert(tenant, customer, at);
}

function run(limit: number, attempt: () => Promise<unknown>): Promise<unknown> {
  const info = { startToCloseTimeoutMs: limit, scheduleToCloseTimeoutMs: 3 * limit };
  const environment = new MockActivityEnvironment(info, { logger: new DefaultLogger('ERROR') });
  // Most failures only say when Temporal would try again.
  return environment.run(attempt).catch((error: unknown) => error);
}
