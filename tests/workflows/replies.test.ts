import { describe, expect, it } from 'vitest';
import { hearInput } from '../../activities/hear-input.js';
import type { StoredInput } from '../../ports/input-store.js';
import { referenceOf } from '../../web/reference.js';
import { takeInput } from '../../web/take-input.js';
import { DAY, HOUR } from '../domain/support/builders.js';
import type { Customer } from './support/customer.js';
import { timeSkippingWorld } from './support/worlds.js';

const RESOLVE = { type: 'resolve', cause: 'courier_lost_it' } as const;
const silent = { error: () => undefined };

describe('a customer who writes', () => {
  const world = timeSkippingWorld();
  let inputs = 0;

  /** The customer wrote or did something; it is stored, read and told as the doors of the web edge do. */
  async function says(customer: Customer, said: Partial<StoredInput> = {}): Promise<string> {
    const now = await world().now();
    const inputId = `mail-${++inputs}`;
    const whose = { tenant: 'acme', customerId: customer.id, caseId: customer.caseId };
    const input = { inputId, kind: 'reply', channel: 'email', receivedAt: now, ...whose, ...said } as const;
    const { stores, client: recoveries } = world();
    const sources = { ...stores, clock: { now: () => now }, recoveries, referenceOf };
    await takeInput({ stores, hearInput: (stored) => hearInput(sources, stored) }, input, silent);
    return inputId;
  }

  async function resolved(): Promise<Customer> {
    const customer = world().customer();
    await customer.report();
    await world().pass(10_000);
    await customer.command({ type: 'take' });
    await world().pass(HOUR);
    await customer.command(RESOLVE);
    await world().pass(HOUR);
    return customer;
  }

  const told = ['acknowledgement', 'apology', 'resolution'];
  const taskOf = (customer: Customer, kind: 'reply' | 'call') => `${kind}-${customer.caseId}-1`;
  const openTasks = async ({ caseId }: Customer) =>
    (await world().stores.tasks.list({ tenant: 'acme', caseId, open: true }, { limit: 9 })).items;

  it('hears nothing more by itself until a person has read it, who is called when nobody does', async () => {
    const customer = await resolved();
    const input = await says(customer, { text: 'It is broken again.' });
    await world().pass(10 * DAY);
    expect(customer.heard).toEqual(told);
    expect(await openTasks(customer)).toMatchObject([{ id: taskOf(customer, 'reply'), kind: 'answer_reply' }]);
    expect(await customer.view()).toMatchObject({ waitingFor: 'agent', repliedAt: expect.any(Number) as number });
    expect(await customer.facts('escalated')).toContainEqual(expect.objectContaining({ because: 'unanswered' }));
    expect((await world().stores.inputs.get({ tenant: 'acme', inputId: input }))?.heardAt).toBeDefined();
    await customer.tell({ type: 'task_done', task: taskOf(customer, 'reply'), outcome: 'answered' });
    await world().pass(4 * DAY);
    expect(customer.heard.length).toBeGreaterThan(told.length);
  });

  it.each([
    ['a plain thanks', { text: 'Thank you very much!' }],
    ['the answer of a machine', { text: 'I am away until Monday.', automatic: true }],
  ] as const)('changes nothing by %s', async (_, said) => {
    const customer = await resolved();
    await says(customer, said);
    await world().pass(4 * DAY);
    expect(customer.heard).toEqual([...told, 'follow_up', 'survey']);
    expect(await openTasks(customer)).toEqual([]);
  });

  it('after the end opens a repeat with the earlier case in its context', async () => {
    const customer = await resolved();
    await world().pass(4 * DAY);
    await customer.answer(5);
    await customer.ended();
    const input = await says(customer, { text: 'It came back.' });
    const repeat = { tenant: 'acme', caseId: `again-${input}` };
    await world().pass(HOUR);
    const [opening] =
      (await world().stores.cases.get(repeat))?.journal.filter(({ type }) => type === 'case_opened') ?? [];
    expect(opening).toMatchObject({ caseId: repeat.caseId, incident: { repeatOf: customer.caseId } });
    const incident = await world().stores.incidents.get({ tenant: 'acme', incidentId: repeat.caseId });
    expect(incident?.incident).toMatchObject({ source: 'interaction', story: 'It came back.' });
  });

  it('while the case is just closing keeps it open', async () => {
    const customer = await resolved();
    await world().pass(4 * DAY);
    let spoken: Promise<string> | undefined;
    world().replaced = {
      projectCase: async (input) => {
        const closes = input.caseId === customer.caseId && input.events.some(({ type }) => type === 'case_closed');
        if (closes) await (spoken ??= says(customer, { text: 'Wait, it is not right!' }));
        return world().activities.projectCase(input);
      },
    };
    await customer.answer(5);
    await world().pass(HOUR);
    world().replaced = {};
    const input = await spoken;
    expect(await customer.facts('case_reopened', 'customer_replied')).toMatchObject([
      { type: 'case_reopened' },
      { type: 'customer_replied', input },
    ]);
    expect(await openTasks(customer)).toMatchObject([{ kind: 'answer_reply' }]);
  });

  it('and asks for a call has one confirmed with its time, and a task; once they are called, the case goes on', async () => {
    const customer = await resolved();
    await says(customer, { kind: 'call_me', channel: 'page' });
    await world().pass(HOUR);
    expect(customer.heard).toEqual([...told, 'callback_confirmation']);
    expect(await openTasks(customer)).toMatchObject([{ kind: 'call_back', dueAt: expect.any(Number) as number }]);
    // Whoever opens the case to make the call sees at once what was promised; other messages show with what comes next.
    const promise = expect.objectContaining({ type: 'promise_made', about: 'call' }) as unknown;
    expect(await customer.facts('promise_made')).toContainEqual(promise);
    await customer.tell({ type: 'task_done', task: taskOf(customer, 'call'), outcome: 'called' });
    await world().pass(4 * DAY);
    expect(customer.heard).toContain('follow_up');
  });

  it('that it is settled gives promotion free; that it is not opens the second chance', async () => {
    const [content, unhappy] = [await resolved(), await resolved()];
    expect(await content.view()).toMatchObject({ lease: { kind: 'held' } });
    await says(content, { kind: 'settled', channel: 'page' });
    await says(unhappy, { kind: 'not_settled', channel: 'page' });
    await world().pass(HOUR);
    expect(await content.view()).toMatchObject({ acceptance: { settled: true }, round: 1 });
    expect((await content.view()).lease.kind).not.toBe('held');
    expect(await unhappy.view()).toMatchObject({ round: 2, lease: { kind: 'held' } });
    expect(unhappy.heard).toContain('second_chance');
  });
});
