import { beforeAll, describe, expect, it } from 'vitest';
import { hearInput } from '../../activities/hear-input.js';
import type { CaseEventType } from '../../domain/case/case-events.js';
import type { Channel } from '../../domain/contact/channels.js';
import { decideContact } from '../../domain/contact/decision.js';
import { hearText } from '../../web/hooks/hear-text.js';
import { referenceOf } from '../../web/reference.js';
import { DAY, MINUTE } from '../domain/support/builders.js';
import { marks } from '../support/marks.js';
import type { Customer } from './support/customer.js';
import { timeSkippingWorld } from './support/worlds.js';

const phone = '+12025550111';
const silent = { error: () => undefined };
/** What a contact log tells of; clocks, promises and the like are the case's own business. */
const contacts: readonly CaseEventType[] = [
  'case_opened',
  'incident_joined',
  'message_accepted',
  'customer_replied',
  'channel_stopped',
  'resumed',
];

describe('two incidents, a promotion, a reply and a STOP within one hour', () => {
  const world = timeSkippingWorld();
  let customer: Customer;
  beforeAll(async () => {
    await world().publish({ channels: ['sms', 'email'] });
    customer = world().customer();
  });

  let texts = 0;
  async function text(body: string): Promise<void> {
    const at = await world().now();
    const { stores, client: recoveries } = world();
    const sources = { ...stores, clock: { now: () => at }, recoveries, referenceOf };
    const hear = { ...marks, stores, recoveries, apiKeys: [] };
    const text = { providerId: `SMone${(texts += 1)}`, from: phone, body, at };
    await hearText({ ...hear, hearInput: (stored) => hearInput(sources, stored) }, text, silent);
    await world().pass(10 * MINUTE);
  }

  async function promotion(channel?: Channel) {
    const [facts] = await world().stores.contacts.of('acme', [customer.id]);
    if (facts === undefined) throw new Error('a customer who was asked about has an answer');
    return decideContact(facts, { purpose: 'marketing', ...(channel && { channel }) }, await world().now());
  }

  it('make one dialogue: each is answered once, nobody sells, and the gate waits for a person', async () => {
    const known = { ...customer.known, phone };
    await customer.report({ customer: known });
    await world().pass(5 * MINUTE);
    await customer.report({ id: `${customer.caseId}-b`, customer: known });
    await world().pass(5 * MINUTE);
    expect(await promotion()).toMatchObject({ kind: 'suppress', reason: 'open_recovery', until: null });
    await text('Where is it? Nobody has told me.');
    await text('STOP');
    expect(customer.heard).toEqual([
      ...['acknowledgement by sms', 'acknowledgement by sms', 'opt_out_confirmation by sms'],
    ]);
    expect(await promotion()).toMatchObject({ kind: 'suppress' });
    expect(await customer.view()).toMatchObject({ waitingFor: 'agent' });
  });

  it('goes on by e-mail once a person has read it, with one apology, and ends with the customer content', async () => {
    await customer.command({ type: 'take' });
    await customer.command({ type: 'resume' });
    await world().pass(10 * MINUTE);
    await customer.command({ type: 'resolve', cause: 'courier_lost_it' });
    await world().pass(6 * DAY);
    await customer.answer(5);
    expect((await customer.ended()).outcome).toBe('recovered');
    expect(customer.heard.slice(3)).toEqual(['apology', 'resolution', 'follow_up', 'survey', 'closing']);
    expect(await promotion('email')).toEqual({ kind: 'allow', reason: 'released' });
    expect(await promotion('sms')).toMatchObject({ kind: 'suppress', reason: 'opted_out' });
  });

  it('reads as one log, in order, without a contradiction', async () => {
    const stored = await world().stores.cases.get({ tenant: 'acme', caseId: customer.caseId });
    const log = (stored?.journal ?? []).filter(({ type }) => contacts.includes(type));
    expect(log.map((event) => ('slot' in event ? event.slot : event.type))).toEqual([
      'case_opened',
      '1/acknowledgement/1/sms',
      'incident_joined',
      '1/acknowledgement/2/sms',
      'customer_replied',
      'channel_stopped',
      '1/opt_out_confirmation/1/sms',
      'resumed',
      '1/apology/1/email',
      '1/resolution/1/email',
      '1/follow_up/1/email',
      '1/survey/1/email',
      '1/closing/1/email',
    ]);
    const times = log.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});
