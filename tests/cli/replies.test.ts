import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../domain/case/case-events.js';
import { HOUR, openingEvent } from '../domain/support/builders.js';
import { putCase } from '../web/support/builders.js';
import { noon } from '../web/support/server.js';
import { startDesk, type Desk } from './support/command.js';

const wrote: CaseEvent = {
  type: 'customer_replied',
  input: 'mail-1',
  reading: 'reply',
  at: noon,
  actor: 'customer',
  rules: 4,
};

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  const view = { repliedAt: noon, rootCause: 'courier_lost_it', acceptance: { settled: true, at: noon } };
  await putCase(desk.stores.cases, { caseId: 'inc-1', journal: [openingEvent(), wrote], view });
  await desk.stores.customers.upsert('acme', { id: 'c-77', locale: 'en', phone: '+12025550143' }, noon);
  const mail = { tenant: 'acme', kind: 'reply', channel: 'email', receivedAt: noon, reading: 'reply' } as const;
  const text = 'Still broken.\nAda\u001b[31m';
  await desk.stores.inputs.put({ ...mail, inputId: 'mail-1', customerId: 'c-77', text, attachments: 2 });
  await desk.stores.inputs.put({ ...mail, inputId: 'mail-2', from: 'eve@customers.example', text: 'Hello?' });
  const told = { type: 'promise_made', slot: '1/callback_confirmation/1/email', id: 'p1', about: 'call' } as const;
  const asked = { type: 'task_requested', task: 'call-inc-2-1', kind: 'call_back', dueAt: noon } as const;
  const stamp = { at: noon, actor: 'system', rules: 4 } as const;
  const called = [openingEvent({ reachableBy: [] }), { ...asked, ...stamp }, { ...told, dueAt: noon + HOUR, ...stamp }];
  await putCase(desk.stores.cases, { caseId: 'inc-2', customerId: 'c-78', journal: called });
  await desk.stores.customers.upsert('acme', { id: 'c-78', locale: 'en', email: 'bo@customers.example' }, noon);
  const task = { tenant: 'acme', caseId: 'inc-1', raisedAt: noon } as const;
  await desk.stores.tasks.raise({ ...task, caseId: 'inc-2', id: 'call-inc-2-1', kind: 'call_back', dueAt: noon });
  await desk.stores.tasks.raise({ ...task, id: 'call-inc-1-1', kind: 'call_back' });
  await desk.stores.tasks.raise({ ...task, id: 'reply-inc-1-1', kind: 'answer_reply' });
});
afterAll(() => desk.close());

describe('what a customer wrote', () => {
  it('stands in the task that it made, each line behind a mark and without control characters, with their number', async () => {
    const { out } = await desk.amends(['task', 'show', 'call-inc-1-1']);
    expect(out).toContain('they wrote by email, with 2 files that are in the mailbox\n  | Still broken.\n  | Ada');
    expect(out).toContain('+12025550143');
    expect(out).not.toContain('\u001b[31m');
  });

  it('is answered first: the task names the message before the command that ends it', async () => {
    const { out } = await desk.amends(['task', 'show', 'reply-inc-1-1']);
    expect(out).toContain(
      'Next: amends case message inc-1 --text <text> --resume\nOr, where it is answered or needs no answer: amends task done reply-inc-1-1 --outcome',
    );
    expect((await desk.amends(['task', 'show', 'call-inc-1-1'])).out).toContain('Next: amends task done call-inc-1-1');
  });

  it('names no time of a call that they were not told', async () => {
    const { out } = await desk.amends(['task', 'show', 'call-inc-1-1']);
    expect(out).toContain('They have been told no time yet.');
    expect(out).not.toContain('No phone number');
  });

  it('names the time of a call that they were told, and says that there is no number to call', async () => {
    const { out } = await desk.amends(['task', 'show', 'call-inc-2-1']);
    expect(out).toContain('They were told: by 2026-03-02 13:00Z.');
    expect(out).toContain('No phone number of theirs is known. Ask for it: amends case message inc-2 --text …');
    expect(out).toContain('amends customer contact c-78 --phone …');
  });

  it('is what a case says that it waits for', async () => {
    const { out } = await desk.amends(['case', 'show', 'inc-1']);
    expect(out).toContain('nothing goes out by itself until a person has seen to it');
    expect(out).toMatch(
      /Settled\? settled for the customer \(.*\); for the team open; root cause courier_lost_it open/,
    );
    const silent = await desk.amends(['case', 'show', 'inc-2']);
    expect(silent.out).toContain('Settled? the customer has said neither "settled" nor "not yet"; for the team open');
  });

  it('cannot be answered where no message reaches them, which the case says, and not of another', async () => {
    const noWay = 'No way to the customer: no contact point for email or sms';
    expect((await desk.amends(['case', 'show', 'inc-2'])).out).toContain(noWay);
    expect((await desk.amends(['case', 'show', 'inc-1'])).out).not.toContain('No way');
  });

  it('is listed while nobody knows whose it is', async () => {
    const { out } = await desk.amends(['input', 'list']);
    expect(out).toContain('from eve@customers.example\n  | Hello?');
    expect(out).not.toContain('Still broken');
  });
});

describe('a reply that nobody has to see to', () => {
  it('is dismissed with a reason, and listed with it from then on where that is asked for', async () => {
    const mail = { tenant: 'acme', inputId: 'mail-3', kind: 'reply', channel: 'email', receivedAt: noon } as const;
    await desk.stores.inputs.put({ ...mail, from: 'ads@customers.example', text: 'Buy!', reading: 'reply' });
    const { code, out } = await desk.amends(['input', 'dismiss', 'mail-3', '--reason', 'an advertisement']);
    expect([code, out]).toMatchObject([
      0,
      expect.stringMatching(/^Dismissed: mail-3\. By s-\d+ at .*: an advertisement$/),
    ]);
    expect((await desk.amends(['input', 'list'])).out).not.toContain('mail-3');
    const listed = (await desk.amends(['input', 'list', '--dismissed'])).out;
    expect(listed).toMatch(/mail-3: .* from ads@customers\.example\n {2}\| Buy!\n {2}By s-\d+ at .*: an advertisement/);
  });

  it('is not dismissed without a reason', async () => {
    expect((await desk.amends(['input', 'dismiss', 'mail-2'])).code).toBe(2);
    expect((await desk.amends(['input', 'list'])).out).toContain('mail-2');
  });
});

describe('a root cause', () => {
  it('that is fixed says so, by whom and why', async () => {
    expect((await desk.amends(['cause', 'show', 'courier_lost_it'])).out).toBe(
      'courier_lost_it is open, nobody has said that it is mended',
    );
    const { out } = await desk.amends(['cause', 'fix', 'courier_lost_it', '--note', 'Another courier.']);
    expect(out).toMatch(/^courier_lost_it is fixed since .*: Another courier\.$/);
    expect((await desk.amends(['case', 'show', 'inc-1'])).out).toContain('root cause courier_lost_it fixed');
  });
});
