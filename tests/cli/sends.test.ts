import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecoveryUnavailableError } from '../../client/index.js';
import { HOUR, openingEvent } from '../domain/support/builders.js';
import { opened } from '../domain/support/journey.js';
import { putCase } from '../web/support/builders.js';
import { KEY, SETTLE, doubtAgain, putDoubt } from '../web/support/sends.js';
import { keys } from '../web/support/server.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
  await putCase(desk.stores.cases, { caseId: 'case-1', customerId: 'c-77' });
  await putDoubt(desk.stores);
});
afterEach(() => desk.close());

const settle = (...options: readonly string[]) => ['send', 'settle', KEY, ...options];
const ARRIVED = settle('--arrived', '--reason', 'she read it to me');
const RESEND = settle('--resend', '--reason', 'no trace of it');
const state = async () => (await desk.stores.sends.get(KEY))?.state;
const typing = (answer: string) => ({ ask: () => Promise.resolve(answer) });

describe('send list', () => {
  it.each([[[]], [['--in-doubt']], [['--state', 'in_doubt']]])('with %j lists messages in doubt', async (options) => {
    const { out } = await desk.amends(['send', 'list', ...options]);
    const [head, ...rows] = out.split('\n');
    expect(head).toMatch(/^SINCE +STATE +CODE +MESSAGE +CHANNEL +CASE +KEY$/);
    expect(rows).toEqual([expect.stringMatching(/^2026-03-02 11:59Z +in_doubt +timed_out +apology +email +case-1 /)]);
  });

  it('says so when there is none in the state', async () => {
    expect((await desk.amends(['send', 'list', '--state', 'failed'])).out).toBe('No messages.');
  });

  it('says on standard error how to see more, and goes on from there', async () => {
    await putDoubt(desk.stores, 'acme/case-1/1/follow_up/1/email');
    const first = await desk.amends(['send', 'list', '--limit', '1']);
    const cursor = /^There are more: --cursor (\S+)$/.exec(first.error)?.[1] ?? '';
    const second = await desk.amends(['send', 'list', '--limit', '1', '--cursor', cursor]);
    expect(second.error).toBe('');
    expect(second.out).not.toBe(first.out);
  });

  it.each([
    ['a state that does not exist', ['--state', 'limbo']],
    ['two states', ['--in-doubt', '--state', 'failed']],
  ])('ends with 2 for %s', async (_, options) => {
    expect(await desk.amends(['send', 'list', ...options])).toMatchObject({ code: 2, out: '' });
  });
});

describe('send show', () => {
  it('begins with what happened, what is known, what to say and what to do, then what the ledger has', async () => {
    const { out } = await desk.amends(['send', 'show', KEY]);
    const [happened, known, rings, next, , message, ofCase] = out.split('\n');
    expect(happened).toMatch(/^The apology by email was being handed over at .+, and no certain answer came back/);
    expect(known).toMatch(/^It may have arrived or not\./);
    expect(rings).toMatch(/^If the customer rings: Ask whether they have it\./);
    expect(next).toContain(`amends send settle ${KEY} --arrived --reason …, or --resend.`);
    expect(message).toBe(`Message ${KEY}: in_doubt (timed_out) since 2026-03-02 11:59Z`);
    expect(ofCase).toBe('Case case-1, customer c-77, stage resolve');
    expect(out).toContain(`Task ${SETTLE}: open since 2026-03-02 11:59Z`);
    expect(out).not.toContain('What it says');
  });

  it('ends with what it says, to be read out', async () => {
    const said = { slot: '', message: 'apology', channel: 'email', at: 0, inDoubt: true, locale: 'en' } as const;
    const ofSlot = () => Promise.resolve({ ...said, subject: 'Sorry', text: 'Hello,\n\nwe are sorry.' });
    const other = await startDesk({ stores: desk.stores, received: { ofSlot, ofCase: () => Promise.resolve([]) } });
    const { out } = await other.amends(['send', 'show', KEY]);
    await other.close();
    expect(out).toMatch(/\nWhat it says \(en\):\n {2}Sorry\n\n {2}Hello,\n\n {2}we are sorry\.$/);
  });

  it('of a settled one names who settled it how and why', async () => {
    await desk.amends(settle('--arrived', '--reason', 'she\nread it'));
    const { out } = await desk.amends(['send', 'show', KEY]);
    expect(out).toContain('as s-001 has found out.');
    expect(out).toContain('Settled as arrived by s-001: she\nread it');
  });

  it('tells of each attempt before the present one who settled it how, when and why, and warns of two copies', async () => {
    await desk.amends(RESEND);
    const { out: before } = await desk.amends(['send', 'show', KEY]);
    expect(before).not.toMatch(/Attempt|copies/);
    await doubtAgain(desk.stores);
    const { out } = await desk.amends(['send', 'show', KEY]);
    expect(out).toContain('\nAttempt 1: resend, by s-001 at 2026-03-02 12:00Z: no trace of it\n');
    expect(out).toMatch(/If the customer rings: .+ They may hold two copies: attempt 1 was in doubt /);
  });

  it('ends with 3 for a message that was never sent', async () => {
    expect((await desk.amends(['send', 'show', 'acme/case-1/2/apology/1/email'])).code).toBe(3);
  });
});

