import { describe, expect, it } from 'vitest';
import type { CaseIncident } from '../../domain/case/incident.js';
import { automaticRemedy } from '../../domain/remedy/automatic.js';
import { DAY, HOUR, MINUTE, aProtocol, aSmallIncident, anIncident } from './support/builders.js';
import { asks, opened, waits } from './support/journey.js';
import { RESOLVE } from './support/pasts.js';

const small = opened({ incident: aSmallIncident() });
const asked = small.step();
const VOUCHER = { kind: 'voucher', amount: { minor: 1000, currency: 'USD' } };

describe('straight through', () => {
  it('grants the voucher before anything is said', () => {
    expect(small.next()).toEqual({
      kind: 'record',
      fact: { type: 'act_requested', act: 'voucher', amount: { minor: 1000, currency: 'USD' }, request: 1 },
    });
  });

  it('says nothing before the voucher is granted', () => {
    expect(asks(asked)).toBeUndefined();
    expect(waits(asked)).toMatchObject({
      until: 3 * MINUTE,
      reason: 'the automatic remedy, so that one message can say everything',
      waitingFor: 'provider',
    });
  });

  it('says everything in one message once it is: received, sorry, and put right', () => {
    const j = asked.and({ type: 'act_done', act: 'voucher' });
    expect(j.step().facts('resolved')).toEqual([{ type: 'resolved', incidents: ['inc-1'], cause: 'not_investigated' }]);
    expect(asks(j.step())).toMatchObject({
      message: 'resolved_at_once',
      covers: ['acknowledgement', 'apology', 'resolution'],
    });
  });

  it('ends without an agent: a guest with a small loss has three messages at most and nobody was called', () => {
    const j = small.until(30 * DAY);
    expect(j.told()).toEqual(['1/resolved_at_once/1/email', '1/survey/1/email']);
    expect(j.facts('escalated', 'owner_changed', 'clock_breached')).toEqual([]);
    expect(j.state.closed).toMatchObject({ outcome: 'unconfirmed', cause: 'not_investigated' });
  });

  it('acknowledges after three minutes when the voucher takes longer, and tells of it later', () => {
    expect(small.until(3 * MINUTE - 1, { act: 'open' }).asked('acknowledgement')).toEqual([]);
    expect(small.until(3 * MINUTE, { act: 'open' }).asked('acknowledgement')).toHaveLength(1);
    const late = small.until(10 * MINUTE, { act: 'open' });
    expect(late.told()).toEqual(['1/acknowledgement/1/email']);
    const done = late.and({ type: 'act_done', act: 'voucher' }).until(11 * MINUTE);
    expect(done.told().at(-1)).toBe('1/resolution/1/email');
    expect(done.asked('resolution')).toMatchObject([{ covers: ['apology'] }]);
  });

  it('goes to an agent when the voucher cannot be granted', () => {
    const failed = small.until(HOUR, { act: 'failed' });
    expect(failed.told()).toEqual(['1/acknowledgement/1/email']);
    expect(waits(failed)).toMatchObject({ waitingFor: 'agent', reason: 'somebody to take and resolve it' });
    expect(failed.asked('resolution')).toEqual([]);
  });

  it('asks again for a voucher whose fate is unknown, and goes to an agent after five times', () => {
    const unknown = small.until(HOUR, { act: 'unsettled' });
    expect(unknown.facts('act_requested').map((fact) => ('request' in fact ? fact.request : 0))).toEqual([
      1, 2, 3, 4, 5,
    ]);
    expect(unknown.facts('act_failed')).toEqual([
      { type: 'act_failed', act: 'voucher', code: 'unknown_after_all_requests' },
    ]);
    expect(waits(unknown)).toMatchObject({ waitingFor: 'agent' });
  });

  it('leaves the solution to the person who took the case meanwhile', () => {
    const j = asked.does({ type: 'take' }).and({ type: 'act_done', act: 'voucher' });
    expect(j.until(HOUR).facts('resolved')).toEqual([]);
    expect(waits(j.until(HOUR))).toMatchObject({ reason: 'its owner to resolve it' });
  });

  it('leaves the solution to a person when a second incident has joined meanwhile', () => {
    const j = asked.joins(anIncident({ id: 'inc-2' })).and({ type: 'act_done', act: 'voucher' });
    expect(j.until(HOUR).facts('resolved')).toEqual([]);
  });

  it('grants one voucher a case: a low verdict after it brings a person and no second voucher', () => {
    const answered = small
      .until(5 * DAY)
      .does({ type: 'answer', round: 1, score: 1 })
      .until(6 * DAY);
    expect(answered.facts('act_requested')).toHaveLength(1);
    expect(waits(answered)).toMatchObject({ waitingFor: 'agent' });
  });

  it('grants nothing where a person resolved it first', () => {
    const j = opened({ incident: aSmallIncident() }).does(RESOLVE).until(HOUR);
    expect(j.facts('act_requested')).toEqual([]);
    expect(j.told()).toEqual(['1/resolved_at_once/1/email']);
  });

  it('grants nothing while the case is on hold', () => {
    const held = small.does({ type: 'hold', reason: 'audit', until: small.now + HOUR });
    expect(held.until(HOUR - 1).facts('act_requested')).toEqual([]);
    expect(held.until(HOUR).facts('act_requested')).toHaveLength(1);
  });
});

describe('who gets the automatic remedy', () => {
  const protocol = aProtocol();
  const losing = (loss: CaseIncident['loss']) => anIncident({ severity: 'low', ...(loss && { loss }) });
  const usd = (minor: number) => ({ kind: 'money', amount: { minor, currency: 'USD' } }) as const;

  it.each([
    ['a money loss up to the limit', losing(usd(1000))],
    ['a money loss of nothing', losing(usd(0))],
    ['lost time', losing({ kind: 'time' })],
    ['lost trust', losing({ kind: 'trust' })],
  ])('%s does', (_who, incident) => {
    expect(automaticRemedy(protocol, incident)).toMatchObject(VOUCHER);
  });

  it.each([
    ['a money loss a cent above the limit', losing(usd(1001))],
    ['a money loss in another currency', losing({ kind: 'money', amount: { minor: 100, currency: 'EUR' } })],
    ['a money loss of unknown amount', losing({ kind: 'money' })],
    ['an unknown loss', losing(undefined)],
    ['a medium severity', aSmallIncident({ severity: 'medium' })],
    ['a high severity', aSmallIncident({ severity: 'high' })],
    ['a critical severity', aSmallIncident({ severity: 'critical' })],
  ])('%s does not: it goes to a person', (_who, incident) => {
    expect(automaticRemedy(protocol, incident)).toBeUndefined();
    expect(asks(opened({ incident }))).toMatchObject({ message: 'acknowledgement' });
  });

  it('nobody does under a protocol without one', () => {
    const { automaticRemedy: _, ...without } = protocol;
    expect(automaticRemedy(without, aSmallIncident())).toBeUndefined();
    expect(asks(opened({ protocol: without, incident: aSmallIncident() }))).toMatchObject({
      message: 'acknowledgement',
    });
  });
});
