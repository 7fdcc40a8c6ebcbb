import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenResult } from '../../activities/contract.js';
import type { CaseEvent, CaseFact } from '../../domain/case/case-events.js';
import type { Incident } from '../../domain/case/incident.js';
import { fold } from '../../domain/case/evolve.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { nextMove } from '../../domain/journey/next-move.js';
import { anIncident, anOpening, aProtocol, aReport, DAY, T0 } from '../domain/support/builders.js';
import { aProgramme } from '../support/a-programme.js';
import { aSend, Desk } from './support/desk.js';

const CLOSED = { type: 'case_closed', outcome: 'recovered', cause: 'x', lastMessage: 'none' } as const;

describe('opening a case', () => {
  let desk: Desk;

  beforeEach(async () => {
    desk = new Desk();
    await desk.publish();
  });

  function open(incidentId = 'inc-1'): Promise<OpenResult> {
    return desk.run(() => desk.activities.openCase({ tenant: 'acme', customerId: 'cust-1', incidentId }));
  }

  async function stateOf(incidentId: string): Promise<unknown> {
    return (await desk.stores.incidents.get({ tenant: 'acme', incidentId }))?.state;
  }

  /** Brings a case into the read model, as a run does that has got so far. */
  async function projected(caseId: string, ...facts: readonly CaseEvent[]): Promise<void> {
    const state = fold(facts);
    if (state.phase === 'new') throw new Error('the journal does not open a case');
    const after = { seq: 0, chain: '0'.repeat(16) };
    const view = viewOf(state, nextMove(state, T0), T0);
    await desk.activities.projectCase({ tenant: 'acme', customerId: 'cust-1', caseId, after, events: facts, view });
  }

  function openedWith(caseId: string): CaseEvent {
    const opening = anOpening({ caseId, incident: anIncident({ id: caseId }) });
    return { type: 'case_opened', ...opening, at: T0, actor: 'system', rules: 1 };
  }

  it('freezes the protocol with the hash of its programme, and takes the incident up', async () => {
    await desk.reported({ severity: 'high', score: { value: 2, of: 10 } });
    const hash = (await desk.stores.programmes.current('acme'))?.hash;
    expect(await open()).toEqual({
      kind: 'opened',
      opening: {
        caseId: 'inc-1',
        number: 1,
        reference: 'K7QX2M9A',
        incident: { id: 'inc-1', category: 'late_delivery', severity: 'high', reportedAt: T0, baseline: 1 },
        protocol: aProtocol({ programme: hash ?? '' }),
        reachableBy: ['email'],
      },
    });
    expect(await stateOf('inc-1')).toEqual({ kind: 'in_case', caseId: 'inc-1' });
  });

  it('gives the same answer when it is repeated', async () => {
    await desk.reported();
    const first = await open();
    expect(await open()).toEqual(first);
  });

  it('carries nothing personal: no name, address or text', async () => {
    await desk.reported({
      subject: 'My parcel',
      story: 'It never came',
      customer: { id: 'cust-1', name: 'Ada', locale: 'en', email: 'ada@customers.example', phone: '+12025550101' },
    });
    expect(JSON.stringify(await open())).not.toMatch(/Ada|customers\.example|202555|parcel|never came/);
  });

  it('takes the protocol of the category, and the default one where no protocol claims it', async () => {
    const { programme: _, ...numbers } = aProtocol({ name: 'delivery', team: 'delivery' });
    const { protocols } = aProgramme();
    await desk.publish({ protocols: [...protocols, { ...numbers, categories: ['late_delivery'] }] });
    await desk.reported();
    expect(await open()).toMatchObject({ opening: { protocol: { name: 'delivery' } } });
    await desk.reported({ id: 'inc-2', category: 'unheard_of', customer: { id: 'cust-2', locale: 'en' } });
    const other = { tenant: 'acme', customerId: 'cust-2', incidentId: 'inc-2' };
    expect(await desk.run(() => desk.activities.openCase(other))).toMatchObject({
      opening: { protocol: { name: 'default' } },
    });
  });

  describe('of a protocol with room for one case a day', () => {
    beforeEach(async () => {
      await desk.publish({ protocols: aProgramme().protocols.map((one) => ({ ...one, casesPerDay: 1 })) });
    });

    const openFor = async (n: number, incident: Partial<Incident> = {}): Promise<OpenResult> => {
      const customerId = `cust-${n}`;
      await desk.reported({ id: `inc-${n}`, customer: { id: customerId, locale: 'en' }, ...incident });
      const input = { tenant: 'acme', customerId, incidentId: `inc-${n}` };
      return desk.run(() => desk.activities.openCase(input));
    };

    it('refuses the second, marks it, and opens the first again when that is repeated', async () => {
      expect(await openFor(1)).toMatchObject({ kind: 'opened' });
      expect(await openFor(2)).toEqual({ kind: 'refused', reason: 'over_capacity' });
      expect(await stateOf('inc-2')).toEqual({ kind: 'refused', reason: 'over_capacity' });
      expect(await openFor(1)).toMatchObject({ kind: 'opened' });
    });

    it.each([
      ['grave', { severity: 'high' }],
      ['what its customer wrote', { leastSeverity: 'low' }],
      ['one of money that is owed', { loss: { kind: 'money', amount: { minor: 900, currency: 'USD' } } }],
    ] as const)('opens one beyond it that is %s', async (_, incident) => {
      await openFor(1);
      expect(await openFor(2, incident)).toMatchObject({ kind: 'opened' });
    });

    it('does not count those, and takes none of their time: the first mild one after them opens', async () => {
      const take = vi.spyOn(desk.stores.quotas, 'take');
      await openFor(1, { severity: 'high' });
      expect(take).not.toHaveBeenCalled();
      expect(await openFor(2)).toMatchObject({ kind: 'opened' });
    });

    it('has room again the next day', async () => {
      await openFor(1);
      desk.now = T0 + DAY;
      expect(await openFor(2)).toMatchObject({ kind: 'opened' });
    });
  });

  it('keeps the customer whose report died before it could, and leaves what is known of one as it is', async () => {
    const known = async () => (await desk.stores.customers.get({ tenant: 'acme', customerId: 'cust-1' }))?.customer;
    const incident = aReport();
    await desk.stores.incidents.put(incident);
    await open();
    expect(await known()).toEqual(incident.customer);
    await desk.stores.customers.upsert('acme', { ...incident.customer, email: 'new@customers.example' }, T0);
    await open();
    expect(await known()).toMatchObject({ email: 'new@customers.example' });
  });

  it.each([
    ['knows of the apology that the customer had in the case before', [], T0 + 5],
    ['knows of none where that one never arrived', ['message_undelivered'] as const, undefined],
  ])('%s', async (_, later, lastApologyAt) => {
    await desk.reported();
    await open();
    const slot = '1/apology/1/email';
    const order = { ...aSend('', { message: 'apology' }).order, slot };
    const facts: readonly CaseFact[] = [
      { type: 'message_requested', ...order },
      { type: 'message_accepted', slot },
      ...later.map((type) => ({ type, slot, code: 'mailbox_refused' as const })),
      CLOSED,
    ];
    const said = facts.map((fact) => ({ ...fact, at: T0 + 5, actor: 'system', rules: 3 }));
    await projected('inc-1', openedWith('inc-1'), ...said);
    await desk.reported({ id: 'inc-2' });
    const result = await open('inc-2');
    expect(result.kind === 'opened' && result.opening).toMatchObject({ caseId: 'inc-2', number: 2 });
    expect(result.kind === 'opened' && result.opening.lastApologyAt).toBe(lastApologyAt);
  });

  it.each([
    ['too_old', { occurredAt: T0 - 91 * DAY }],
    ['not_confident_enough', { confidence: 0.4 }],
    ['score_too_good', { score: { value: 9, of: 10 } }],
  ])('refuses what the criteria refuse as %s, marks the incident, and leaves no case', async (reason, incident) => {
    await desk.reported(incident);
    expect(await open()).toEqual({ kind: 'refused', reason });
    expect(await stateOf('inc-1')).toEqual({ kind: 'refused', reason });
    await desk.reported({ id: 'inc-2' });
    expect(await open('inc-2')).toMatchObject({ opening: { number: 1 } });
  });

  it('refuses an incident that another case has taken up, and leaves no case', async () => {
    await desk.reported();
    await desk.stores.incidents.takeUp({ tenant: 'acme', incidentId: 'inc-1' }, 'inc-0');
    expect(await open()).toEqual({ kind: 'refused', reason: 'closed_before' });
    await desk.reported({ id: 'inc-2' });
    expect(await open('inc-2')).toMatchObject({ opening: { number: 1 } });
  });

  it('refuses the repeat of an incident whose own case is closed, and opens the next one under the next number', async () => {
    await desk.reported();
    await open();
    await projected('inc-1', openedWith('inc-1'), { ...CLOSED, at: T0 + 1, actor: 'system', rules: 1 });
    expect(await open()).toEqual({ kind: 'refused', reason: 'closed_before' });
    await desk.reported({ id: 'inc-2' });
    expect(await open('inc-2')).toMatchObject({ kind: 'opened', opening: { caseId: 'inc-2', number: 2 } });
  });

  it('restores the unclosed case of a run that died from its journal, whichever incident wakes it', async () => {
    await desk.reported();
    await open();
    await projected('inc-1', openedWith('inc-1'));
    await desk.reported({ id: 'inc-2' });
    expect(await open('inc-2')).toEqual({ kind: 'restored', journal: [openedWith('inc-1')] });
    expect(await stateOf('inc-2')).toEqual({ kind: 'waiting' });
  });

  it('opens a case that died before its first projection again with its own incident', async () => {
    await desk.reported();
    await open();
    await desk.reported({ id: 'inc-2' });
    expect(await open('inc-2')).toMatchObject({ kind: 'opened', opening: { caseId: 'inc-1', number: 1 } });
    expect(await stateOf('inc-2')).toEqual({ kind: 'waiting' });
  });

  it('does so a hundred days later as well: what qualified on the day of its report still does', async () => {
    await desk.reported();
    await open();
    desk.now = T0 + 100 * DAY;
    expect(await open()).toMatchObject({ kind: 'opened', opening: { caseId: 'inc-1' } });
  });

  it('where newer criteria refuse that incident, opens with the one that woke it', async () => {
    await desk.reported({ confidence: 0.6 });
    await open();
    await desk.publish({ criteria: { ...aProgramme().criteria, minConfidence: 0.9 } });
    await desk.reported({ id: 'inc-2' });
    expect(await open('inc-2')).toMatchObject({ kind: 'opened', opening: { caseId: 'inc-2', number: 1 } });
  });

  it('is tried again while the incident or a published programme is missing', async () => {
    await expect(open()).rejects.toMatchObject({ type: 'NotFound', message: 'incident inc-1 is not in the store' });
    await desk.reported();
    const elsewhere = new Desk();
    await elsewhere.reported();
    const input = { tenant: 'acme', customerId: 'cust-1', incidentId: 'inc-1' };
    await expect(elsewhere.run(() => elsewhere.activities.openCase(input))).rejects.toMatchObject({
      type: 'NotFound',
      nonRetryable: false,
    });
  });
});
