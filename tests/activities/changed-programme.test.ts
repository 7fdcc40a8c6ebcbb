import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../domain/support/builders.js';
import { aProgramme } from '../support/a-programme.js';
import { aSend, Desk } from './support/desk.js';

const { criteria, protocols, staff } = aProgramme();
/** Half the time to resolve, more certainty of reports, and another name under the texts. */
const changed = {
  criteria: { ...criteria, minConfidence: 0.9 },
  protocols: protocols.map((protocol) => ({ ...protocol, clocks: { ...protocol.clocks, resolution: 12 * HOUR } })),
  staff: staff.map((member) => ({ ...member, name: 'Alex' })),
};

describe('a programme that is published while a case is open', () => {
  let desk: Desk;
  let before: string;
  let after: string;

  const openFor = (customerId: string, incidentId: string) =>
    desk.run(() => desk.activities.openCase({ tenant: 'acme', customerId, incidentId }));

  beforeEach(async () => {
    desk = new Desk();
    before = await desk.publish();
    await desk.reported();
  });

  it('is followed by new cases, in numbers and criteria', async () => {
    after = await desk.publish(changed);
    await desk.reported({ id: 'inc-2', customer: { id: 'cust-2', locale: 'en' } });
    await desk.reported({ id: 'inc-3', customer: { id: 'cust-3', locale: 'en' }, confidence: 0.6 });
    expect(await openFor('cust-2', 'inc-2')).toMatchObject({
      opening: { protocol: { programme: after, clocks: { resolution: 12 * HOUR } } },
    });
    expect(await openFor('cust-3', 'inc-3')).toEqual({ kind: 'refused', reason: 'not_confident_enough' });
  });

  it('changes nothing for the case that is open: its numbers, its criteria, its texts', async () => {
    const opened = await openFor('cust-1', 'inc-1');
    expect(opened).toMatchObject({ opening: { protocol: { programme: before, clocks: { resolution: 24 * HOUR } } } });
    after = await desk.publish(changed);
    const ofCase = { tenant: 'acme', programme: before };
    const { activities } = desk;
    // Moved to another category, it stays with the programme that it froze.
    expect(await desk.run(() => activities.protocolOf({ ...ofCase, category: 'fee' }))).toMatchObject({
      programme: before,
      clocks: { resolution: 24 * HOUR },
    });
    await desk.reported({ id: 'inc-4', confidence: 0.6 });
    const joining = {
      ...ofCase,
      customerId: 'cust-1',
      caseId: 'inc-1',
      incidentId: 'inc-4',
      channels: ['email'] as const,
    };
    expect(await desk.run(() => activities.joinCase(joining))).toMatchObject({ kind: 'joined' });
    await desk.run(() => activities.deliver({ ...aSend(before), owner: 's-104' }));
    expect(desk.rendered).toMatchObject([{ programme: before, facts: { owner: 'Robin' } }]);
  });

  it('gives a new case its texts', async () => {
    after = await desk.publish(changed);
    await desk.run(() => desk.activities.deliver({ ...aSend(after), owner: 's-104' }));
    expect(desk.rendered).toMatchObject([{ programme: after, facts: { owner: 'Alex' } }]);
  });
});
