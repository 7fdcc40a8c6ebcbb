import { describe, expect, it } from 'vitest';
import type { CaseInput } from '../../domain/case/commands.js';
import { todoOf } from '../../domain/journey/todo.js';
import { owedToTell } from '../../domain/journey/watchers/reach-by-hand.js';
import { anIncident, DAY, HOUR, MINUTE, T0 } from './support/builders.js';
import { asks, given, type Journey, opened, waits } from './support/journey.js';
import { RESOLVE } from './support/pasts.js';
import { adopted, raised, reach, unreachable } from './support/reaching.js';

const ACK = '1/acknowledgement/1/email';

describe('a customer whom no channel reaches', () => {
  const failedAt = (slot: string): CaseInput => ({ type: 'delivery_failed', slot, code: 'bad_address' });

  it('is a task for a person, due when the solution is, and once', () => {
    const { facts } = { facts: unreachable().step().facts('task_requested') };
    expect(facts).toEqual([{ type: 'task_requested', task: 'reach-inc-1-1', kind: 'reach_customer', dueAt: T0 + DAY }]);
    expect(waits(raised)).toMatchObject({ waitingFor: 'agent' });
  });

  it('was nobody’s task under earlier rules', () => {
    const before = opened()
      .step()
      .hears({ kind: 'rejected', code: 'mailbox_refused' })
      .step()
      .hears({ kind: 'rejected', code: 'unreachable_number' });
    expect(before.next()).not.toMatchObject({ fact: { type: 'task_requested' } });
  });

  it('is a task from the start where the report named no contact point', () => {
    const j = opened({ reachableBy: [] }).and({ type: 'rules_adopted', version: 3 }).step();
    expect(j.facts('task_requested')).toHaveLength(1);
  });

  it('has to be reached anew with the solution, where a person said only that we have it', () => {
    const told = raised.at(HOUR).does(reach('reached'));
    expect(told.next()).not.toMatchObject({ fact: { type: 'task_requested' } });
    const j = told
      .at(2 * HOUR)
      .does(RESOLVE)
      .step();
    expect(j.facts('task_requested').at(-1)).toMatchObject({ task: 'reach-inc-1-2' });
    const owed = [raised, told, j].map(({ state }) => owedToTell(state).map(({ id }) => id));
    expect(owed).toEqual([['inc-1'], [], ['inc-1']]);
  });

  it('is asked for anew in a case that is reopened: with the case before ended the task', () => {
    const closed = raised.and({ type: 'case_closed', outcome: 'unreachable', cause: 'x', lastMessage: 'none' });
    expect(closed.state.reaches).toMatchObject([{ state: 'ended', endedAt: closed.now }]);
    const j = closed.and({ type: 'case_reopened', because: 'incident' }).step();
    expect(j.facts('task_requested').at(-1)).toMatchObject({ task: 'reach-inc-1-2' });
    const failed = raised
      .does(reach('not_reached'))
      .and({ type: 'case_closed', outcome: 'unreachable', cause: 'x', lastMessage: 'none' })
      .and({ type: 'case_reopened', because: 'incident' });
    expect(failed.next()).not.toMatchObject({ fact: { type: 'task_requested' } });
  });

  it('ends as unreachable when that failed too, and nobody is asked a second time', () => {
    const j = raised
      .at(HOUR)
      .does(reach('not_reached'))
      .at(2 * HOUR)
      .does(RESOLVE)
      .until(30 * DAY);
    expect(j.state.closed).toMatchObject({ outcome: 'unreachable' });
    expect(j.facts('task_requested')).toHaveLength(1);
  });

  it('ends as unconfirmed when a person told the solution', () => {
    const j = raised
      .at(HOUR)
      .does(RESOLVE)
      .at(2 * HOUR)
      .does(reach('reached'))
      .until(30 * DAY);
    expect(j.state.closed).toMatchObject({ outcome: 'unconfirmed' });
  });

  it('waits for the person before the case ends, for as long as cases wait for people, and lapses then', () => {
    const resolved = raised.at(HOUR).does(RESOLVE);
    expect(waits(resolved.until(DAY))).toMatchObject({ waitingFor: 'agent' });
    expect(waits(resolved.until(6 * DAY))).toMatchObject({ waitingFor: 'agent', until: 7 * DAY });
    const j = resolved.until(30 * DAY);
    expect(j.times('task_lapsed')).toEqual([7 * DAY]);
    expect(j.state.closed).toMatchObject({ outcome: 'unreachable' });
  });

  it('is no task where another channel is left', () => {
    const j = opened()
      .and({ type: 'rules_adopted', version: 3 })
      .step()
      .hears({ kind: 'rejected', code: 'mailbox_refused' });
    expect(asks(j)).toMatchObject({ channel: 'sms' });
  });

  it.each(['reach-inc-1-2', 'reach-other-1'])('no other task ends it: %s', (task) => {
    given(raised).when({ type: 'task_done', task, outcome: 'reached' }).refused('no_such_task');
    given(raised.does(reach('reached')))
      .when(reach('not_reached'))
      .refused('no_such_task');
  });

  it.each(['refused_by_provider', 'not_delivered', 'mailbox_full', 'no_receipt', 'not_configured'])(
    'is a task as well where every channel failed as %s, which closes none',
    (code) => {
      const j = adopted().step().hears({ kind: 'rejected', code }).step().hears({ kind: 'rejected', code }).step();
      expect(j.facts('task_requested')).toHaveLength(1);
      const one = adopted().step().hears({ kind: 'rejected', code });
      expect(one.next()).not.toMatchObject({ fact: { type: 'task_requested' } });
    },
  );

  it('is a task where a message found no end, however often it was asked for', () => {
    const j = adopted()
      .at(HOUR)
      .does(RESOLVE)
      .until(60 * DAY, { send: () => 'open' });
    expect(j.facts('task_requested')).toHaveLength(1);
    expect(j.state.closed).toMatchObject({ outcome: 'unreachable' });
  });

  it('is a task where the solution arrived on no channel, though the acknowledgement did', () => {
    const told = adopted()
      .until(MINUTE)
      .at(HOUR)
      .does(RESOLVE)
      .until(2 * HOUR);
    const lost = (slot: string): CaseInput => ({ type: 'delivery_failed', slot, code: 'not_delivered' });
    const first = told.does(lost('1/resolution/1/email')).until(3 * HOUR);
    expect(first.facts('task_requested')).toEqual([]);
    expect(
      first
        .does(lost('1/resolution/1/sms'))
        .until(4 * HOUR)
        .facts('task_requested'),
    ).toHaveLength(1);
  });

  it('is nobody’s task any more once a message got through', () => {
    const failing = adopted();
    const [a, b] = [{ kind: 'rejected', code: 'not_delivered' } as const, { kind: 'accepted' } as const];
    const asked = failing.step().hears(a).step().hears(a).step().and({ type: 'task_raised', task: 'reach-inc-1-1' });
    const heard = asked.at(HOUR).does({ type: 'take' }).step().hears(b).step();
    expect(heard.facts('task_ended')).toEqual([{ type: 'task_ended', task: 'reach-inc-1-1' }]);
    expect(asked.at(HOUR).does({ type: 'take' }).step().facts('task_ended')).toEqual([]);
    given(heard).when(reach('reached')).refused('no_such_task');
  });

  it('is nobody’s task any more once a person ended the case', () => {
    const j = raised
      .at(HOUR)
      .does({ type: 'abort', cause: 'duplicate_report' })
      .until(2 * HOUR);
    expect(j.facts('task_ended')).toHaveLength(1);
    expect(j.state.phase).toBe('closed');
  });

  it('whom a person could not reach is asked for again once a message got through and the next one did not', () => {
    const corrected = { type: 'contact_corrected', reachableBy: ['email'], corrected: ['email'] } as const;
    const failed: CaseInput = { type: 'delivery_failed', slot: '1/resolution/1/email', code: 'mailbox_refused' };
    const gone = adopted(opened({ reachableBy: ['email'] }))
      .step()
      .hears({ kind: 'rejected', code: 'mailbox_refused' })
      .step()
      .and({ type: 'task_raised', task: 'reach-inc-1-1' })
      .at(HOUR)
      .does(reach('not_reached'));
    const told = gone
      .at(2 * HOUR)
      .does(corrected)
      .caughtUp()
      .until(2 * HOUR + MINUTE)
      .at(3 * HOUR)
      .does(RESOLVE);
    const lost = told
      .until(4 * HOUR)
      .does(failed)
      .until(5 * HOUR);
    expect(lost.facts('task_requested').slice(1)).toMatchObject([{ task: 'reach-inc-1-2' }]);
  });

  describe('and whose address is corrected', () => {
    const corrected = raised
      .at(HOUR)
      .does({ type: 'contact_corrected', reachableBy: ['email', 'sms'], corrected: ['email'] })
      .caughtUp();

    it('gets the pending message once, under the same key', () => {
      expect(asks(corrected)).toMatchObject({ slot: ACK, request: 2 });
      const j = corrected
        .step()
        .hears({ kind: 'accepted' })
        .until(90 * MINUTE);
      expect(j.asked('acknowledgement').map(({ slot }) => slot)).toEqual([ACK, '1/acknowledgement/1/sms', ACK]);
      expect(j.told()).toEqual([ACK]);
    });

    it('gets what is owed now, not what was owed then', () => {
      const late = raised
        .at(HOUR)
        .does(RESOLVE)
        .until(2 * HOUR);
      const j = late
        .does({ type: 'contact_corrected', reachableBy: ['email', 'sms'], corrected: ['email'] })
        .caughtUp();
      expect(asks(j)).toMatchObject({ message: 'resolved_at_once', channel: 'email' });
    });

    it('needs no person any more once that message went out', () => {
      const j = corrected.step().hears({ kind: 'accepted' }).step();
      expect(j.facts('task_ended')).toHaveLength(1);
      expect(todoOf(j.state, { waitingFor: 'agent' }, j.now)).toMatchObject({ act: 'take' });
      expect(todoOf(corrected.state, { waitingFor: 'agent' }, corrected.now)).toMatchObject({ act: 'reach' });
    });

    it.each([
      ['a failure at the old address that is heard of afterwards', (j: Journey): Journey => j.does(failedAt(ACK))],
      ['nothing', (j: Journey): Journey => j],
    ])('is asked on the new one in spite of %s', (what, then) => {
      const accepted = adopted(opened({ reachableBy: ['email'] }))
        .step()
        .hears({ kind: 'accepted' })
        .at(HOUR);
      const changed = accepted.does({ type: 'contact_corrected', reachableBy: ['email'], corrected: ['email'] });
      const j = then(changed.at(HOUR + MINUTE)).caughtUp();
      if (what === 'nothing') expect(asks(j)).toBeUndefined();
      else expect(asks(j)).toMatchObject({ slot: ACK, request: 2 });
    });

    it('is asked on that channel no more when the new address is refused as well', () => {
      const j = corrected.step().hears({ kind: 'rejected', code: 'mailbox_refused' });
      expect(asks(j)).toBeUndefined();
    });
  });

  it('is owed nothing more once the case holds only what a decision ended', () => {
    const j = unreachable(opened({ incident: anIncident() })).does({ type: 'withdraw', cause: 'parcel_turned_up' });
    expect(j.until(DAY).facts('task_requested')).toEqual([]);
  });
});
