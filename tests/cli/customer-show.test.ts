import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { marks } from '../support/marks.js';
import { putCase } from '../web/support/builders.js';
import { keys, noon } from '../web/support/server.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

const shown = (...options: readonly string[]) => desk.amends(['customer', 'show', 'c-77', ...options]);

describe('customer show', () => {
  it('prints who they are, where they are reached, what stops an address, and the open case', async () => {
    const ada = { id: 'c-77', name: 'Ada\u009b Byron', locale: 'es', timeZone: 'Europe/Madrid' };
    const addresses = { email: 'ada@customers.example', phone: '+12025550143' };
    await desk.stores.customers.upsert('acme', { ...ada, ...addresses }, 0);
    const hash = marks.hashAddress('email', addresses.email);
    await desk.stores.addresses.stop(hash, { reason: 'mailbox_refused', at: noon, source: 'email_events' });
    await putCase(desk.stores.cases, { caseId: 'case-1', customerId: 'c-77' });
    const run = await shown();
    expect(run.code).toBe(0);
    expect(run.out.split('\n')).toEqual([
      'Ada Byron, customer c-77, locale es, time zone Europe/Madrid',
      '  email ada@customers.example, stopped: mailbox_refused since 2026-03-02 12:00Z, heard from email_events',
      '  sms +12025550143',
      'Open case case-1: amends case show case-1',
    ]);
  });

  it('says what is not known, and that there is no open case', async () => {
    await desk.stores.customers.upsert('acme', { id: 'c-77', locale: 'en' }, 0);
    expect((await shown()).out.split('\n')).toEqual([
      'Name not known, customer c-77, locale en',
      '  no address is known',
      'There is no open case.',
    ]);
  });

  it('ends with 3 for somebody whom nobody has reported, and with 1 for the key of a backend', async () => {
    expect(await shown()).toMatchObject({ code: 3, out: '' });
    await desk.stores.customers.upsert('acme', { id: 'c-77', locale: 'en' }, 0);
    const server = { url: desk.url, apiKey: keys.backend };
    expect(await desk.amends(['customer', 'show', 'c-77'], { server })).toMatchObject({ code: 1, out: '' });
  });
});
