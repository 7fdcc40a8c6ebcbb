import { beforeEach, describe, expect, it } from 'vitest';
import { aProgramme } from '../support/a-programme.js';
import { T0 } from '../domain/support/builders.js';
import { Desk } from './support/desk.js';

describe('joining a case', () => {
  let desk: Desk;
  let programme: string;
  const channels = ['email', 'sms'] as const;

  beforeEach(async () => {
    desk = new Desk();
    programme = await desk.publish();
  });

  function join(incidentId: string): ReturnType<Desk['activities']['joinCase']> {
    const input = { tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', incidentId, programme, channels } as const;
    return desk.run(() => desk.activities.joinCase(input));
  }

  it('takes the incident up for the case, and again when it is repeated', async () => {
    await desk.reported({ id: 'inc-2', loss: { kind: 'time' } });
    const joined = {
      kind: 'joined',
      incident: { id: 'inc-2', category: 'late_delivery', severity: 'medium', reportedAt: T0, loss: { kind: 'time' } },
      reachableBy: ['email'],
    };
    expect(await join('inc-2')).toEqual(joined);
    expect(await join('inc-2')).toEqual(joined);
    const stored = await desk.stores.incidents.get({ tenant: 'acme', incidentId: 'inc-2' });
    expect(stored?.state).toEqual({ kind: 'in_case', caseId: 'inc-1' });
  });

  it('finds the customer reachable by a phone that only the later report names', async () => {
    const customer = { id: 'cust-1', locale: 'en', phone: '+12025550123' };
    await desk.reported({ id: 'inc-2', customer });
    expect(await join('inc-2')).toMatchObject({
      kind: 'joined',
      reachableBy: expect.arrayContaining(['sms']) as unknown,
    });
  });

  it('tells when the report has corrected an address', async () => {
    await desk.reported();
    const customer = { id: 'cust-1', locale: 'en', email: 'new@customers.example' };
    await desk.reported({ id: 'inc-2', customer, reportedAt: T0 + 1 });
    expect(await join('inc-2')).toMatchObject({ kind: 'joined', correctedAt: { email: T0 + 1 } });
  });

  it('follows the criteria of the programme that the case froze, not those of a later one', async () => {
    await desk.publish({ criteria: { ...aProgramme().criteria, minConfidence: 0.9 } });
    await desk.reported({ id: 'inc-2', confidence: 0.6 });
    expect(await join('inc-2')).toMatchObject({ kind: 'joined' });
  });

  it('refuses what those criteria refuse and marks it, and what another case has', async () => {
    await desk.reported({ id: 'inc-2', confidence: 0.1 });
    expect(await join('inc-2')).toEqual({ kind: 'refused', reason: 'not_confident_enough' });
    const stored = await desk.stores.incidents.get({ tenant: 'acme', incidentId: 'inc-2' });
    expect(stored?.state).toEqual({ kind: 'refused', reason: 'not_confident_enough' });
    await desk.reported({ id: 'inc-3' });
    await desk.stores.incidents.takeUp({ tenant: 'acme', incidentId: 'inc-3' }, 'inc-0');
    expect(await join('inc-3')).toEqual({ kind: 'refused', reason: 'closed_before' });
  });

  it('is tried again while the frozen programme is missing', async () => {
    await desk.reported({ id: 'inc-2' });
    programme = 'gone';
    await expect(join('inc-2')).rejects.toMatchObject({
      type: 'NotFound',
      message: 'programme gone is not in the store',
    });
  });
});