describe('send settle', () => {
  it('settles it by the verdict and the reason, and says what follows', async () => {
    expect(await desk.amends(ARRIVED)).toMatchObject({ code: 0, out: 'Settled: the customer has it.' });
    expect(await desk.stores.sends.get(KEY)).toMatchObject({
      state: 'accepted',
      settledByHand: { verdict: 'arrived', actor: 's-001', reason: 'she read it to me' },
    });
  });

  it('a second time in other words ends with 4, and says who settled it how', async () => {
    await desk.amends(ARRIVED);
    const run = await desk.amends(RESEND);
    expect(run).toMatchObject({ code: 4, out: '' });
    expect(run.error).toMatch(/^This is settled already: .+ s-001 settled it as arrived at /);
  });

  it('for another attempt than the one in doubt ends with 4 and names that one, which --attempt then settles', async () => {
    await desk.amends(RESEND);
    await doubtAgain(desk.stores);
    const late = await desk.amends(RESEND);
    expect(late).toMatchObject({ code: 4, out: '' });
    expect(late.error).toMatch(/^Another attempt is in doubt: .+ by its attempt 2: look again, and name that one\.$/);
    expect(await state()).toBe('in_doubt');
    expect(await desk.amends([...ARRIVED, '--attempt', '2'])).toMatchObject({ code: 0 });
    expect(await state()).toBe('accepted');
  });

  it('asks at a terminal, and does nothing without a yes', async () => {
    expect(await desk.amends(RESEND, typing(''))).toMatchObject({ code: 1, error: 'Nothing was done.' });
    expect(await state()).toBe('in_doubt');
    expect(await desk.amends(RESEND, typing('y'))).toMatchObject({ code: 0 });
    expect(await state()).toBe('rejected');
  });

  it.each(['--yes', '--no-input'])('asks nobody with %s', async (option) => {
    expect(await desk.amends([...ARRIVED, option], typing('n'))).toMatchObject({ code: 0 });
  });

  it.each([
    ['no verdict', settle('--reason', 'r')],
    ['two verdicts', settle('--arrived', '--resend', '--reason', 'r')],
    ['no reason', settle('--arrived')],
    ['an attempt that is no number', [...ARRIVED, '--attempt', 'last']],
  ])('ends with 2 for %s, and settles nothing', async (_, words) => {
    expect(await desk.amends(words)).toMatchObject({ code: 2, out: '' });
    expect(await state()).toBe('in_doubt');
  });

  it('ends with 5 while the case cannot be told, and the repeat that it asks for completes it', async () => {
    desk.recoveries.failure = new RecoveryUnavailableError('telling');
    const run = await desk.amends(ARRIVED);
    expect(run.code).toBe(5);
    expect(run.error).toContain('Repeat it in the same words');
    desk.recoveries.failure = undefined;
    expect((await desk.amends(ARRIVED)).code).toBe(0);
    expect(desk.recoveries.told).toHaveLength(1);
  });

  it('ends with 1 for a key that may report and not settle', async () => {
    const server = { url: desk.url, apiKey: keys.backend };
    expect((await desk.amends(ARRIVED, { server })).code).toBe(1);
    expect(await state()).toBe('in_doubt');
  });
});

describe('a case with a message in doubt', () => {
  it('shows its task and the command that settles it, until it is settled', async () => {
    const journal = [
      openingEvent({ caseId: 'doubted' }),
      ...opened().step().hears({ kind: 'in_doubt' }).until(HOUR).journal,
    ];
    await putCase(desk.stores.cases, { caseId: 'doubted', customerId: 'c-9', journal });
    const key = 'acme/doubted/1/acknowledgement/1/email';
    await putDoubt(desk.stores, key);
    const shown = async () => (await desk.amends(['case', 'show', 'doubted'])).out;
    const command = `in_doubt; amends send settle ${key} --arrived|--resend --reason <text>`;
    expect(await shown()).toContain(command);
    expect(await shown()).toMatch(
      /Tasks\n {2}settle-\S+, open since .+: Find out whether the acknowledgement by email arrived\./,
    );
    await desk.amends(['send', 'settle', key, '--arrived', '--reason', 'r']);
    expect(await shown()).not.toContain('amends send settle');
    expect(await shown()).not.toContain('Tasks\n');
  });

  it('shows a message that did not arrive as undelivered', async () => {
    const slot = '1/acknowledgement/1/email';
    const journal = opened().until(HOUR).does({ type: 'delivery_failed', slot, code: 'mailbox_full' }).journal;
    const all = [openingEvent({ caseId: 'bounced' }), ...journal];
    await putCase(desk.stores.cases, { caseId: 'bounced', customerId: 'c-9', journal: all });
    const { out } = await desk.amends(['case', 'show', 'bounced']);
    expect(out).toMatch(/acknowledgement by email: undelivered/);
    expect(out).toContain('acknowledgement by email did not arrive: mailbox_full');
  });
});
