import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../domain/support/builders.js';
import { lost, refused } from '../support/fake-channel.js';
import type { Customer } from './support/customer.js';
import { timeSkippingWorld } from './support/worlds.js';

const RESOLVE = { type: 'resolve', cause: 'courier_lost_it' } as const;
const ACK = '1/acknowledgement/1/email';

describe('a message that does not arrive', () => {
  const world = timeSkippingWorld();

  const tasksOf = async ({ caseId }: Customer) =>
    (await world().stores.tasks.list({ tenant: 'acme', caseId }, { limit: 10 })).items;

  it('is said by SMS as soon as the provider reports it, and what comes later goes there too', async () => {
    const customer = world().customer();
    await customer.report({ customer: { ...customer.known, phone: '+12025550102' } });
    await world().pass(MINUTE);
    await customer.tell({ type: 'delivery_failed', slot: ACK, code: 'mailbox_refused' });
    await world().pass(MINUTE);
    await customer.command(RESOLVE);
    await world().pass(MINUTE);
    expect(customer.heard).toEqual(['acknowledgement', 'acknowledgement by sms', 'resolution by sms']);
  });

  it('becomes a task where no channel is left; a person who reaches the customer ends it as unconfirmed', async () => {
    const customer = world().customer();
    world().email.next(customer.caseId, refused);
    await customer.report();
    await world().pass(MINUTE);
    const [task] = await tasksOf(customer);
    expect(task).toMatchObject({ kind: 'reach_customer', caseId: customer.caseId });
    await customer.command(RESOLVE);
    await customer.tell({ type: 'task_done', task: task?.id ?? '', outcome: 'reached' });
    expect(await customer.ended()).toMatchObject({ outcome: 'unconfirmed' });
    expect(customer.heard).toEqual([]);
  });

  it('ends as unreachable when nobody reached the customer in the time that a case waits for people', async () => {
    const customer = world().customer();
    world().email.next(customer.caseId, refused);
    await customer.report();
    await world().pass(HOUR);
    await customer.command(RESOLVE);
    expect(await customer.ended()).toMatchObject({ outcome: 'unreachable' });
    expect(await customer.facts('task_lapsed')).toHaveLength(1);
  });

  it('goes out once to a corrected address, under its own key', async () => {
    const customer = world().customer();
    world().email.next(customer.caseId, refused);
    await customer.report();
    await world().pass(MINUTE);
    const ref = { tenant: 'acme', customerId: customer.id };
    const email = `new-${customer.id}@customers.example`;
    await world().stores.customers.correct(ref, { email }, await world().now());
    await customer.tell({ type: 'contact_corrected', reachableBy: ['email'], corrected: ['email'] });
    await world().pass(HOUR);
    expect(customer.heard).toEqual(['acknowledgement']);
    expect(await customer.sends()).toEqual({ [ACK]: 'accepted' });
  });

  it('in doubt is sent again only when a person says that it did not arrive, and once', async () => {
    const customer = world().customer();
    world().email.next(customer.caseId, lost);
    await customer.report();
    await world().pass(HOUR);
    expect(customer.heard).toEqual([]);
    expect(await tasksOf(customer)).toMatchObject([{ kind: 'settle_send', send: `acme/${customer.caseId}/${ACK}` }]);
    await customer.settle(ACK, 'resend');
    await world().pass(MINUTE);
    expect(customer.heard).toEqual(['acknowledgement']);
    expect(await customer.view()).toMatchObject({ inDoubt: 0 });
  });

  it('in doubt is in doubt no more, for lists as well, as soon as a person says that it arrived', async () => {
    const customer = world().customer();
    world().email.next(customer.caseId, lost);
    await customer.report();
    await world().pass(HOUR);
    expect(await customer.view()).toMatchObject({ inDoubt: 1 });
    await customer.settle(ACK, 'arrived');
    await world().pass(MINUTE);
    expect(await customer.view()).toMatchObject({ inDoubt: 0 });
  });

  it('is shown by the provider: it is sent once more where that shows nothing, and not where it shows it', async () => {
    world().email.shows(90_000);
    const [arrived, absent] = [world().customer(), world().customer()];
    world().email.next(arrived.caseId, world().email.takenInSilence);
    world().email.next(absent.caseId, lost);
    await Promise.all([arrived.report(), absent.report()]);
    await world().pass(10 * MINUTE);
    expect(arrived.heard).toEqual(['acknowledgement']);
    expect(absent.heard).toEqual(['acknowledgement']);
    expect(await absent.view()).toMatchObject({ inDoubt: 0 });
    expect([...(await tasksOf(arrived)), ...(await tasksOf(absent))]).toEqual([]);
    delete world().email.evidence;
  });

  it('while the provider is down for nine hours is not sent late in a row: the customer hears what is true then, once', async () => {
    const customer = world().customer();
    world().email.fail(customer.caseId);
    await customer.report();
    await world().pass(6 * HOUR);
    await customer.command(RESOLVE);
    await world().pass(3 * HOUR);
    world().email.recover(customer.caseId);
    await world().pass(6 * HOUR);
    expect(customer.heard).toEqual(['resolved_at_once']);
    const facts = await customer.facts('clock_breached');
    expect(facts).toContainEqual(expect.objectContaining({ clock: 'acknowledgement' }));
  });
});
