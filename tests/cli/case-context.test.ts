import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, T0, aProtocol, aReport, openingEvent } from '../domain/support/builders.js';
import { opened } from '../domain/support/journey.js';
import { aClaim, KEY } from '../domain/support/sends.js';
import { aProgramme } from '../support/a-programme.js';
import { putCase } from '../web/support/builders.js';
import { keys } from '../web/support/server.js';
import { startDesk, type Desk } from './support/command.js';

const templates = {
  'en/layout/email': { text: '{{ body }}', html: '<p>{{ paragraphs | size }}</p>' },
  'en/acknowledgement/email': { subject: 'About {{ topic }}', text: 'By {{ promise_due }}.' },
};

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  const programme = await desk.stores.programmes.publish('acme', { ...aProgramme(), templates }, T0);
  const customer = { id: 'c-77', name: 'Ada Byron', locale: 'en', email: 'ada@customers.example' };
  await desk.stores.incidents.put(aReport({ customer, subject: 'Order 7', story: 'It never came.\n\u001b[31mAgain!' }));
  await desk.stores.customers.upsert('acme', customer, T0);
  const opening = { protocol: aProtocol({ programme }) };
  const journal = [openingEvent(opening), ...opened(opening).until(HOUR).journal];
  await putCase(desk.stores.cases, { caseId: 'inc-1', journal });
  await desk.stores.sends.claim(aClaim({ promiseDueAt: T0 + 24 * HOUR }));
  await desk.stores.sends.settle(KEY, 1, { state: 'accepted', providerId: 'p', at: T0, locale: 'en' });
});
afterAll(() => desk.close());

describe('case show --context', () => {
  it('prints the words of the customer first, and what is missing with the reason', async () => {
    const { out, code } = await desk.amends(['case', 'show', 'inc-1', '--context']);
    expect(code).toBe(0);
    expect(out).toContain('Customer\n  Ada Byron, standard, en\n  reachable by email');
    expect(out).toMatch(
      /Reports\n {2}\S+ \S+ inc-1, late_delivery, by backend_event\n {4}Order 7\n {4}It never came\.\n {4}/,
    );
    expect(out).toContain('Orders\n  missing: not configured');
    expect(out).toContain('Timeline\n');
  });

  it('lets no escape sequence of a customer through to the terminal', async () => {
    const { out } = await desk.amends(['case', 'show', 'inc-1', '--context']);
    expect(out).toContain('Again!');
    expect(out).not.toContain('\u001b[31m');
  });

  it('prints the resource with --json', async () => {
    const { out } = await desk.amends(['case', 'show', 'inc-1', '--context', '--json']);
    expect(JSON.parse(out)).toMatchObject({ caseId: 'inc-1', crm: { state: 'missing', reason: 'not_configured' } });
  });

  it('is refused to a backend, and beside --as customer', async () => {
    const server = { url: desk.url, apiKey: keys.backend };
    const forbidden = await desk.amends(['case', 'show', 'inc-1', '--context'], { server });
    expect(forbidden.code).toBe(1);
    expect((await desk.amends(['case', 'show', 'inc-1', '--context', '--as', 'customer'])).code).toBe(2);
  });
});
