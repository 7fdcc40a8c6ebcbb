import { DAY, HOUR, MINUTE } from '../domain/support/builders.js';
import { lost, refused } from '../support/fake-channel.js';
import type { Customer } from '../workflows/support/customer.js';
import type { World } from '../workflows/support/world.js';

/** A way through the process that every later version has to replay. */
export interface Path {
  readonly name: string;
  /** The version of the rules that brought it; 1 by default. */
  readonly since?: number;
  /** Lives it from the report until nothing but time is left. */
  readonly live: (customer: Customer, world: World) => Promise<void>;
}

const RESOLVE = { type: 'resolve', cause: 'courier_lost_it' } as const;

/** The notable ways through the process. */
export const paths: readonly Path[] = [
  {
    name: 'recovered',
    live: async (customer, world) => {
      await resolvedAfterAnHour(customer, world);
      await world.pass(6 * DAY);
      await customer.answer(5);
    },
  },
  { name: 'silent', live: resolvedAfterAnHour },
  {
    name: 'second-round',
    live: async (customer, world) => {
      await resolvedAfterAnHour(customer, world);
      await world.pass(6 * DAY);
      await customer.answer(1);
      await world.pass(HOUR);
      await customer.command(RESOLVE, { round: 2 });
      await world.pass(6 * DAY);
      await customer.answer(2, 2);
    },
  },
  {
    name: 'breached',
    live: async (customer, world) => {
      await customer.report();
      await world.pass(2 * DAY);
      await customer.command(RESOLVE);
    },
  },
  {
    name: 'straight-through',
    live: (customer) => customer.report({ severity: 'low', loss: { kind: 'trust' } }),
  },
  {
    name: 'joined',
    live: async (customer, world) => {
      await customer.report();
      await world.pass(6 * HOUR);
      await customer.report({ id: `${customer.caseId}-b` });
      await world.pass(MINUTE);
      await customer.command(RESOLVE);
      await world.pass(DAY);
      await customer.report({ id: `${customer.caseId}-c` });
      await world.pass(MINUTE);
      await customer.command(RESOLVE, { round: 2 });
    },
  },
  {
    name: 'aborted',
    live: async (customer, world) => {
      await customer.report();
      await world.pass(MINUTE);
      const until = (await world.now()) + 6 * HOUR;
      await customer.command({ type: 'hold', reason: 'customer_is_travelling', until });
      await world.pass(DAY);
      await customer.run.cancel();
    },
  },
  {
    name: 'slow-provider',
    live: async (customer, world) => {
      world.email.fail(customer.caseId);
      await customer.report();
      await world.pass(HOUR);
      await customer.command(RESOLVE);
      world.email.recover(customer.caseId);
    },
  },
  {
    name: 'handed-on',
    live: async (customer, world) => {
      await customer.reportHandedOnAfter(60);
      await world.pass(MINUTE);
      await customer.command({ type: 'take' });
      await world.pass(HOUR);
      await customer.command(RESOLVE);
      await world.pass(6 * DAY);
      await customer.answer(4);
    },
  },
  {
    name: 'unreachable',
    since: 3,
    live: async (customer, world) => {
      world.email.next(customer.caseId, refused);
      await resolvedAfterAnHour(customer, world);
    },
  },
  {
    name: 'undelivered',
    since: 3,
    live: async (customer, world) => {
      await customer.report({ customer: { ...customer.known, phone: '+12025550101' } });
      await world.pass(MINUTE);
      const slot = '1/acknowledgement/1/email';
      await customer.tell({ type: 'delivery_failed', slot, code: 'mailbox_refused' });
      await world.pass(MINUTE);
      await customer.command(RESOLVE);
    },
  },
  {
    name: 'in-doubt',
    since: 3,
    live: async (customer, world) => {
      world.email.next(customer.caseId, lost);
      await customer.report();
      await world.pass(MINUTE);
      await customer.settle('1/acknowledgement/1/email', 'resend');
      await world.pass(HOUR);
      await customer.command(RESOLVE);
    },
  },
  {
    name: 'people-write',
    since: 4,
    live: async (customer, world) => {
      await customer.report();
      await world.pass(MINUTE);
      await customer.tell({ type: 'customer_replied', input: `${customer.id}-mail`, reading: 'reply' });
      await world.pass(MINUTE);
      await customer.command({ type: 'log_contact', kind: 'phone', spokeTo: false });
      await write(customer, world, true);
      await world.pass(HOUR);
      await customer.command(RESOLVE);
    },
  },
];

/** Keeps what a person wrote, and tells the case, as the web edge does. */
async function write(customer: Customer, world: World, resume: boolean): Promise<void> {
  const { caseId } = customer;
  const requestId = `${customer.id}-text`;
  const text = { requestId, actor: 's-104', at: await world.now(), text: 'It was found.' };
  await world.stores.texts.put({ tenant: 'acme', caseId, ...text });
  await customer.command({ type: 'message', text: requestId, resume }, { requestId });
}

async function resolvedAfterAnHour(customer: Customer, world: World): Promise<void> {
  await customer.report();
  await world.pass(MINUTE);
  await customer.command({ type: 'take' });
  await world.pass(HOUR);
  await customer.command(RESOLVE);
}
