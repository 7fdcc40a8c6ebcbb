import { describe, expect, it } from 'vitest';
import type { CustomerInput } from '../../domain/case/commands.js';
import { explain } from '../../domain/journey/explain/explain.js';
import { inFlight } from '../../domain/journey/in-flight.js';
import { HOUR, MINUTE, T0 } from './support/builders.js';
import { asks, given, opened, waits } from './support/journey.js';
import { RESOLVE, resolvedAfter } from './support/pasts.js';

const reply = (input = 'in-1') => ({ type: 'customer_replied', input, reading: 'reply' }) as const;
const thanks: CustomerInput = { type: 'customer_replied', input: 'in-1', reading: 'thanks' };
const callMe: CustomerInput = { type: 'call_me', input: 'in-9' };
const acknowledged = opened().until(MINUTE);
const written = acknowledged.does(reply()).until(MINUTE);
const task = { type: 'task_done', task: 'reply-inc-1-1' } as const;

describe('a reply of the customer', () => {
  it('shuts the gate and raises one task, due in the time that the protocol gives a person', () => {
    given(acknowledged)
      .when(reply())
      .then(
        { type: 'customer_replied', input: 'in-1', reading: 'reply' },
        { type: 'task_requested', task: 'reply-inc-1-1', kind: 'answer_reply', dueAt: T0 + MINUTE + 4 * HOUR },
      );
  });

  it('keeps every stage silent, with the reason that an operator reads', () => {
    expect(waits(written)).toMatchObject({ waitingFor: 'agent' });
    const j = written.until(3 * HOUR);
    expect(j.told()).toEqual(['1/acknowledgement/1/email']);
    expect(waits(acknowledged.does(reply())).reason).not.toBe('');
  });

  it('leaves a message in flight no longer wanted', () => {
    const flying = opened().step().does(reply());
    const sends = inFlight(flying.state).filter((effect) => effect.kind === 'send');
    expect(sends).toMatchObject([{ wanted: false }]);
  });

  it('does not stop the clocks', () => {
    expect(written.until(25 * HOUR).times('clock_breached')).toEqual([4 * HOUR, 24 * HOUR]);
  });

  it('counts once, however often the case is told of it', () => {
    given(written).when(reply()).refused('known_input');
  });

  it('that nobody has read takes the place of the one before: who ends that has not seen this', () => {
    const again = written.at(2 * MINUTE).does(reply('in-2'));
    const [first, second] = ['reply-inc-1-1', 'reply-inc-1-2'];
    expect(again.facts('task_ended')).toMatchObject([{ task: first, replacedBy: second }]);
    const dueAt = T0 + MINUTE + 4 * HOUR;
    expect(again.facts('task_requested')).toMatchObject([{ task: first }, { task: second, dueAt }]);
    given(again)
      .when({ ...task, outcome: 'answered' })
      .refused('no_such_task');
    expect(again.until(HOUR).told()).toEqual(['1/acknowledgement/1/email']);
    const read = again.does({ type: 'task_done', task: second, outcome: 'answered' });
    expect(read.until(3 * HOUR).told()).toContain('1/apology/1/email');
  });

  it('makes no second task before the first is on the list, and another one after it', () => {
    const unlisted = acknowledged.does(reply());
    given(unlisted).when(reply('in-2')).then({ type: 'customer_replied', input: 'in-2', reading: 'reply' });
    const answered = written.does({ ...task, outcome: 'answered' });
    expect(answered.does(reply('in-2')).facts('task_requested')).toMatchObject([
      { task: 'reply-inc-1-1' },
      { task: 'reply-inc-1-2' },
    ]);
  });

  it('calls the next rung once nobody has answered in time, and again each interval', () => {
    const j = written.until(13 * HOUR);
    const unanswered = j.facts('escalated').filter((fact) => 'because' in fact && fact.because === 'unanswered');
    expect(unanswered.length).toBeGreaterThan(0);
    const { dueAt } =
      explain(written.state, written.now).find(({ what }) => what.startsWith('call up the ladder')) ?? {};
    expect(dueAt).toBe(T0 + MINUTE + 4 * HOUR + 1);
  });

  it.each(['answered', 'no_answer_needed'] as const)('lets the case go on once its task is done as %s', (outcome) => {
    given(written)
      .when({ ...task, outcome })
      .then({ type: 'task_done', task: 'reply-inc-1-1', outcome }, { type: 'resumed', replies: true });
    expect(
      written
        .does({ ...task, outcome })
        .until(3 * HOUR)
        .told(),
    ).toContain('1/apology/1/email');
  });

  it('lets the case go on once a person resumes it, and its task ends by itself', () => {
    const j = written.does({ type: 'resume' }).until(3 * HOUR);
    expect(j.facts('task_ended')).toEqual([{ type: 'task_ended', task: 'reply-inc-1-1' }]);
    expect(j.told()).toContain('1/apology/1/email');
  });

  it('lets a case that a person holds stay held once it is answered; who resumes the case lets go of both', () => {
    const until = T0 + 10 * HOUR;
    const both = acknowledged.does({ type: 'hold', reason: 'customer_travels', until }).does(reply());
    const answered = both.until(2 * MINUTE).does({ ...task, outcome: 'answered' });
    expect(answered.state).toMatchObject({ hold: { until } });
    expect(answered.until(9 * HOUR).told()).toEqual(['1/acknowledgement/1/email']);
    expect(
      both
        .does({ type: 'resume' })
        .until(3 * HOUR)
        .told(),
    ).toContain('1/apology/1/email');
  });

  it('is not let go by the end of a hold', () => {
    const until = T0 + 2 * HOUR;
    const j = written.does({ type: 'hold', reason: 'customer_travels', until }).until(3 * HOUR);
    expect(j.state).toMatchObject({ repliedAt: T0 + MINUTE });
    expect(j.told()).toEqual(['1/acknowledgement/1/email']);
  });

  it('lets a person record the solution, and says it when the case goes on', () => {
    const j = written
      .at(HOUR)
      .does(RESOLVE)
      .until(2 * HOUR);
    expect(j.told()).not.toContain('1/resolution/1/email');
    expect(
      j
        .does({ type: 'resume' })
        .until(2 * HOUR)
        .told(),
    ).toContain('1/resolution/1/email');
  });

  it('makes a case graver by its wording, never milder', () => {
    const angry = { ...reply('in-3'), severity: 'critical' } as const;
    expect(acknowledged.does(angry).state.severity).toBe('critical');
    expect(acknowledged.does({ ...angry, severity: 'low' }).facts('severity_changed')).toEqual([]);
  });

  it('is read by a person also while a case ends, who may answer and let it end', () => {
    const ending = acknowledged.does({ type: 'withdraw', cause: 'fixed_it_alone' }).does(reply());
    expect(waits(ending.until(2 * MINUTE))).toMatchObject({ waitingFor: 'agent' });
    given(ending)
      .when({ type: 'hold', reason: 'customer_travels', until: T0 + HOUR })
      .refused('ending_already');
    expect(ending.does({ type: 'resume' }).until(HOUR).state.phase).toBe('closed');
  });
});

