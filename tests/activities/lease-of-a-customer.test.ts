import { beforeEach, describe, expect, it } from 'vitest';
import type { CaseEvent, CaseFact } from '../../domain/case/case-events.js';
import { fold } from '../../domain/case/evolve.js';
import { GENESIS } from '../../domain/case/chain.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { nextMove } from '../../domain/journey/next-move.js';
import { anIncident, anOpening, DAY, T0 } from '../domain/support/builders.js';
import { Desk } from './support/desk.js';

const COOL_OFF = 14 * DAY;
const held = { kind: 'held', because: 'recovery' } as const;
const content: readonly CaseFact[] = [
  { type: 'resolved', incidents: ['inc-1'], cause: 'x' },
  { type: 'survey_answered', round: 1, score: 5 },
];
const closed = (outcome: 'not_recovered' | 'unconfirmed'): CaseFact => {
  return { type: 'case_closed', outcome, cause: 'x', lastMessage: 'none' };
};

describe('the lease of a customer', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk();
    await desk.publish();
    await desk.reported();
  });

  const open = (incidentId = 'inc-1') =>
    desk.run(() => desk.activities.openCase({ tenant: 'acme', customerId: 'cust-1', incidentId }));
  const leases = async () => (await desk.stores.contacts.of('acme', ['cust-1']))[0]?.leases ?? [];

  function projected(caseId: string, ...facts: readonly CaseFact[]): Promise<unknown> {
    const opening = anOpening({
      caseId,
      incident: anIncident({ id: caseId }),
      ...(caseId !== 'inc-1' && { number: 2 }),
    });
    const all: readonly CaseFact[] = [{ type: 'case_opened', ...opening }, ...facts];
    const events: readonly CaseEvent[] = all.map((fact) => ({ ...fact, at: T0, actor: 'system', rules: 3 }));
    const state = fold(events);
    if (state.phase === 'new') throw new Error('the journal does not open a case');
    const view = viewOf(state, nextMove(state, T0), T0);
    const after = { seq: 0, chain: GENESIS };
    return desk.activities.projectCase({ tenant: 'acme', customerId: 'cust-1', caseId, after, events, view });
  }

  it('is that of the report until its case shows it, without a moment between', async () => {
    await open();
    expect(await leases()).toMatchObject([{ lease: held }]);
    expect((await leases())[0]).not.toHaveProperty('caseId');
    await projected('inc-1');
    expect(await leases()).toMatchObject([{ lease: held, caseId: 'inc-1' }]);
  });

  it('is that of both where a crash came between the case and the report, and a repeat mends it', async () => {
    await open();
    const { incidents } = desk.stores;
    const shown = incidents.shown.bind(incidents);
    incidents.shown = () => Promise.reject(new Error('the store is gone'));
    await expect(projected('inc-1', closed('unconfirmed'))).rejects.toThrow('the store is gone');
    expect(await leases()).toMatchObject([{ lease: { kind: 'ends' } }, { lease: held }]);
    incidents.shown = shown;
    expect(await projected('inc-1', closed('unconfirmed'))).toBe('already');
    expect(await leases()).toMatchObject([{ lease: { kind: 'ends', at: T0 + COOL_OFF } }]);
  });

  it('stays with the incident that joined until the case shows that too', async () => {
    await open();
    await projected('inc-1', ...content);
    expect(await leases()).toMatchObject([{ lease: { kind: 'ends', at: T0, because: 'satisfied' } }]);
    await desk.reported({ id: 'inc-2' });
    expect(await leases()).toMatchObject([{ lease: { kind: 'ends' } }, { lease: held }]);
    await desk.stores.incidents.takeUp({ tenant: 'acme', incidentId: 'inc-2' }, 'inc-1');
    expect(await leases()).toMatchObject([{ lease: { kind: 'ends' } }, { lease: held }]);
    await projected('inc-1', ...content, { type: 'incident_joined', incident: anIncident({ id: 'inc-2' }) });
    expect(await leases()).toMatchObject([{ lease: held, caseId: 'inc-1' }]);
  });

  it('is carried into the next case', async () => {
    await open();
    await projected('inc-1', closed('not_recovered'));
    await desk.reported({ id: 'inc-2' });
    const result = await open('inc-2');
    expect(result.kind === 'opened' && result.opening.earlierLease).toEqual({ kind: 'held', because: 'unhappy' });
  });

  it('of a report that does not qualify ends after the cool-off of its protocol', async () => {
    await desk.reported({ id: 'inc-2', confidence: 0.1 });
    desk.now = T0 + DAY;
    await open('inc-2');
    const refused = (await leases()).find(({ lease }) => lease.kind === 'ends');
    expect(refused).toMatchObject({ lease: { at: T0 + DAY + COOL_OFF, because: 'cool_off' }, open: false });
  });
});
