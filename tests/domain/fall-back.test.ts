import { describe, expect, it } from 'vitest';
import type { CaseInput } from '../../domain/case/commands.js';
import { DAY, HOUR, MINUTE, T0 } from './support/builders.js';
import { asks, given, opened, type Journey } from './support/journey.js';

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

describe('a solution that did not arrive', () => {
  const promised = acknowledged.at(HOUR).does(RESOLVE).step().hears({ kind: 'accepted' });
  const slot = '1/resolution/1/email';

  it('keeps no promise that it would have kept: it is owed still, and missed when its time has passed', () => {
    expect(promised.facts('promise_kept')).toEqual([{ type: 'promise_kept', id: 'p1', slot }]);
    given(promised.at(2 * HOUR))
      .when(failed(slot))
      .then(
        { type: 'message_undelivered', slot, code: 'mailbox_refused' },
        { type: 'promise_reopened', id: 'p1', slot },
      );
    const late = promised
      .at(25 * HOUR)
      .does(failed(slot))
      .caughtUp();
    expect(late.facts('promise_missed')).toEqual([{ type: 'promise_missed', id: 'p1' }]);
  });

  it('owes nothing of a promise that nobody had heard: its own message is on its way for the second time', () => {
    const again = promised
      .and({ type: 'rules_adopted', version: 4 })
      .at(2 * HOUR)
      .does(failed(ACK, 'mailbox_full'))
      .and(...promised.facts('message_requested').slice(0, 1));
    given(again)
      .when(failed(slot))
      .then(
        { type: 'message_undelivered', slot, code: 'mailbox_refused' },
        { type: 'promise_unheard', id: 'p1', slot: ACK },
      );
  });

  it('has not apologised either, nor has one in doubt that is to be sent again', () => {
    const apologised = (j: Journey): Journey =>
      j
        .at(3 * HOUR)
        .does(RESOLVE)
        .caughtUp();
    const flying = acknowledged.at(HOUR).does({ type: 'take' }).step();
    expect(asks(flying)).toBeUndefined();
    const apology = '1/apology/1/email';
    const doubtful = flying.hears({ kind: 'in_doubt' });
    const again = doubtful.does({ type: 'send_settled', slot: apology, verdict: 'resend' }).caughtUp().step();
    const withdrawn = again
      .at(2 * HOUR)
      .does(RESOLVE)
      .hears({ kind: 'withdrawn' });
    expect(asks(withdrawn.caughtUp())).toMatchObject({ message: 'resolution', covers: ['apology'] });
    expect(asks(apologised(doubtful))).toMatchObject({ message: 'resolution', covers: [] });
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
