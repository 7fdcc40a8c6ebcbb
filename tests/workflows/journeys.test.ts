import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../domain/support/builders.js';
import type { Customer } from './support/customer.js';
import { timeSkippingWorld } from './support/worlds.js';

const RESOLVE = { type: 'resolve', cause: 'courier_lost_it' } as const;

describe('a recovery over weeks', () => {
  const world = timeSkippingWorld();

  /** A customer whose case was taken at once and resolved an hour after the report. */
  async function resolvedAfterAnHour(): Promise<Customer> {
    const customer = world().customer();
    await customer.report();
    await world().pass(10_000);
    await customer.command({ type: 'take' });
    await world().pass(HOUR);
    await customer.command(RESOLVE);
    return customer;
  }

  it('a customer who complains at 23:40 of their own time has the acknowledgement as an e-mail within the minute', async () => {
    const customer = world().customer();
    const now = await world().now();
    // Tokyo is nine hours ahead of UTC all year.
    const lateInTokyo = 14 * HOUR + 40 * MINUTE;
    await world().pass((lateInTokyo - (now % DAY) + DAY) % DAY);
    const known = { id: customer.id, locale: 'en', timeZone: 'Asia/Tokyo', email: 'ada@customers.example' };
    await customer.report({ customer: { ...known, phone: '+12025550101' } });
    await world().pass(10_000);
    expect(customer.heard).toEqual(['acknowledgement']);
    const [accepted = DAY] = await customer.times('message_accepted');
    expect(accepted).toBeLessThan(MINUTE);
  });

  it('a customer who does not answer in fourteen days was reminded once and is closed as unconfirmed', async () => {
    const customer = await resolvedAfterAnHour();
    expect(await customer.ended()).toMatchObject({ outcome: 'unconfirmed', cause: 'courier_lost_it' });
    expect(customer.heard).toEqual([
      'acknowledgement',
      'apology',
      'resolution',
      'follow_up',
      'survey',
      'survey_reminder',
      'closing',
    ]);
    const [requested = 0] = await customer.times('survey_expired');
    expect(Math.round(requested / DAY)).toBe(3 + 14);
  });

  it('an answer whose signal was lost counts when the survey expires, and the case is recovered', async () => {
    const customer = await resolvedAfterAnHour();
    await world().pass(6 * DAY);
    await customer.storeAnswer(5);
    expect(await customer.ended()).toMatchObject({ outcome: 'recovered' });
    expect(await customer.facts('answers_looked_for', 'survey_answered', 'survey_expired')).toEqual([
      { type: 'answers_looked_for', round: 1 },
      { type: 'survey_answered', round: 1, score: 5 },
    ]);
  });

  it('a customer who is won back in the second round is recovered, and the next rung was called', async () => {
    const customer = await resolvedAfterAnHour();
    await world().pass(6 * DAY);
    await customer.answer(1);
    await world().pass(HOUR);
    await customer.command(RESOLVE, { round: 2 });
    await world().pass(6 * DAY);
    await customer.answer(4, 2);
    expect(await customer.ended()).toMatchObject({ outcome: 'recovered' });
    expect(customer.heard.slice(5)).toEqual(['second_chance', 'resolution', 'follow_up', 'survey', 'closing']);
    expect(await customer.facts('escalated')).toEqual([
      { type: 'escalated', rung: 3, to: 's-007', because: 'low_verdict' },
    ]);
  });

  it('a second low answer waits for a person, whose decision ends the case', async () => {
    const customer = await toldTwiceThatItIsLow();
    await world().pass(2 * DAY);
    expect(await customer.view()).toMatchObject({ stage: 'close_loop', waitingFor: 'decision' });
    await customer.command({ type: 'close', outcome: 'declined', cause: 'offer_turned_down' }, { round: 2 });
    expect(await customer.ended()).toMatchObject({ outcome: 'declined', cause: 'offer_turned_down' });
    expect(customer.heard.at(-1)).toBe('closing');
  });

  it('a second low answer on which nobody decides for seven days ends as not recovered', async () => {
    const customer = await toldTwiceThatItIsLow();
    expect(await customer.ended()).toMatchObject({ outcome: 'not_recovered', cause: 'undecided' });
    const [, answered = 0] = await customer.times('survey_answered');
    const [closed = 0] = await customer.times('case_closed');
    expect(Math.round((closed - answered) / DAY)).toBe(7);
  });

  async function toldTwiceThatItIsLow(): Promise<Customer> {
    const customer = await resolvedAfterAnHour();
    await world().pass(6 * DAY);
    await customer.answer(2);
    await world().pass(HOUR);
    await customer.command(RESOLVE, { round: 2 });
    await world().pass(6 * DAY);
    await customer.answer(1, 2);
    return customer;
  }

  it('a case that nobody resolves breaches after a day, calls the ladder and still ends when it is resolved', async () => {
    const customer = world().customer();
    await customer.report();
    await world().pass(DAY + MINUTE);
    expect(await customer.view()).toMatchObject({
      stage: 'resolve',
      sla: 'breached',
      breaches: 1,
      escalatedTo: 's-101',
    });
    await world().pass(9 * HOUR);
    expect(await customer.view()).toMatchObject({ rung: 3, escalatedTo: 's-007' });
    await customer.command(RESOLVE);
    expect(await customer.ended()).toMatchObject({ outcome: 'unconfirmed' });
    expect(await customer.times('clock_breached')).toEqual([expect.closeTo(DAY, -3)]);
  });

  it('a promise of news that is missed is owned up to and renewed once, and not a second time', async () => {
    const customer = world().customer();
    await customer.report();
    await world().pass(DAY + MINUTE);
    expect(customer.heard).toEqual(['acknowledgement', 'apology', 'progress_update']);
    await world().pass(3 * DAY);
    expect(customer.heard).toEqual(['acknowledgement', 'apology', 'progress_update']);
    expect(await customer.facts('promise_missed')).toHaveLength(2);
    await customer.command({ type: 'abort', cause: 'customer_moved_away' });
    await customer.ended();
  });

  it('a small failure is made good by a voucher and one message, without a person', async () => {
    const customer = world().customer();
    const loss = { kind: 'money', amount: { minor: 590, currency: 'USD' } } as const;
    await customer.report({ severity: 'low', loss });
    expect(await customer.ended()).toMatchObject({ outcome: 'unconfirmed', cause: 'not_investigated' });
    expect(customer.heard).toEqual(['resolved_at_once', 'survey']);
    const text = world().rendered.find(({ message }) => message === 'resolved_at_once');
    expect(text?.facts.voucher).toMatchObject({ minor: 1000, currency: 'USD' });
  });

  it('a small failure of unknown loss gets no voucher and waits for a person', async () => {
    const customer = world().customer();
    await customer.report({ severity: 'low' });
    await world().pass(HOUR);
    expect(customer.heard).toEqual(['acknowledgement']);
    expect(await customer.view()).toMatchObject({ stage: 'resolve', waitingFor: 'agent' });
    await customer.command({ type: 'withdraw', cause: 'no_longer_wanted' });
    expect(await customer.ended()).toMatchObject({ outcome: 'withdrawn' });
    expect(await customer.facts('act_requested')).toEqual([]);
  });

  it('on hold the stages are silent and the clocks run; what is due is sent after the hold', async () => {
    const customer = world().customer();
    await customer.report();
    await world().pass(10_000);
    const until = (await world().now()) + 6 * HOUR;
    await customer.command({ type: 'hold', reason: 'customer_is_travelling', until });
    await world().pass(5 * HOUR);
    expect(customer.heard).toEqual(['acknowledgement']);
    expect(await customer.view()).toMatchObject({ waitingFor: 'hold', heldUntil: until, sla: 'breached' });
    await world().pass(HOUR + MINUTE);
    expect(customer.heard).toEqual(['acknowledgement', 'apology']);
    await customer.command({ type: 'abort', cause: 'customer_moved_away' });
    await customer.ended();
    expect(await customer.facts('resumed')).toHaveLength(1);
  });
});
