import { WorkflowUpdateFailedError } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { afterEach, describe, expect, it } from 'vitest';
import { CaseClosedError, CommandRefusedError } from '../../client/index.js';
import type { Refusal, StaffCommand } from '../../domain/case/commands.js';
import { DAY, HOUR, MINUTE } from '../domain/support/builders.js';
import type { Customer } from './support/customer.js';
import { gate } from './support/gate.js';
import { timeSkippingWorld } from './support/worlds.js';

const RESOLVE = { type: 'resolve', cause: 'courier_lost_it' } as const;
const ABORT = { type: 'abort', cause: 'duplicate_report' } as const;
const { EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED: ACCEPTED } = temporal.api.enums.v1.EventType;

/** Everything that is wrong with the form of one command each; `form` stands for what every command has. */
const form = { requestId: 'q', actor: 's-104', caseId: 'inc-1', round: 1 };
const malformed: readonly (readonly [update: string, request: unknown, fault: RegExp])[] = [
  ['take', null, /an object/],
  ['take', 'take', /an object/],
  ['take', { ...form, type: 'incident', incidentId: 'inc-9' }, /type has to be take/],
  ['take', { ...form, type: 'close', outcome: 'declined', cause: 'x' }, /type has to be take/],
  ['take', { ...form, type: 'take', requestId: '' }, /requestId/],
  ['take', { ...form, type: 'take', actor: undefined }, /actor/],
  ['take', { ...form, type: 'take', caseId: 7 }, /caseId/],
  ['take', { ...form, type: 'take', round: 0 }, /round/],
  ['resolve', { ...form, type: 'resolve' }, /cause/],
  ['resolve', { ...form, type: 'resolve', cause: 'x', incidents: 'inc-1' }, /incidents/],
  ['resolve', { ...form, type: 'resolve', cause: 'x', incidents: [] }, /incidents/],
  ['hold', { ...form, type: 'hold', reason: '', until: 1 }, /reason/],
  ['hold', { ...form, type: 'hold', reason: 'travelling', until: 'tomorrow' }, /until/],
  ['resume', { ...form, type: 'resume', round: 1.5 }, /round/],
  ['recategorise', { ...form, type: 'recategorise', category: 'Not a name' }, /category/],
  ['withdraw', { ...form, type: 'withdraw', cause: 'Not a name' }, /cause/],
  ['abort', { ...form, type: 'abort', cause: 4 }, /cause/],
  ['close', { ...form, type: 'close', outcome: 'fine', cause: 'x' }, /outcome/],
  ['close', { ...form, type: 'close', outcome: 'declined' }, /cause/],
];

