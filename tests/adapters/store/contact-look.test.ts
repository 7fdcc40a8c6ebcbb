import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import type { Channel } from '../../../domain/contact/channels.js';
import type { ContactFacts } from '../../../domain/contact/decision.js';
import type { Lease } from '../../../domain/contact/lease.js';
import { ownSubject } from '../../../domain/contact/opt-outs.js';
import { aRefusal, aReport } from '../../domain/support/builders.js';
import { claimOf, factsOf, hour, newTenant, noon, projectionOf } from './builders.js';
import { twins } from './twins.js';

const held: Lease = { kind: 'held', because: 'recovery' };
const cooling: Lease = { kind: 'ends', at: noon + hour, because: 'cool_off' };

describe.each(twins)('the look before a contact in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const look = async (tenant: string, id = 'c-1'): Promise<ContactFacts | undefined> =>
    (await stores.contacts.of(tenant, [id]))[0];

  /** A report of customer c-1, known to them by its own reference. */
  async function reported(tenant: string, id: string, customerId = 'c-1'): Promise<void> {
    await reportedAt(noon, { tenant, id }, customerId);
  }

  async function reportedAt(at: number, { tenant, id }: { tenant: string; id: string }, of = 'c-1'): Promise<void> {
    const customer = { ...aReport().customer, id: of };
    await stores.incidents.put(aReport({ tenant, id, reference: `REF-${id}`, customer, reportedAt: at }));
  }

  /** A case of customer c-1 that shows these facts and this lease. */
  async function shown(tenant: string, caseId: string, view: object): Promise<void> {
    const claim = claimOf({ tenant, caseId, customerId: 'c-1' });
    await stores.cases.open(claim);
    await stores.cases.apply(projectionOf(claim, { before: [], events: factsOf(caseId, 1) }, view));
  }

  it('finds nothing of a customer whom nobody has reported, nor of another tenant’s', async () => {
    const tenant = newTenant();
    await reported(tenant, 'inc-1');
    expect(await look(tenant, 'c-2')).toEqual({ leases: [] });
    expect(await look(newTenant())).toEqual({ leases: [] });
  });

  it('finds what a customer does not want, by channel and class, until they want it again, and nothing of others', async () => {
    const tenant = newTenant();
    const own = (channel: Channel, customerId = 'c-1') => ownSubject({ tenant, customerId }, channel);
    const word = { at: noon, source: 'agent', actor: 's-104' } as const;
    await stores.consents.optOut(own('sms'), 'all', word);
    await stores.consents.optOut(own('email'), 'marketing', word);
    await stores.consents.optOut(own('email', 'c-2'), 'survey', word);
    await stores.addresses.stop(own('email'), { reason: 'complained', at: noon, source: 'x' });
    const marketing = { channel: 'email', of: 'marketing' };
    expect(await look(tenant)).toEqual({ leases: [], optOuts: [marketing, { channel: 'sms', of: 'all' }] });
    await stores.consents.optIn(own('sms'), 'all', { ...word, at: noon + 1 });
    expect(await look(tenant)).toEqual({ leases: [], optOuts: [marketing] });
    expect(await look(newTenant())).toEqual({ leases: [] });
  });

  it('finds a report from its first instant, until its case shows it', async () => {
    const tenant = newTenant();
    await reported(tenant, 'inc-1');
    const waiting = { lease: held, reference: 'REF-inc-1', open: true };
    expect(await look(tenant)).toEqual({ leases: [waiting] });
    await stores.incidents.shown(tenant, ['inc-1']);
    expect(await look(tenant), 'nobody has taken it up yet').toEqual({ leases: [waiting] });
    await stores.incidents.takeUp({ tenant, incidentId: 'inc-1' }, 'inc-1');
    await stores.cases.open(claimOf({ tenant, caseId: 'inc-1', customerId: 'c-1' }));
    expect(await look(tenant), 'the case has no facts yet').toEqual({ leases: [waiting] });
    await shown(tenant, 'inc-1', { reference: 'REF-inc-1', lease: held });
    await stores.incidents.shown(tenant, ['inc-1']);
    const ofCase = { lease: held, reference: 'REF-inc-1', caseId: 'inc-1', open: true };
    expect(await look(tenant)).toEqual({ leases: [ofCase] });
  });

  it('finds a report that was refused, with the end of its cool-off', async () => {
    const tenant = newTenant();
    await reported(tenant, 'inc-1');
    await stores.incidents.refuse({ tenant, incidentId: 'inc-1' }, aRefusal('too_old', cooling));
    expect(await look(tenant)).toEqual({ leases: [{ lease: cooling, reference: 'REF-inc-1', open: false }] });
    await stores.incidents.refuse({ tenant, incidentId: 'inc-1' }, aRefusal('again', held));
    expect(await look(tenant)).toMatchObject({ leases: [{ lease: cooling }] });
  });

  it('leaves out a refused report of before its customer was content, and no later or waiting one', async () => {
    const tenant = newTenant();
    const content = { kind: 'ends', at: noon + 5, because: 'satisfied' } as const;
    for (const [id, at] of [['before', noon + 4] as const, ['after', noon + 6] as const]) {
      await reportedAt(at, { tenant, id });
      await stores.incidents.refuse({ tenant, incidentId: id }, aRefusal('too_old', cooling));
    }
    await shown(tenant, 'first', { reference: 'ONE', number: 1, lease: content, stage: 'closed' });
    await shown(tenant, 'second', { reference: 'TWO', number: 2, lease: cooling, stage: 'closed' });
    const references = async () => (await look(tenant))?.leases.map(({ reference }) => reference);
    expect(await references()).toEqual(['TWO', 'REF-after']);
    await reportedAt(noon + 4, { tenant, id: 'waiting' });
    expect(await references()).toEqual(expect.arrayContaining(['TWO', 'REF-after', 'REF-waiting']));
  });

  it('finds the last case of a customer alone, since it tells of those before', async () => {
    const tenant = newTenant();
    await shown(tenant, 'first', {
      reference: 'ONE',
      number: 1,
      lease: cooling,
      stage: 'closed',
      outcome: 'unconfirmed',
    });
    await shown(tenant, 'second', { reference: 'TWO', number: 2, lease: held });
    expect(await look(tenant)).toEqual({ leases: [{ lease: held, reference: 'TWO', caseId: 'second', open: true }] });
  });

  it('keeps promotion away from a customer whose case was written down before there were leases', async () => {
    const tenant = newTenant();
    await shown(tenant, 'old', { reference: 'OLD', stage: 'closed', lease: undefined });
    expect(await look(tenant)).toMatchObject({ leases: [{ lease: held, reference: 'OLD' }] });
  });

  it('answers for many customers in the order in which they were asked for, also twice', async () => {
    const tenant = newTenant();
    await reported(tenant, 'inc-1');
    await reported(tenant, 'inc-2', 'c-2');
    const found = await stores.contacts.of(tenant, ['c-2', 'nobody', 'c-1', 'c-2']);
    const references = found.map(({ leases }) => leases.map(({ reference }) => reference));
    expect(references).toEqual([['REF-inc-2'], [], ['REF-inc-1'], ['REF-inc-2']]);
    expect(await stores.contacts.of(tenant, [])).toEqual([]);
  });
});
