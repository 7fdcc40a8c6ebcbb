import { ApplicationFailure } from '@temporalio/common';
import { afterEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../domain/support/builders.js';
import type { Customer } from './support/customer.js';
import { lost, refused } from '../support/fake-channel.js';
import { timeSkippingWorld } from './support/worlds.js';

const RESOLVE = { type: 'resolve', cause: 'courier_lost_it' } as const;
const ABORT = { type: 'abort', cause: 'duplicate_report' } as const;
const outage = (): Promise<never> => Promise.reject(ApplicationFailure.create({ message: 'down' }));

describe('a recovery whose providers fail', () => {
  const world = timeSkippingWorld();

  afterEach(() => {
    world().replaced = {};
  });

  async function ends(customer: Customer): Promise<void> {
    await customer.command(ABORT);
    await customer.ended();
  }

  it('resolved before a slow provider took the acknowledgement: one message says both, the other never leaves', async () => {
    const customer = world().customer();
    world().email.fail(customer.caseId);
    await customer.report();
    await world().pass(4_500);
    world().email.recover(customer.caseId);
    await customer.command(RESOLVE);
    await world().pass(MINUTE);
    expect(customer.heard).toEqual(['resolved_at_once']);
    expect(await customer.sends()).toEqual({
      '1/acknowledgement/1/email': 'withdrawn',
      '1/resolved_at_once/1/email': 'accepted',
    });
    await ends(customer);
  });

  it('a hold takes back the message that is being retried; it is asked for again and sent when the hold ends', async () => {
    const customer = world().customer();
    world().email.fail(customer.caseId);
    await customer.report();
    await world().pass(4_500);
    await customer.command({ type: 'hold', reason: 'customer_asked', until: (await world().now()) + HOUR });
    world().email.recover(customer.caseId);
    await world().pass(30 * MINUTE);
    expect(customer.heard).toEqual([]);
    expect(await customer.sends()).toEqual({ '1/acknowledgement/1/email': 'withdrawn' });
    await customer.command({ type: 'resume' });
    await world().pass(MINUTE);
    expect(customer.heard).toEqual(['acknowledgement']);
    await ends(customer);
  });

  it('while a provider is down for five hours the clocks warn and breach in time, screens see it, and then it is sent', async () => {
    const customer = world().customer();
    world().email.fail(customer.caseId);
    await customer.report();
    await world().pass(6 * MINUTE);
    expect(await customer.view()).toMatchObject({ stage: 'acknowledge', sla: 'breached', waitingFor: 'provider' });
    expect(await customer.times('clock_warned')).toEqual([expect.closeTo(0.75 * 5 * MINUTE, -3)]);
    expect(await customer.times('clock_breached')).toEqual([expect.closeTo(5 * MINUTE, -3)]);
    await world().pass(5 * HOUR);
    expect(customer.heard).toEqual([]);
    world().email.recover(customer.caseId);
    await world().pass(6 * MINUTE);
    expect(customer.heard).toEqual(['acknowledgement', 'apology']);
    await ends(customer);
  });

  it('a message that nobody took while it was worth sending is asked for again under its own key', async () => {
    const customer = world().customer();
    world().email.fail(customer.caseId);
    await customer.report();
    await world().pass(12 * HOUR + 10 * MINUTE);
    world().email.recover(customer.caseId);
    await world().pass(6 * MINUTE);
    expect(customer.heard.slice(0, 1)).toEqual(['acknowledgement']);
    await ends(customer);
    expect(await customer.facts('message_unsettled')).toEqual([
      { type: 'message_unsettled', slot: '1/acknowledgement/1/email' },
    ]);
  });

  it('an address that the provider refuses for good opens the next channel, and that one is kept', async () => {
    const customer = world().customer();
    world().email.next(customer.caseId, refused);
    await customer.report({
      customer: { id: customer.id, locale: 'en', email: 'ada@customers.example', phone: '+12025550101' },
    });
    await world().pass(3 * HOUR);
    expect(customer.heard).toEqual(['acknowledgement by sms', 'apology by sms']);
    await ends(customer);
    expect(await customer.facts('message_rejected')).toEqual([
      { type: 'message_rejected', slot: '1/acknowledgement/1/email', code: 'mailbox_refused' },
    ]);
  });

  it('refused on every channel, the case goes on to a person and ends as unreachable', async () => {
    const customer = world().customer();
    world().email.next(customer.caseId, refused);
    await customer.report();
    await world().pass(HOUR);
    expect(await customer.view()).toMatchObject({ stage: 'resolve', waitingFor: 'agent' });
    await customer.command(RESOLVE);
    expect(await customer.ended()).toMatchObject({ outcome: 'unreachable' });
    expect(customer.heard).toEqual([]);
    expect(await customer.facts('case_closed')).toMatchObject([
      { lastMessage: 'none: no channel reached the customer' },
    ]);
  });

  it('a customer without any contact point gets a case, a person, and no message', async () => {
    const customer = world().customer();
    await customer.report({ customer: { id: customer.id, locale: 'en' } });
    await world().pass(HOUR);
    expect(await customer.view()).toMatchObject({ stage: 'resolve', waitingFor: 'agent' });
    expect(await customer.facts('message_requested')).toEqual([]);
    await customer.command(RESOLVE);
    expect(await customer.ended()).toMatchObject({ outcome: 'unreachable' });
    expect(await customer.sends()).toEqual({});
  });

  it('a provider that falls silent leaves the message in doubt; the journey goes on and nothing is said twice', async () => {
    const customer = world().customer();
    world().email.next(customer.caseId, lost);
    await customer.report();
    await world().pass(3 * HOUR);
    expect(customer.heard).toEqual(['apology']);
    expect(await customer.sends()).toMatchObject({ '1/acknowledgement/1/email': 'in_doubt' });
    expect(await customer.view()).toMatchObject({ inDoubt: 1 });
    await ends(customer);
    expect(await customer.facts('message_in_doubt')).toHaveLength(1);
  });

  it('a voucher that is late by five minutes comes with the solution, after an acknowledgement of its own', async () => {
    const customer = world().customer();
    world().replaced = { grantRemedy: outage };
    await customer.report({ severity: 'low', loss: { kind: 'trust' } });
    await world().pass(4 * MINUTE);
    expect(customer.heard).toEqual(['acknowledgement']);
    world().replaced = {};
    await world().pass(6 * MINUTE);
    expect(customer.heard).toEqual(['acknowledgement', 'resolution']);
    await ends(customer);
  });

  it('a voucher that cannot be had is given up after five requests, and a person resolves', async () => {
    const customer = world().customer();
    world().replaced = { grantRemedy: outage };
    await customer.report({ severity: 'low', loss: { kind: 'trust' } });
    await world().pass(HOUR);
    expect(await customer.view()).toMatchObject({ stage: 'resolve', waitingFor: 'agent' });
    await ends(customer);
    expect(await customer.facts('act_unsettled')).toHaveLength(5);
    expect(await customer.facts('act_failed')).toEqual([
      { type: 'act_failed', act: 'voucher', code: 'unknown_after_all_requests' },
    ]);
  });

  it('while the read model is down for two hours customers hear everything, and afterwards no fact is missing', async () => {
    const customer = world().customer();
    world().replaced = { projectCase: outage };
    await customer.report();
    await world().pass(10_000);
    await customer.command({ type: 'take' });
    await world().pass(2 * HOUR);
    expect(customer.heard).toEqual(['acknowledgement', 'apology']);
    await expect(customer.view()).rejects.toThrow('has no case');
    world().replaced = {};
    await world().pass(6 * MINUTE);
    const { seq } = await customer.run.query<{ seq: number }>('state');
    expect(await customer.journal()).toHaveLength(seq);
    await ends(customer);
  });
});
