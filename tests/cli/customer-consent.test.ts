import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putCase } from '../web/support/builders.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
  await desk.stores.customers.upsert('acme', { id: 'c-77', locale: 'en', phone: '+12025550143' }, 0);
});
afterEach(() => desk.close());

const sms = ['c-77', '--channel', 'sms'];

describe('customer opt-out and opt-in', () => {
  it('say what the customer gets from now on and who was told, and customer show quotes both words', async () => {
    await putCase(desk.stores.cases, { caseId: 'case-1', customerId: 'c-77' });
    const out = await desk.amends(['customer', 'opt-out', ...sms, '--wording', 'no more\ntexts']);
    expect([out.code, out.out]).toEqual([0, 'Customer c-77 gets no more messages by sms. Case case-1 has been told.']);
    const back = await desk.amends(['customer', 'opt-in', ...sms, '--wording', 'text me again']);
    expect(back.out).toBe(
      'Customer c-77 gets messages by sms again, unless something else stops them. Case case-1 has been told.',
    );
    const shown = (await desk.amends(['customer', 'show', 'c-77'])).out;
    expect(shown).toMatch(/again messages for the sms address: refused .*"no more texts"; wanted .*"text me again"/);
  });

  it('tell of surveys alone where that is asked, and that there is no open case', async () => {
    const { out } = await desk.amends(['customer', 'opt-out', ...sms, '--class', 'survey']);
    expect(out).toBe('Customer c-77 gets no more surveys by sms. There is no open case.');
    expect((await desk.amends(['customer', 'show', 'c-77'])).out).toContain('no survey for sms, whatever the address');
  });

  it('an opt-in without the words of the customer is a mistake of the caller', async () => {
    expect(await desk.amends(['customer', 'opt-in', ...sms])).toMatchObject({ code: 2, out: '' });
  });
});