describe('commands to a recovery', () => {
  const world = timeSkippingWorld();

  afterEach(() => {
    world().replaced = {};
  });

  async function open(): Promise<Customer> {
    const customer = world().customer();
    await customer.report();
    await world().pass(10_000);
    return customer;
  }

  async function ends(customer: Customer): Promise<void> {
    await customer.command(ABORT);
    await customer.ended();
  }

  async function refusalOf(command: Promise<unknown>): Promise<Refusal | 'closed' | undefined> {
    try {
      await command;
      return undefined;
    } catch (error) {
      if (error instanceof CommandRefusedError) return error.refusal;
      if (error instanceof CaseClosedError) return 'closed';
      throw error;
    }
  }

  it('a malformed command is rejected with the reason, leaves no event, and the case goes on', async () => {
    const customer = await open();
    for (const [update, request, fault] of malformed) {
      const rejected: unknown = await customer.run.executeUpdate(update, { args: [request] }).catch((e: unknown) => e);
      if (!(rejected instanceof WorkflowUpdateFailedError)) throw new Error(`${update} was not rejected`);
      expect(rejected.cause).toMatchObject({ type: 'Malformed', message: expect.stringMatching(fault) as string });
    }
    const { events } = await customer.run.fetchHistory();
    expect(events?.filter(({ eventType }) => eventType === ACCEPTED)).toEqual([]);
    await ends(customer);
  });

  it('a command that makes no sense in the state of the case is refused with its code, and changes nothing', async () => {
    const customer = await open();
    const now = await world().now();
    const hold = { type: 'hold', reason: 'customer_is_travelling' } as const;
    const refuses = async (reason: Refusal, command: StaffCommand, round = 1): Promise<void> =>
      expect(await refusalOf(customer.command(command, { round }))).toBe(reason);

    await refuses('not_held', { type: 'resume' });
    await refuses('hold_in_the_past', { ...hold, until: now - HOUR });
    await refuses('hold_too_long', { ...hold, until: now + 15 * DAY });
    await refuses('other_round', RESOLVE, 2);
    await refuses('unknown_incident', { ...RESOLVE, incidents: ['inc-none'] });
    await refuses('outcome_not_by_hand', { type: 'close', outcome: 'recovered', cause: 'wishful' });
    await customer.command({ type: 'take' });
    await refuses('already_owned', { type: 'take' });
    await customer.command({ ...hold, until: now + HOUR });
    await refuses('already_held', { ...hold, until: now + HOUR });
    await customer.command({ type: 'resume' });
    await customer.command(RESOLVE);
    await refuses('already_resolved', RESOLVE);
    // The closing message is held back: with it the case would close.
    const closing = gate();
    world().replaced = { deliver: (input) => closing.then(() => world().activities.deliver(input)) };
    await customer.command(ABORT);
    await refuses('ending_already', ABORT);
    closing.open();
    await customer.ended();
    expect(await customer.facts('command_refused')).toEqual([]);
    expect(await refusalOf(customer.command(ABORT))).toBe('closed');
  });

  it('a case is moved to another category, and goes on by its protocol as the frozen programme has it', async () => {
    const customer = await open();
    await customer.command({ type: 'recategorise', category: 'fee' });
    await world().pass(MINUTE);
    const [moved] = await customer.facts('recategorised');
    expect(moved).toMatchObject({ category: 'fee', protocol: { name: 'default' } });
    expect(await refusalOf(customer.command({ type: 'recategorise', category: 'fee' }))).toBe('same_category');
    await ends(customer);
    expect((await customer.view()).incidents).toMatchObject([{ category: 'fee' }]);
  });

  it('a command for another case of the customer is refused as closed', async () => {
    const customer = await open();
    expect(await refusalOf(customer.command({ type: 'take' }, { caseId: 'inc-earlier' }))).toBe('closed');
    await ends(customer);
    expect(await customer.facts('owner_changed')).toEqual([]);
  });

  it('the same request twice gives the same place in the journal and changes nothing the second time', async () => {
    const customer = await open();
    const first = await customer.command({ type: 'take' }, { requestId: 'once' });
    expect(await customer.command({ type: 'take' }, { requestId: 'once' })).toEqual(first);
    const { caseId } = customer;
    const request = { ...form, type: 'take', caseId, requestId: 'once' };
    const again = await customer.run.executeUpdate('take', { args: [request], updateId: 'another attempt' });
    expect(again).toEqual(first);
    await ends(customer);
    expect(await customer.facts('owner_changed')).toHaveLength(1);
  });

  it('a cancel in the Temporal Web UI ends the case as any other abort: the customer gets a closing', async () => {
    const customer = await open();
    world().email.fail(customer.caseId);
    await world().pass(2 * HOUR + MINUTE);
    await customer.run.cancel();
    world().email.recover(customer.caseId);
    expect(await customer.ended()).toMatchObject({ outcome: 'not_recovered', cause: 'cancelled_by_operator' });
    expect(customer.heard).toEqual(['acknowledgement', 'closing']);
    expect(await customer.sends()).toMatchObject({ '1/apology/1/email': 'withdrawn' });
    expect(await customer.journal()).toContainEqual(expect.objectContaining({ actor: 'operator' }));
  });

  it('an answer that belongs to another case or round is refused as a fact and not counted', async () => {
    const customer = await open();
    await customer.command(RESOLVE);
    await world().pass(4 * DAY);
    await customer.run.signal('answer', { caseId: 'inc-earlier', round: 1, score: 1 });
    await customer.run.signal('answer', { caseId: customer.caseId, round: 2, score: 1 });
    await customer.answer(5);
    expect(await customer.ended()).toMatchObject({ outcome: 'recovered' });
    expect(await customer.facts('command_refused', 'survey_answered')).toEqual([
      { type: 'command_refused', command: 'answer', reason: 'closed' },
      { type: 'command_refused', command: 'answer', reason: 'other_round' },
      { type: 'survey_answered', round: 1, score: 5 },
    ]);
  });

  it('a second answer and one before any survey are refused as facts', async () => {
    const customer = await open();
    const early = { caseId: customer.caseId, round: 1, score: 1 };
    await customer.run.signal('answer', early);
    await customer.command(RESOLVE);
    await world().pass(4 * DAY);
    await customer.answer(2);
    await customer.run.signal('answer', early);
    await world().pass(MINUTE);
    await ends(customer);
    expect(await customer.facts('command_refused')).toEqual([
      { type: 'command_refused', command: 'answer', reason: 'no_survey_open' },
      { type: 'command_refused', command: 'answer', reason: 'other_round' },
    ]);
  });

  it('a signal without what it has to carry is refused as a fact, and the case goes on', async () => {
    const customer = await open();
    await customer.run.signal('incident');
    await customer.run.signal('incident', { incidentId: 7 });
    await customer.run.signal('answer', { caseId: customer.caseId, round: 1, score: 'five' });
    await ends(customer);
    expect(await customer.facts('command_refused')).toEqual([
      { type: 'command_refused', command: 'incident', reason: 'malformed' },
      { type: 'command_refused', command: 'incident', reason: 'malformed' },
      { type: 'command_refused', command: 'answer', reason: 'malformed' },
    ]);
  });
});
