import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, T0, aProtocol, aReport, openingEvent } from '../domain/support/builders.js';
import { opened } from '../domain/support/journey.js';
import { aClaim, KEY } from '../domain/support/sends.js';
import { aProgramme } from '../support/a-programme.js';
import { keys } from '../web/support/server.js';
import { putCase } from '../web/support/builders.js';
import { startDesk, type Desk } from './support/command.js';

const templates = {
  'en/layout/email': { text: '{{ body }}', html: '<p>{{ paragraphs | size }}</p>' },
  'en/acknowledgement/email': {
    subject: 'About {{ topic }}',
    text: 'Hello {{ name }}.\n\nWe write again by {{ promise_due }}.',
  },
};

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  const programme = await desk.stores.programmes.publish('acme', { ...aProgramme(), templates }, T0);
  const customer = { id: 'c-77', name: 'Ada Byron', locale: 'en', email: 'ada@customers.example' };
  await desk.stores.incidents.put(aReport({ customer, subject: 'Order 7' }));
  await desk.stores.customers.upsert('acme', customer, T0);
  const opening = { protocol: aProtocol({ programme }) };
  const caseOpened = openingEvent(opening);
  const journal = [caseOpened, ...opened(opening).until(HOUR).journal];
  await putCase(desk.stores.cases, { caseId: 'inc-1', journal });
  await putCase(desk.stores.cases, { caseId: 'silent', customerId: 'c-78' });
  await desk.stores.sends.claim(aClaim({ promiseDueAt: T0 + 24 * HOUR }));
  const accepted = { state: 'accepted', providerId: 'p', at: T0, locale: 'en' } as const;
  await desk.stores.sends.settle(KEY, 1, accepted);
});
afterAll(() => desk.close());

describe('case show --as customer', () => {
  it('prints what the customer received, in order, after a note on what it is', async () => {
    const { out, code } = await desk.amends(['case', 'show', 'inc-1', '--as', 'customer']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Texts are not kept\. .+ voucher codes are masked\.\n\n/);
    expect(out.split('\n').slice(2)).toEqual([
      '2026-03-02 09:00Z acknowledgement by email, en',
      '  Subject: About Order 7',
      '',
      '  Hello Ada Byron.',
      '',
      '  We write again by Tuesday, March 3 at 9:00 AM UTC.',
    ]);
  });

  it('prints the messages as one document with --json', async () => {
    const run = await desk.amends(['case', 'show', 'inc-1', '--as', 'customer', '--json']);
    expect(run.json()).toMatchObject({
      caseId: 'inc-1',
      items: [{ slot: '1/acknowledgement/1/email', inDoubt: false, subject: 'About Order 7' }],
      next: null,
    });
  });

  it('says so when the customer has received nothing', async () => {
    expect((await desk.amends(['case', 'show', 'silent', '--as', 'customer'])).out).toBe(
      'The customer has received nothing.',
    );
  });

  it('ends with 1 for the key of a backend, and with 2 for anybody else than the customer', async () => {
    const server = { url: desk.url, apiKey: keys.backend };
    const refused = await desk.amends(['case', 'show', 'inc-1', '--as', 'customer'], { server });
    expect([refused.code, refused.error]).toEqual([
      1,
      expect.stringContaining('This API key may not do that') as unknown,
    ]);
    expect(await desk.amends(['case', 'show', 'inc-1', '--as', 'king'])).toMatchObject({ code: 2 });
  });

  it('leaves neither name nor text in the log of the server', async () => {
    await desk.amends(['case', 'show', 'inc-1', '--as', 'customer']);
    expect(desk.logged.join()).toContain('/messages');
    expect(desk.logged.join()).not.toMatch(/Ada|Order 7|We write again/);
  });
});
