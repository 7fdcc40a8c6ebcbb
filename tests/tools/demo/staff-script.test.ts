import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../domain/case/case-view.js';
import type { Part, StaffScript } from '../../../tools/demo/cast.js';
import { staffAct, type Sight } from '../../../tools/demo/staff-script.js';
import { anIncident, aView, T0 as now } from './support/views.js';

const aPart = (staff: StaffScript, overrides: Partial<Part> = {}): Part => ({
  complaintId: '1',
  name: 'Ada',
  reachedBy: ['email'],
  staff,
  answers: [],
  ...overrides,
});

/** What staff does about this view, in short: who and what. */
function act(part: Part, view: Partial<CaseView> = {}, seen: Partial<Sight> = {}): string | undefined {
  const item = { caseId: 'inc-1', customerId: 'c-1', seq: 3, view: aView(view) };
  const next = staffAct({ item, parts: [part], done: new Set(), now, pace: 36_000, ...seen });
  return next && `${next.actor} ${next.command.type}`;
}

const done = (...types: readonly string[]): Partial<Sight> => ({ done: new Set(types.map((type) => `inc-1.${type}`)) });

describe('staff that acts promptly', () => {
  const part = aPart('promptly');

  it('takes a case as the first agent of its team, and resolves it once the list shows an owner', () => {
    expect(act(part)).toBe('s-301 take');
    expect(act(part, { team: 'care' })).toBe('s-101 take');
    expect(act(part, { team: 'account' })).toBe('s-501 take');
    expect(act(part, {}, done('1.take'))).toBeUndefined();
    expect(act(part, { owner: 's-301' })).toBe('s-301 resolve');
  });

  it('leaves a case alone that is resolved or closed', () => {
    expect(act(part, { incidents: [anIncident({ resolvedAt: now })] })).toBeUndefined();
    expect(act(part, { stage: 'closed' })).toBeUndefined();
  });

  it('waits for the second report of a customer who makes two, and resolves both', () => {
    const two = { parts: [part, part] };
    expect(act(part, {}, two)).toBeUndefined();
    expect(act(part, { incidents: [anIncident(), anIncident({ id: 'inc-2' })] }, two)).toBe('s-301 take');
  });

  it('gives no command twice in a round, and takes and resolves again in the next', () => {
    expect(act(part, { owner: 's-301' }, done('1.take', '1.resolve'))).toBeUndefined();
    const second = { round: 2, owner: 's-301', escalatedTo: 's-304' };
    expect(act(part, second, done('1.take', '1.resolve'))).toBe('s-304 take');
    expect(act(part, { ...second, owner: 's-304' }, done('2.take'))).toBe('s-304 resolve');
  });
});

describe('staff that acts late', () => {
  it('does nothing before the breach, then whoever was called takes and resolves', () => {
    expect(act(aPart('late'), { sla: 'warned' })).toBeUndefined();
    expect(act(aPart('late'), { sla: 'breached', escalatedTo: 's-304' })).toBe('s-304 take');
    expect(act(aPart('late'), { sla: 'breached', escalatedTo: 's-304', owner: 's-304' })).toBe('s-304 resolve');
  });

  it('goes on when the ladder has climbed past the person who took the case', () => {
    const climbed = { sla: 'breached', escalatedTo: 's-007', owner: 's-304' } as const;
    expect(act(aPart('late'), climbed, done('1.take'))).toBe('s-007 resolve');
  });
});

describe('staff with other scripts', () => {
  it('holds a case, ends the hold when the list shows it, and resolves after that', () => {
    const part = aPart('after_a_hold');
    const owned = { owner: 's-301' } as const;
    expect(act(part)).toBe('s-301 take');
    expect(act(part, owned)).toBe('s-301 hold');
    expect(act(part, owned, done('1.hold'))).toBeUndefined();
    expect(act(part, { ...owned, heldUntil: now + 9_000 }, done('1.hold'))).toBe('s-301 resume');
    expect(act(part, owned, done('1.hold', '1.resume'))).toBe('s-301 resolve');
  });

  it('holds for five days of plan', () => {
    const item = { caseId: 'inc-1', customerId: 'c-1', seq: 3, view: aView({ owner: 's-301' }) };
    const next = staffAct({ item, parts: [aPart('after_a_hold')], done: new Set(), now, pace: 36_000 });
    expect(next?.command).toMatchObject({ until: new Date(now + 12_000).toISOString(), requestId: 'inc-1.1.hold' });
  });

  it.each([
    ['withdraws', 'withdraw'],
    ['does_not_uphold', 'close'],
  ] as const)('%s a case after taking it', (script, command) => {
    expect(act(aPart(script))).toBe('s-301 take');
    expect(act(aPart(script), { owner: 's-301' })).toBe(`s-301 ${command}`);
  });
});

describe('a second low answer', () => {
  const asked = { round: 2, waitingFor: 'decision', escalatedTo: 's-304', owner: 's-304' } as const;

  it('is decided by whoever was called last', () => {
    expect(act(aPart('promptly'), asked)).toBe('s-304 close');
  });

  it('is left undecided where the part says so', () => {
    expect(act(aPart('promptly', { undecided: true }), asked)).toBeUndefined();
  });
});