describe('a plain thanks', () => {
  it('is noted, and changes nothing else', () => {
    given(acknowledged).when(thanks).then({ type: 'customer_replied', input: 'in-1', reading: 'thanks' });
    const j = acknowledged.does(thanks).until(3 * HOUR);
    expect(j.told()).toContain('1/apology/1/email');
    expect(j.facts('task_requested')).toEqual([]);
  });
});

describe('a wish for a call', () => {
  const asked = acknowledged.does(callMe);

  it('makes a task, is confirmed with the time by which the call comes, and keeps everything else back', () => {
    const j = asked.until(3 * HOUR);
    expect(j.facts('task_requested')).toMatchObject([{ task: 'call-inc-1-1', kind: 'call_back' }]);
    expect(j.told()).toEqual(['1/acknowledgement/1/email', '1/callback_confirmation/1/email']);
    expect(j.state.promises).toMatchObject([{}, { about: 'call', dueAt: T0 + MINUTE + 4 * HOUR, state: 'open' }]);
  });

  it('is confirmed once, also when it is said twice', () => {
    const j = asked.does({ ...callMe, input: 'in-10' }).until(HOUR);
    expect(j.asked('callback_confirmation')).toHaveLength(1);
  });

  it.each(['called', 'not_reached'] as const)('keeps its promise once a person has called: %s', (outcome) => {
    const j = asked.until(HOUR).does({ type: 'task_done', task: 'call-inc-1-1', outcome });
    expect(j.facts('promise_kept', 'resumed')).toEqual([
      { type: 'promise_kept', id: 'p2', slot: '1/callback_confirmation/1/email' },
      { type: 'resumed', replies: true },
    ]);
  });

  it('has its promise missed where nobody calls in time, which calls somebody', () => {
    const j = asked.until(5 * HOUR);
    expect(j.times('promise_missed')).toEqual([4 * HOUR + MINUTE + 1]);
    expect(j.facts('escalated').length).toBeGreaterThan(0);
  });

  it('keeps no promise of news', () => {
    expect(asked.until(HOUR).facts('promise_kept')).toEqual([]);
  });

  it('outlives a resume: the call is still owed, and what is due goes out meanwhile', () => {
    const j = asked
      .until(HOUR)
      .does({ type: 'resume' })
      .until(3 * HOUR);
    expect(j.state.asks).toMatchObject([{ kind: 'call_back', state: 'raised' }]);
    expect(j.told()).toContain('1/apology/1/email');
  });

  it('is over when a person decides how the case ends', () => {
    const j = asked
      .until(HOUR)
      .does({ type: 'withdraw', cause: 'fixed_it_alone' })
      .until(2 * HOUR);
    expect(j.facts('task_ended')).toEqual([{ type: 'task_ended', task: 'call-inc-1-1' }]);
    expect(j.state.phase).toBe('closed');
  });
});

describe('the gate', () => {
  it('has nothing to open where nobody wrote and nothing is held', () => {
    given(resolvedAfter(20 * HOUR))
      .when({ type: 'resume' })
      .refused('not_held');
    expect(asks(acknowledged)).toBeUndefined();
  });
});
