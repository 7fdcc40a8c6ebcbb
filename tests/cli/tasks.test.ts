import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putCase } from '../web/support/builders.js';
import { marks } from '../support/marks.js';
import { KEY, REACH, SETTLE, putDoubt, putReach } from '../web/support/sends.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
  await putCase(desk.stores.cases, { caseId: 'case-1', customerId: 'c-77' });
  await putDoubt(desk.stores);
  await putReach(desk.stores);
  await desk.stores.customers.upsert('acme', { id: 'c-77', locale: 'en', email: 'old@customers.example' }, 0);
});
afterEach(() => desk.close());

const done = (...options: readonly string[]) => ['task', 'done', REACH, '--note', 'called her', ...options];
const rowsOf = async (...options: readonly string[]) =>
  (await desk.amends(['task', 'list', ...options])).out
    .split('\n')
    .slice(1)
    .map((row) => row.split(' ')[0]);

describe('task list', () => {
  it('prints open tasks, the oldest first, and all of them with --all', async () => {
    expect(await rowsOf()).toEqual([SETTLE, REACH]);
    await desk.amends(done('--outcome', 'reached'));
    expect(await rowsOf()).toEqual([SETTLE]);
    expect(await rowsOf('--all')).toEqual([SETTLE, REACH]);
    expect((await desk.amends(['task', 'list', '--all'])).out).toMatch(/reach_customer .+ 2026-03-02 13:00Z +reached$/);
  });

  it('prints one that nobody had to do any more as that, and not as a customer who was not reached', async () => {
    const end = { outcome: 'not_needed', actor: 'system', note: 'heard otherwise', at: 0 } as const;
    await desk.stores.tasks.done({ tenant: 'acme', taskId: REACH }, end);
    expect((await desk.amends(['task', 'list', '--all'])).out).toMatch(/reach_customer .+ not_needed$/);
    expect((await desk.amends(['task', 'show', REACH])).out).toContain(`Task ${REACH}: not_needed, by system at `);
  });

  it.each([
    [['--kind', 'settle_send'], [SETTLE]],
    [
      ['--case', 'case-1'],
      [SETTLE, REACH],
    ],
    [['--case', 'case-2'], []],
    [['--limit', '1'], [SETTLE]],
  ])('with %j prints those that fit', async (options, ids) => {
    expect(await rowsOf(...options)).toEqual(ids);
  });

  it('ends with 2 for a kind that does not exist', async () => {
    expect(await desk.amends(['task', 'list', '--kind', 'chore'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('task show', () => {
  it('begins with what is to be done and the command that ends it', async () => {
    expect((await desk.amends(['task', 'show', REACH])).out.split('\n')).toEqual([
      'Tell the customer by other means what no message can: no channel reaches them.',
      'Whom: Name not known, customer c-77, locale en',
      '  email old@customers.example',
      'The reference of their case, if they heard of it: ABCD2345.',
      'Or find out where they are: amends customer contact c-77 --email …',
      `Next: amends task done ${REACH} --outcome reached|not_reached --note <text>`,
      '',
      `Task ${REACH}: open since 2026-03-02 11:59Z, due 2026-03-02 13:00Z`,
      'Case case-1, customer c-77',
      'What they were told: amends case show case-1 --as customer',
    ]);
  });

  it('of a message in doubt says where to look and how to settle it', async () => {
    const { out } = await desk.amends(['task', 'show', SETTLE]);
    expect(out).toContain(`What to say if the customer rings: amends send show ${KEY}`);
    expect(out).toContain(`Next: amends send settle ${KEY} --arrived|--resend --reason <text>`);
  });

  it('of a message that did not arrive before its case closed says which, and asks for no other address', async () => {
    const send = 'acme/case-1/1/closing/1/email';
    const id = 'reach-case-1-closing-1-1';
    await desk.stores.tasks.raise({ id, tenant: 'acme', caseId: 'case-1', kind: 'reach_customer', send, raisedAt: 0 });
    expect((await desk.amends(['task', 'show', id])).out.split('\n')).toEqual([
      'Tell the customer by other means how their case ended: the closing by email did not arrive, and the case is closed.',
      `What to say if the customer rings: amends send show ${send}`,
      'Whom: Name not known, customer c-77, locale en',
      '  email old@customers.example',
      'The reference of their case, if they heard of it: ABCD2345.',
      'Tell them how their case ended.',
      `Next: amends task done ${id} --outcome reached|not_reached --note <text>`,
      '',
      `Task ${id}: open since 1970-01-01 00:00Z`,
      'Case case-1, customer c-77',
      'What they were told: amends case show case-1 --as customer',
    ]);
  });

  it('of one that is done says who ended it how, and asks for nothing more', async () => {
    await desk.amends(done('--outcome', 'not_reached'));
    const { out } = await desk.amends(['task', 'show', REACH]);
    expect(out).toContain(`Task ${REACH}: not_reached, by s-001 at 2026-03-02 12:00Z: called her`);
    expect(out).not.toMatch(/Next:|Whom:|customers\.example/);
  });
});

describe('task done', () => {
  it('ends the task, and the case hears the outcome', async () => {
    expect(await desk.amends(done('--outcome', 'reached'))).toMatchObject({ code: 0, out: 'Done: reached.' });
    expect(desk.recoveries.told).toMatchObject([{ type: 'task_done', task: REACH, outcome: 'reached' }]);
  });

  it('with another end than the first ends with 4, and says which that was', async () => {
    await desk.amends(done('--outcome', 'reached'));
    const run = await desk.amends(done('--outcome', 'not_reached'));
    expect(run).toMatchObject({ code: 4, out: '' });
    expect(run.error).toContain('The task is done: reached, by s-001');
  });

  it('asks at a terminal, and does nothing without a yes', async () => {
    const no = { ask: () => Promise.resolve('n') };
    expect(await desk.amends(done('--outcome', 'reached'), no)).toMatchObject({ code: 1 });
    expect(desk.recoveries.told).toEqual([]);
    expect(await desk.amends(done('--outcome', 'reached', '--yes'), no)).toMatchObject({ code: 0 });
  });

  it.each([
    ['no outcome', ['task', 'done', REACH, '--note', 'n'], 2],
    ['no note', ['task', 'done', REACH, '--outcome', 'reached'], 2],
    ['an outcome of another kind', done('--outcome', 'arrived'), 2],
    ['an outcome that only the system gives', done('--outcome', 'not_needed'), 2],
    ['a task that nobody raised', ['task', 'done', 'nothing', '--outcome', 'reached', '--note', 'n'], 3],
  ])('ends as it has to for %s, and nobody is told', async (_, words, code) => {
    expect((await desk.amends(words)).code).toBe(code);
    expect(desk.recoveries.told).toEqual([]);
  });
});

describe('customer reopen', () => {
  const reopen = (...options: readonly string[]) => desk.amends(['customer', 'reopen', 'c-77', ...options]);

  it('says what was lifted, or that nothing had stopped the address', async () => {
    const hash = marks.hashAddress('email', 'old@customers.example');
    await desk.stores.addresses.stop(hash, { reason: 'mailbox_refused', at: 1, source: 'email' });
    const because = ['--channel', 'email', '--reason', 'our relay'];
    expect((await reopen(...because)).out).toBe(
      'The email address of customer c-77 is open again: it was mailbox_refused. There is no open case.',
    );
    expect((await reopen(...because)).out).toBe(
      'Nothing had stopped the email address of customer c-77, and no message was refused there.',
    );
  });

  it.each([[['--channel', 'email']], [['--reason', 'x']], [['--channel', 'fax', '--reason', 'x']]])(
    'with %j alone is wrong usage',
    async (options) => {
      expect((await reopen(...options)).code).toBe(2);
    },
  );
});

describe('customer contact', () => {
  const contact = (...options: readonly string[]) => desk.amends(['customer', 'contact', 'c-77', ...options]);
  const customer = async () => (await desk.stores.customers.get({ tenant: 'acme', customerId: 'c-77' }))?.customer;

  it('corrects one address and leaves the other, and prints none', async () => {
    const run = await contact('--phone', '+12025550143');
    expect(run).toMatchObject({
      code: 0,
      out: 'Customer c-77 can be reached by email and sms now. There is no open case.',
    });
    expect(await customer()).toMatchObject({ email: 'old@customers.example', phone: '+12025550143' });
  });

  it('that changes nothing says so, and how an address is opened to which nothing is sent', async () => {
    const known = ['--email', 'old@customers.example'];
    const nothing = 'That is what is known of customer c-77 already: nothing has changed.';
    expect((await contact(...known)).out).toBe(nothing);
    const hash = marks.hashAddress('email', 'old@customers.example');
    await desk.stores.addresses.stop(hash, { reason: 'mailbox_refused', at: 1, source: 'email' });
    expect((await contact(...known)).out).toBe(
      `${nothing}\nNothing is sent to the email address: it is stopped as mailbox_refused. ` +
        'If it is right: amends customer reopen c-77 --channel email --reason …',
    );
  });

  it('removes an address', async () => {
    expect((await contact('--no-email')).out).toMatch(/^Customer c-77 can be reached by no channel now\./);
    expect(await customer()).toEqual({ id: 'c-77', locale: 'en' });
  });

  it.each([
    ['nothing to correct', [], 2],
    ['an address that is none', ['--email', 'her new one'], 2],
  ])('ends as it has to for %s, and changes nothing', async (_, options, code) => {
    expect((await contact(...options)).code).toBe(code);
    expect(await customer()).toMatchObject({ email: 'old@customers.example' });
  });
});
