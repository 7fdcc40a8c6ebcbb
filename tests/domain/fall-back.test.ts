import { describe, expect, it } from 'vitest';
import type { CaseInput } from '../../domain/case/commands.js';
import { anIncident, DAY, HOUR, MINUTE, T0 } from './support/builders.js';
import { asks, given, opened, waits, type Journey } from './support/journey.js';

const RESOLVE = { type: 'resolve', cause: 'courier_lost_it' } as const;
const ACK = '1/acknowledgement/1/email';
const failed = (slot: string, code = 'mailbox_refused'): CaseInput => ({ type: 'delivery_failed', slot, code });
const acknowledged = opened().until(MINUTE);

describe('a message that did not arrive', () => {
  it('is asked for on the next channel, with a promise of its own', () => {
    const j = acknowledged.at(HOUR).does(failed(ACK)).caughtUp();
    expect(asks(j)).toMatchObject({ slot: '1/acknowledgement/1/sms', request: 1, promise: { about: 'news' } });
  });

  it('counted as heard until then: without the report nothing is asked for again', () => {
    expect(asks(acknowledged.at(HOUR))).toBeUndefined();
  });

  it('takes back what it promised, since nobody heard it', () => {
    given(acknowledged.at(HOUR))
      .when(failed(ACK))
      .then(
        { type: 'message_undelivered', slot: ACK, code: 'mailbox_refused' },
        { type: 'promise_unheard', id: 'p1', slot: ACK },
      );
    expect(acknowledged.at(HOUR).does(failed(ACK)).state.promises).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('closes its channel for later messages where its address is at fault', () => {
    const j = acknowledged
      .at(HOUR)
      .does(failed(ACK))
      .until(2 * HOUR)
      .does(RESOLVE);
    expect(asks(j)).toMatchObject({ slot: '1/resolution/1/sms' });
  });

  it.each(['no_receipt', 'mailbox_full', 'not_delivered'])('%s leaves its channel open for later messages', (code) => {
    const j = acknowledged
      .at(HOUR)
      .does(failed(ACK, code))
      .until(2 * HOUR)
      .does(RESOLVE);
    expect(asks(j)).toMatchObject({ slot: '1/resolution/1/email' });
  });

  it('has not apologised: the apology is owed again, and goes out by the next channel', () => {
    const apologised = acknowledged
      .at(HOUR)
      .does({ type: 'take' })
      .until(2 * HOUR);
    const slot = '1/apology/1/email';
    expect(apologised.state.lastApologyAt).toBe(T0 + HOUR);
    const j = apologised.does(failed(slot)).caughtUp();
    expect(j.state).not.toHaveProperty('lastApologyAt');
    expect(asks(j)).toMatchObject({ slot: '1/apology/1/sms' });
  });

  it('has not owned up to a missed promise: the next one does', () => {
    const owned = acknowledged
      .at(2 * HOUR)
      .does({ type: 'take' })
      .until(26 * HOUR);
    expect(owned.state.promises.slice(-2)).toMatchObject([{ state: 'missed', ownedUp: true }, { state: 'open' }]);
    const j = owned.does(failed('1/progress_update/1/email')).caughtUp();
    expect(asks(j)).toMatchObject({ slot: '1/progress_update/1/sms', missedDueAt: T0 + DAY });
  });

  it('no longer holds the clock of the solution: told late is late', () => {
    const told = acknowledged
      .at(HOUR)
      .does(RESOLVE)
      .until(2 * HOUR);
    expect(
      told
        .at(30 * HOUR)
        .caughtUp()
        .facts('clock_breached'),
    ).toEqual([]);
    const j = told
      .at(30 * HOUR)
      .does(failed('1/resolution/1/email'))
      .caughtUp();
    expect(j.facts('clock_breached')).toContainEqual(expect.objectContaining({ clock: 'resolution' }));
  });

  it('is heard of before its sender said that it was taken: the word of the sender changes nothing', () => {
    const j = opened().step().does(failed(ACK));
    expect(j.state.messages).toMatchObject([{ state: 'undelivered' }]);
    expect(asks(j)).toMatchObject({ slot: '1/acknowledgement/1/sms' });
  });

  it.each([ACK, '1/apology/1/email'])('is refused a second time, and where nothing was sent: %s', (slot) => {
    given(acknowledged.does(failed(ACK)))
      .when(failed(slot))
      .refused('not_sent');
  });

  it('is heard of even when it is decided how the case ends: the closing message takes the next channel', () => {
    const closing = acknowledged
      .at(HOUR)
      .does({ type: 'abort', cause: 'duplicate_report' })
      .step()
      .hears({ kind: 'accepted' });
    expect(asks(closing.does(failed('1/closing/1/email')))).toMatchObject({ slot: '1/closing/1/sms' });
  });
});

describe('a message to a stopped address', () => {
  it.each(['opted_out', 'complained', 'address_stopped'])('is left out as %s, and takes the next channel', (reason) => {
    expect(asks(opened().step().hears({ kind: 'skipped', reason }))).toMatchObject({ slot: '1/acknowledgement/1/sms' });
  });

  it('that was left out for a reason of its own goes on without it', () => {
    expect(asks(opened().step().hears({ kind: 'skipped', reason: 'capped' }))).toBeUndefined();
  });
});

describe('a message in doubt', () => {
  const doubtful = opened()
    .step()
    .hears({ kind: 'in_doubt', promiseDueAt: T0 + DAY });

  it('that arrived after all was sent, and keeps what was promised before it', () => {
    given(doubtful.at(HOUR))
      .when({ type: 'send_settled', slot: ACK, verdict: 'arrived' })
      .then({ type: 'message_accepted', slot: ACK });
    const resolved = acknowledged.at(HOUR).does(RESOLVE).step().hears({ kind: 'in_doubt' });
    given(resolved)
      .when({ type: 'send_settled', slot: '1/resolution/1/email', verdict: 'arrived' })
      .then(
        { type: 'message_accepted', slot: '1/resolution/1/email' },
        { type: 'promise_kept', id: 'p1', slot: '1/resolution/1/email' },
      );
  });

  it('that may be sent again is asked for under its own key', () => {
    const j = doubtful.at(HOUR).does({ type: 'send_settled', slot: ACK, verdict: 'resend' }).caughtUp();
    expect(asks(j)).toMatchObject({ slot: ACK, request: 2 });
  });

  it('is settled once', () => {
    const settled = doubtful.does({ type: 'send_settled', slot: ACK, verdict: 'arrived' });
    given(settled).when({ type: 'send_settled', slot: ACK, verdict: 'resend' }).refused('not_in_doubt');
    given(opened()).when({ type: 'send_settled', slot: ACK, verdict: 'arrived' }).refused('not_in_doubt');
  });
});

describe('a customer whom no channel reaches', () => {
  /** Under the rules of today, with every channel closed. */
  const unreachable = (j: Journey = opened()): Journey =>
    j
      .and({ type: 'rules_adopted', version: 3 })
      .step()
      .hears({ kind: 'rejected', code: 'mailbox_refused' })
      .step()
      .hears({ kind: 'rejected', code: 'unreachable_number' });
  const raised = unreachable().step().and({ type: 'task_raised', task: 'reach-inc-1-1' });
  const reach = (outcome: 'reached' | 'not_reached', ordinal = 1): CaseInput => {
    return { type: 'task_done', task: `reach-inc-1-${ordinal}`, outcome };
  };

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
