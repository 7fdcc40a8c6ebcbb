import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../domain/support/builders.js';
import { putCase } from '../web/support/builders.js';
import { noon, Outage } from '../web/support/server.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

const decide = (purpose: string, id = 'c-77') => desk.amends(['contact', 'decide', id, '--purpose', purpose]);
const inCase = (view: object) => putCase(desk.stores.cases, { caseId: 'case-1', customerId: 'c-77', view });

describe('contact decide', () => {
  it('says yes for a customer whom nobody has reported', async () => {
    expect(await decide('marketing')).toMatchObject({ code: 0, out: 'Customer c-77: yes (no_open_recovery).' });
  });

  it('says no while a recovery is open, which one that is, and that no end is in sight', async () => {
    await inCase({ reference: 'AB12CD34' });
    expect((await decide('marketing')).out).toBe(
      'Customer c-77: no (open_recovery). No end is in sight. Their recovery is AB12CD34, case case-1.',
    );
  });

  it('says no until the cool-off has passed', async () => {
    await inCase({ stage: 'closed', lease: { kind: 'ends', at: noon + HOUR, because: 'cool_off' } });
    expect((await decide('marketing')).out).toContain('no (cool_off). Not before 2026-03-02 13:00Z.');
  });

  it('says that the recovery speaks instead to whoever wants to ask how it went', async () => {
    await inCase({ reference: 'AB12CD34' });
    expect((await decide('survey')).out).toContain('no, the recovery under way speaks instead (open_recovery).');
  });

  it('says no where nobody can look the customer up', async () => {
    desk.stores.contacts.of = () => Promise.reject(new Outage('away'));
    expect(await decide('marketing')).toMatchObject({
      code: 0,
      out: expect.stringContaining('no (unreadable)') as unknown,
    });
  });

  it('ends with 2 for a purpose that there is not, and without one', async () => {
    expect(await decide('news')).toMatchObject({ code: 2, out: '' });
    expect(await desk.amends(['contact', 'decide', 'c-77'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('contact events', () => {
  const released = (customerId: string) =>
    desk.stores.events.keep({
      ...{ tenant: 'acme', id: `released/${customerId}/${noon}`, type: 'released', customerId, at: noon },
      ...{ because: 'cool_off', reference: 'AB12CD34' },
    });

  it('lists who is free for promotion again, and says how to go on', async () => {
    await released('c-77');
    await released('c-78');
    const { out, error } = await desk.amends(['contact', 'events', '--limit', '1']);
    expect(out).toBe('2026-03-02 12:00Z customer c-77 is free for promotion again (cool_off, AB12CD34)');
    expect(error).toBe('What comes next: --after 1');
    const rest = await desk.amends(['contact', 'events', '--after', '1', '--json']);
    expect(rest.json()).toMatchObject({ items: [{ subject: 'c-78' }], next: '2' });
  });

  it('says that there is nothing, and refuses a place that no list has named', async () => {
    expect(await desk.amends(['contact', 'events'])).toMatchObject({ code: 0, out: 'Nothing has come about.' });
    expect((await desk.amends(['contact', 'events', '--after', 'x'])).code).toBe(2);
  });
});

describe('contact leaks', () => {
  it('lists promotions that leaked, and what their senders knew', async () => {
    const sent = { tenant: 'acme', customerId: 'c-77', purpose: 'marketing', at: noon, reportedAt: noon } as const;
    await desk.stores.contactLog.keep([
      { ...sent, contactId: 'm-1', leak: 'suppressed' },
      { ...sent, contactId: 'm-2', leak: 'against_answer', decision: 'suppress' },
      { ...sent, contactId: 'm-3' },
    ]);
    expect((await desk.amends(['contact', 'leaks'])).out.split('\n')).toEqual([
      '2026-03-02 12:00Z m-2 to customer c-77 (against_answer; its sender was told suppress)',
      '2026-03-02 12:00Z m-1 to customer c-77 (suppressed; its sender did not ask)',
    ]);
  });

  it('says that there is none', async () => {
    expect(await desk.amends(['contact', 'leaks'])).toMatchObject({ code: 0, out: 'No promotion has leaked.' });
  });
});
