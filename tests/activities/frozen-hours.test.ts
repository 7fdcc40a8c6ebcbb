import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliverInput, KnownHours } from '../../activities/contract.js';

import type { CaseFact, Opening } from '../../domain/case/case-events.js';
import type { SendResult } from '../../domain/journey/results.js';
import type { Incident } from '../../domain/case/incident.js';
import { aReport, DAY, HOUR, MINUTE, T0 } from '../domain/support/builders.js';
import { aProgramme } from '../support/a-programme.js';
import { tryLater } from '../support/fake-channel.js';
import { aSend, ATTEMPT, Desk } from './support/desk.js';

const contactHours = { from: 8 * 60, until: 20 * 60 };
const office = {
  name: 'office',
  timeZone: 'Europe/Berlin',
  week: [{ days: [1, 2, 3, 4, 5], from: 9 * 60, until: 17 * 60 }],
  closed: ['2026-03-04'],
};
const { customer } = aReport();

describe('the hours of a case', () => {
  let desk: Desk;
  let programme: string;

  beforeEach(async () => {
    desk = new Desk();
    programme = await desk.publish({
      ...aProgramme({ contactHours }),
      timeZone: 'America/New_York',
      teams: [{ id: 'care', name: 'the care team', ladder: ['s-104'], calendar: 'office' }],
      calendars: [office],
    });
  });

  async function opened(incident: Partial<Incident> = {}): Promise<Opening> {
    await desk.reported(incident);
    const { tenant, id: incidentId } = aReport(incident);
    const result = await desk.run(() => desk.activities.openCase({ tenant, customerId: 'cust-1', incidentId }));
    if (result.kind !== 'opened') throw new Error(`the case is ${result.kind}`);
    return result.opening;
  }

  async function joined(timeZone: string, hours?: KnownHours): Promise<Partial<CaseFact<'incident_joined'>>> {
    await desk.reported({ id: 'inc-2', customer: { ...customer, timeZone } });
    const input = { tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', incidentId: 'inc-2', programme };
    const known = hours === undefined ? {} : { hours };
    return desk.run(() => desk.activities.joinCase({ ...input, channels: ['email'], ...known })) as Promise<object>;
  }

  it('are frozen when it opens: where the customer is, and when the team is at work', async () => {
    const { hours, protocol } = await opened({ customer: { ...customer, timeZone: 'Asia/Tokyo' } });
    expect(hours).toMatchObject({ found: 'reported', zones: [{ zone: 'Asia/Tokyo' }], until: T0 + 120 * DAY });
    expect(protocol).toMatchObject({ contactHours, staffed: { name: 'office', closed: ['2026-03-04'] } });
  });

  it('are those of the programme, where nothing tells where the customer is', async () => {
    expect((await opened()).hours).toMatchObject({ found: 'unknown', zones: [{ zone: 'America/New_York' }] });
  });

  it('are not there where its protocol writes at any hour and its team is always at work', async () => {
    await desk.publish();
    const opening = await opened();
    expect(opening).not.toHaveProperty('hours');
    expect(opening.protocol).not.toHaveProperty('staffed');
  });

  it('come with the calendar of another team where the case moves to its category', async () => {
    const moved = await desk.run(() => desk.activities.protocolOf({ tenant: 'acme', programme, category: 'other' }));
    expect(moved.staffed).toMatchObject({ name: 'office', zone: { zone: 'Europe/Berlin' } });
  });

  it.each([
    ['remember that nobody has written where we found out ourselves', 'operational', true],
    ['count from what the customer has written', 'survey', undefined],
  ] as const)('%s', async (...[, source, operational]) => {
    expect((await opened({ source })).incident.operational).toBe(operational);
  });

  it.each([
    ['are frozen anew where a later report tells another zone', 'Asia/Tokyo', 120 * DAY, true],
    ['stay where it tells the same', 'Europe/Berlin', 120 * DAY, false],
    ['are frozen anew where those of before end soon', 'Europe/Berlin', 59 * DAY, true],
  ])('%s', async (...[, timeZone, left, anew]) => {
    const known = { zones: ['Europe/Berlin'], until: T0 + left };
    const { hours } = await joined(timeZone, known);
    expect(hours?.zones.map(({ zone }) => zone)).toEqual(anew ? [timeZone] : undefined);
  });

  it('are not given to a case that began without them', async () => {
    expect(await joined('Asia/Tokyo')).not.toHaveProperty('hours');
  });
});

describe('a message that may leave until its hours end', () => {
  let desk: Desk;
  let programme: string;
  const closesAt = T0 + HOUR;
  const PATIENCE = 0.75 * ATTEMPT;

  beforeEach(async () => {
    desk = new Desk();
    programme = await desk.publish();
    await desk.reported();
  });

  function deliver(context: Partial<DeliverInput> = { closesAt }, request = 1): Promise<SendResult> {
    return desk.run(() => desk.activities.deliver({ ...aSend(programme, { request }), ...context }));
  }

  it('leaves before', async () => {
    desk.now = closesAt - PATIENCE;
    expect(await deliver()).toEqual({ kind: 'accepted' });
  });

  it('is left out once an attempt could outlast them, and may be asked for again', async () => {
    desk.now = closesAt - PATIENCE + 1;
    expect(await deliver()).toEqual({ kind: 'skipped', reason: 'outside_hours' });
    expect(desk.inbox).toEqual([]);
    expect(await desk.row()).toMatchObject({ state: 'skipped', code: 'outside_hours' });
    desk.now = closesAt + 11 * HOUR;
    expect(await deliver({ closesAt: closesAt + DAY }, 2)).toEqual({ kind: 'accepted' });
  });

  it('is left out by a later attempt where the provider was away until then', async () => {
    desk.email.next('inc-1', tryLater);
    await expect(deliver()).rejects.toMatchObject({ type: 'TryLater' });
    desk.now = closesAt + MINUTE;
    expect(await deliver()).toEqual({ kind: 'skipped', reason: 'outside_hours' });
  });

  it('that has left already answers for itself, however late it is', async () => {
    await deliver();
    desk.now = closesAt + DAY;
    expect(await deliver()).toEqual({ kind: 'accepted' });
    expect(desk.inbox).toHaveLength(1);
  });

  it('leaves at any hour where none is said', async () => {
    desk.now = closesAt + 14 * HOUR;
    expect(await deliver({})).toEqual({ kind: 'accepted' });
  });
});
