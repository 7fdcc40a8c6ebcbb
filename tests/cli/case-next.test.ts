import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, T0, openingEvent } from '../domain/support/builders.js';
import { opened, type Journey } from '../domain/support/journey.js';
import { RESOLVE, answeredWith, answers } from '../domain/support/pasts.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { goOn, putCase } from '../web/support/builders.js';
import { putDoubt, putReach } from '../web/support/sends.js';
import { startDesk, type Desk } from './support/command.js';

const caseOpened = openingEvent();

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

/** Puts a case into the store as its journey has left it, and moves the clock there. */
async function put(caseId: string, journey: Journey, team = 'care'): Promise<void> {
  const view = { ...viewOf(journey.state, journey.next(), journey.now), team };
  await putCase(desk.stores.cases, { caseId, customerId: caseId, journal: [caseOpened, ...journey.journal], view });
  desk.time.now = journey.now;
}

describe('case next', () => {
  it('says that nothing is due, and ends with 0, when no case waits for a person', async () => {
    await put('waits-for-an-answer', opened().does({ type: 'take' }).does({ type: 'resolve', cause: 'x' }).until(DAY));
    expect(await desk.amends(['case', 'next'])).toMatchObject({ code: 0, out: 'Nothing is due.', error: '' });
    expect((await desk.amends(['case', 'next', '--json'])).json()).toEqual({ case: null, todo: null, tasks: [] });
  });

  it('shows the case that is due first, what is due when, and that somebody has to take it', async () => {
    await put('later', opened().does({ type: 'take' }).until(HOUR));
    await put('sooner', opened().until(HOUR));
    const { out } = await desk.amends(['case', 'next']);
    expect(out.split('\n')).toEqual([
      'Case sooner, reference K7QX2M9A, high, round 1',
      'The apology of inc-1 is due at 2026-03-02 13:00 UTC, in 3 h. Nobody has taken it.',
      'Next: amends case take sooner',
    ]);
  });

  it('asks the owner to resolve it, and says of an overdue clock how long ago it was due', async () => {
    await put(
      'owned',
      opened()
        .does({ type: 'take' }, { actor: 's-104' })
        .until(25 * HOUR),
    );
    const { out } = await desk.amends(['case', 'next', '--owner', 's-104']);
    expect(out).toContain('The resolution of inc-1 was due at 2026-03-03 09:00 UTC, 1 h ago. s-104 has it.');
    expect(out).toContain('Next: amends case resolve owned --cause <name>');
    expect(await desk.amends(['case', 'next', '--owner', 's-999'])).toMatchObject({
      out: 'Nothing is due with --owner s-999.',
    });
  });

  it('shows a call that is due before all else, also once the case goes on without it', async () => {
    const asked = opened().until(MINUTE).does({ type: 'call_me', input: 'link-1' }, { actor: 'customer' });
    const called = asked
      .until(2 * MINUTE)
      .does({ type: 'resume' })
      .until(HOUR);
    await put('called', called);
    await put('other', opened().does({ type: 'take' }).until(HOUR));
    const { out } = await desk.amends(['case', 'next']);
    expect(out).toContain('Case called, ');
    expect(out).toContain('Next: amends task show call-inc-1-1 for the number;');
    await put('called-already', called.does({ type: 'task_done', task: 'call-inc-1-1', outcome: 'called' }));
    expect((await desk.amends(['case', 'show', 'called-already'])).out).not.toContain('Next: amends task show');
  });

  it('asks for a decision after a second low answer, and says what happens without one', async () => {
    const askedAgain = answeredWith(2)
      .until(5 * DAY)
      .does(RESOLVE)
      .until(10 * DAY);
    await put('undecided', answers(askedAgain, 1).until(10 * DAY));
    const { out } = await desk.amends(['case', 'next']);
    expect(out).toMatch(
      /The customer answered 1 of 5\. Without a decision it closes as not recovered at .+, in 7 days\./,
    );
    expect(out).toContain('Next: amends case close undecided --outcome <outcome> --cause <name>');
  });

  it('puts a decision before a clock that is due later, and after one that is due sooner', async () => {
    const undecided = answers(
      answeredWith(2)
        .until(5 * DAY)
        .does(RESOLVE)
        .until(10 * DAY),
      1,
    );
    await put('undecided', undecided.until(16 * DAY));
    await putCase(desk.stores.cases, { caseId: 'later', customerId: 'later', view: { dueAt: T0 + 18 * DAY } });
    expect((await desk.amends(['case', 'next'])).out).toContain('Case undecided');
    await putCase(desk.stores.cases, {
      caseId: 'sooner',
      customerId: 'sooner',
      journal: [caseOpened],
      view: { dueAt: T0 },
    });
    expect((await desk.amends(['case', 'next'])).out).toContain('Case sooner');
  });

  it('of one team leaves out what is due sooner elsewhere', async () => {
    await put('sooner', opened().until(HOUR), 'billing');
    await put('later', opened().does({ type: 'take' }).until(HOUR), 'care');
    expect((await desk.amends(['case', 'next', '--team', 'care', '--json'])).json()).toMatchObject({
      case: { caseId: 'later', view: { team: 'care' } },
      todo: { act: 'resolve', dueAt: T0 + 24 * HOUR },
    });
  });

  it('asks to reach a customer whom no channel does, before the failure is put right', async () => {
    const asked = opened({ reachableBy: [] }).and({ type: 'rules_adopted', version: 3 }).step();
    const raised = asked.and({ type: 'task_raised', task: 'reach-inc-1-1' });
    await put('unreachable', raised.does({ type: 'take' }, { actor: 's-104' }).at(2 * HOUR));
    await putReach(desk.stores, { id: 'reach-inc-1-1', caseId: 'unreachable', dueAt: T0 + 24 * HOUR });
    const { out } = await desk.amends(['case', 'next']);
    expect(out.split('\n').slice(1)).toEqual([
      'No message reached the customer, who has to be told by other means. That is due at 2026-03-03 09:00 UTC, in 22 h. s-104 has it.',
      'Next: amends task done reach-inc-1-1 --outcome reached|not_reached --note <text>',
    ]);
  });

  it('names what else people are asked to do for the case, with the command', async () => {
    await put('doubted', opened().until(HOUR));
    await putDoubt(desk.stores, 'acme/doubted/1/apology/1/email');
    expect((await desk.amends(['case', 'next'])).out.split('\n').slice(2)).toEqual([
      'Next: amends case take doubted',
      'Also: Find out whether the apology by email arrived. amends send settle acme/doubted/1/apology/1/email --arrived|--resend --reason <text>',
    ]);
  });

  it('says so when the case has gone on between the list and the look', async () => {
    await put('quick', opened().until(HOUR));
    const { cases } = desk.stores;
    const list = cases.list.bind(cases);
    cases.list = async (...asked) => {
      const page = await list(...asked);
      await goOn(cases, 'quick', { waitingFor: 'provider' });
      return page;
    };
    expect((await desk.amends(['case', 'next'])).out).toMatch(
      /^quick was due, and has gone on meanwhile\. A message or/,
    );
  });
});
