import { describe, expect, it } from 'vitest';
import type { MessageOrder } from '../../domain/case/case-events.js';
import type { CaseInput } from '../../domain/case/commands.js';
import { inFlight } from '../../domain/journey/in-flight.js';
import type { SendResult } from '../../domain/journey/results.js';
import { DAY, HOUR, MINUTE, T0 } from './support/builders.js';
import { asks, given, opened } from './support/journey.js';
import { resolvedAfter } from './support/pasts.js';

type Stop = Extract<CaseInput, { type: 'channel_stopped' }>;
const stop = (channel: Stop['channel'], part: Partial<Stop> = {}): Stop => ({
  type: 'channel_stopped',
  channel,
  scope: 'all',
  confirm: channel === 'sms',
  ...part,
});
const freed: CaseInput = { type: 'channel_freed', channel: 'email' };
const noSurveys = stop('email', { scope: 'survey' });
const bySms = opened({ reachableBy: ['sms', 'email'] }).until(MINUTE);

describe('a channel that the customer stops', () => {
  it('gets one confirmation, and nothing after it: the journey ends on the other one', () => {
    const j = bySms
      .does(stop('sms'))
      .until(HOUR)
      .does({ type: 'resolve', cause: 'found' })
      .until(40 * DAY);
    expect(bySms.told()).toEqual(['1/acknowledgement/1/sms']);
    expect(j.told().filter((slot) => slot.endsWith('/sms'))).toEqual([
      '1/acknowledgement/1/sms',
      '1/opt_out_confirmation/1/sms',
    ]);
    expect(j.told()).toEqual(expect.arrayContaining(['1/resolution/1/email', '1/survey/1/email', '1/closing/1/email']));
    expect(j.state.phase).toBe('closed');
  });

  it('has what is on its way there taken back, and asked for on the other one', () => {
    const flying = opened({ reachableBy: ['sms', 'email'] })
      .step()
      .does(stop('sms'));
    expect(inFlight(flying.state).filter((effect) => effect.kind === 'send')).toMatchObject([{ wanted: false }]);
    expect(flying.hears({ kind: 'withdrawn' }).until(MINUTE).told()).toContain('1/acknowledgement/1/email');
  });

  it('is confirmed also while the gate is shut', () => {
    const written = bySms.does({ type: 'customer_replied', input: 'in-1', reading: 'reply' });
    expect(written.does(stop('sms')).until(HOUR).told()).toContain('1/opt_out_confirmation/1/sms');
  });

  it('is not confirmed where somebody else has done so', () => {
    expect(
      bySms
        .does(stop('sms', { confirm: false }))
        .until(HOUR)
        .asked('opt_out_confirmation'),
    ).toEqual([]);
  });

  it('keeps no promise and tells of no incident by its confirmation', () => {
    expect(bySms.does(stop('sms')).until(HOUR).facts('promise_kept')).toEqual([]);
  });

  it('counts once, and is asked for again where its fate is unknown', () => {
    const stopped = bySms.does(stop('sms'));
    given(stopped).when(stop('sms')).refused('stopped_already');
    const lost = stopped.step().hears({ kind: 'unsettled' });
    expect(asks(lost)).toMatchObject({ slot: '1/opt_out_confirmation/1/sms', request: 2 });
  });

  it('is a case for a person where no other channel is left', () => {
    const only = opened({ reachableBy: ['sms'] })
      .and({ type: 'rules_adopted', version: 4 })
      .until(MINUTE);
    const j = only
      .does(stop('sms'))
      .until(HOUR)
      .does({ type: 'resolve', cause: 'found' })
      .until(2 * HOUR);
    expect(j.facts('task_requested')).toMatchObject([{ kind: 'reach_customer' }]);
  });

  it('is free again once the customer says so, and is confirmed anew when they stop it again', () => {
    const freed = bySms.does(stop('sms')).until(HOUR).does({ type: 'channel_freed', channel: 'sms' });
    given(bySms).when({ type: 'channel_freed', channel: 'sms' }).refused('not_stopped');
    expect(freed.until(3 * HOUR).told()).toContain('1/apology/1/sms');
    const again = freed.does(stop('sms')).until(2 * HOUR);
    expect(again.asked('opt_out_confirmation').map(({ slot }) => slot)).toEqual([
      '1/opt_out_confirmation/1/sms',
      '1/opt_out_confirmation/2/sms',
    ]);
  });
});

describe('a customer who wants no surveys', () => {
  const told = resolvedAfter(20 * HOUR).and({ type: 'rules_adopted', version: 4 });
  const spared = told.does(noSurveys);

  it('is not asked on any channel, and hears everything else', () => {
    const j = spared.until(40 * DAY);
    expect(j.asked('survey')).toEqual([]);
    expect(j.told()).toContain('1/follow_up/1/email');
    expect(j.state).toMatchObject({ closed: { outcome: 'unconfirmed' } });
  });

  it('is not asked either where only the sender has heard of it', () => {
    const world = {
      send: ({ message }: { message: string }) =>
        message === 'survey' ? ({ kind: 'skipped', reason: 'unsubscribed' } as const) : ({ kind: 'accepted' } as const),
    };
    const j = resolvedAfter(20 * HOUR).until(40 * DAY, world);
    expect(j.asked('survey')).toHaveLength(1);
    expect(j.state).toMatchObject({ closed: { outcome: 'unconfirmed' } });
  });

  it('is asked like everybody where they never said so', () => {
    expect(
      resolvedAfter(20 * HOUR)
        .until(10 * DAY)
        .asked('survey'),
    ).toHaveLength(1);
  });

  it.each([
    { says: 'that they want none from then on', past: told, word: noSurveys, outcome: 'unreachable' },
    { says: 'that they want them again from then on', past: spared, word: freed, outcome: 'unconfirmed' },
  ] as const)('ends as the last message told it, though the customer says $says', ({ past, word, outcome }) => {
    const at = past
      .until(60 * DAY, { send: noSurveyArrives })
      .journal.findLast((e) => e.type === 'message_requested')?.at;
    const send = (order: MessageOrder) => (order.message === 'closing' ? 'open' : noSurveyArrives(order));
    const asked = past.until((at ?? 0) - T0, { send });
    const j = asked
      .does(word)
      .hears({ kind: 'accepted' })
      .until(61 * DAY);
    expect(j.facts('case_closed')).toMatchObject([{ outcome, lastMessage: '1/closing/1/email' }]);
    expect(j.asked('closing')).toMatchObject([{ outcome }]);
  });

  it('and changes their mind before it is told another outcome', () => {
    const j = spared.does(freed).until(60 * DAY, { send: noSurveyArrives });
    expect(j.asked('closing')).toMatchObject([{ outcome: 'unreachable' }]);
  });
});

function noSurveyArrives({ message }: MessageOrder): SendResult {
  return message === 'survey' ? { kind: 'rejected', code: 'refused_by_provider' } : { kind: 'accepted' };
}
