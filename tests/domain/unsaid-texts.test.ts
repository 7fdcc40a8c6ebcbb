import { describe, expect, it } from 'vitest';
import type { CaseTaskOutcome } from '../../domain/tasks/task.js';
import type { SendResult } from '../../domain/journey/results.js';
import { todoOf } from '../../domain/journey/todo.js';
import { unsaidTexts } from '../../domain/journey/unsaid-texts.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { DAY, HOUR, MINUTE } from './support/builders.js';
import { atNight } from './support/hours.js';
import { opened, type Journey, type World } from './support/journey.js';
import { resolvedAfter } from './support/pasts.js';

const write = { type: 'message', text: 'r-1' } as const;
const reply = { type: 'customer_replied', input: 'mail-1', reading: 'reply' } as const;
const acknowledged = opened().and({ type: 'rules_adopted', version: 4 }).until(MINUTE);
const replied = acknowledged.does(reply, { actor: 'customer' }).until(2 * MINUTE);

/** Each channel answers a text of a person like this; every other message is taken. */
const answering = (email: SendResult, sms: SendResult): World => ({
  send: ({ message, channel }) =>
    message === 'agent_message' ? (channel === 'email' ? email : sms) : { kind: 'accepted' },
});
const took = { kind: 'accepted' } as const;
const gone = answering({ kind: 'rejected', code: 'mailbox_refused' }, { kind: 'rejected', code: 'unreachable_number' });
const stop = (channel: 'email' | 'sms') =>
  ({ type: 'channel_stopped', channel, scope: 'all', confirm: false }) as const;
const reaches = (j: Journey) =>
  j.facts('task_requested').filter((fact) => 'kind' in fact && fact.kind === 'reach_customer');
const ids = (j: Journey) => reaches(j).map((fact) => ('task' in fact ? fact.task : ''));
const done = (outcome: CaseTaskOutcome, ordinal = 1) =>
  ({ type: 'task_done', task: `reach-inc-1-${ordinal}`, outcome }) as const;

/** Nobody heard what a person wrote a minute ago. */
const unsaid = acknowledged.does(write).until(3 * MINUTE, gone);

describe('what a person wrote and no channel took', () => {
  it.each([
    ['every address refused', gone],
    ['each provider refused this message alone', answering(refused(), refused())],
    ['the mail was refused, and an SMS cannot hold it', answering(refused(), { kind: 'skipped', reason: 'too_long' })],
    ['the customer wants no messages there', answering(optedOut(), optedOut())],
  ])('is for a person to tell, once, where %s', (_why, world) => {
    const j = acknowledged.does(write).until(4 * HOUR, world);
    expect(ids(j)).toEqual(['reach-inc-1-1']);
  });

  it('is so at once, though a reply or a hold has shut the gate', () => {
    const held = acknowledged.does({ type: 'hold', reason: 'courier', until: acknowledged.now + 10 * HOUR });
    for (const past of [replied, held]) expect(ids(past.does(write).until(4 * MINUTE, gone))).toHaveLength(1);
  });

  it('is so where the customer stopped every channel before the text could go', () => {
    const j = acknowledged
      .does(write)
      .does(stop('email'))
      .does(stop('sms'))
      .until(4 * MINUTE);
    expect([j.asked('agent_message'), ids(j)]).toEqual([[], ['reach-inc-1-1']]);
  });

  it('is nobody’s task where another channel takes it, or it may have arrived', () => {
    const fallsBack = acknowledged.does(write).until(4 * HOUR, answering(refused(), took));
    expect(fallsBack.asked('agent_message').map(({ channel }) => channel)).toEqual(['email', 'sms']);
    const inDoubt = acknowledged.does(write).until(4 * HOUR, answering({ kind: 'in_doubt' }, took));
    expect([...ids(fallsBack), ...ids(inDoubt)]).toEqual([]);
  });

  it('is what the case waits for, and says so', () => {
    const view = viewOf(unsaid.state, unsaid.next(), unsaid.now);
    expect(view.waitingFor).toBe('agent');
    const todo = todoOf(unsaid.state, view, unsaid.now);
    expect(todo).toMatchObject({ act: 'reach', task: 'reach-inc-1-1' });
    expect(todo?.why).toMatch(/^No channel took what was written to the customer/);
  });

  it.each(['reached', 'not_reached'] as const)('is asked about no more once a person has said: %s', (outcome) => {
    const j = unsaid.does(done(outcome));
    expect([unsaidTexts(unsaid.state).length, unsaidTexts(j.state).length]).toEqual([1, 0]);
    expect(ids(j.until(4 * HOUR, gone))).toHaveLength(1);
  });

  it('is nobody’s task any more once somebody has spoken to the customer, and still is after a call in vain', () => {
    const call = (spokeTo: boolean) =>
      unsaid
        .at(HOUR)
        .does({ type: 'log_contact', kind: 'phone', spokeTo })
        .until(2 * HOUR);
    expect(call(true).facts('task_ended')).toHaveLength(1);
    expect(call(false).facts('task_ended')).toEqual([]);
  });

  it('is one task for all texts, and a later text is another', () => {
    const both = acknowledged
      .does(write)
      .does({ ...write, text: 'r-2' })
      .until(3 * MINUTE, answering(refused(), refused()));
    expect([ids(both).length, unsaidTexts(both.state).map(({ text }) => text)]).toEqual([1, ['r-1', 'r-2']]);
    const later = both
      .at(HOUR)
      .does(done('reached'))
      .does({ ...write, text: 'r-3' })
      .until(2 * HOUR, answering(refused(), refused()));
    expect(ids(later)).toEqual(['reach-inc-1-1', 'reach-inc-1-2']);
  });

  it('goes out where an address is corrected meanwhile, and the task ends', () => {
    const corrected = { type: 'contact_corrected', reachableBy: ['email', 'sms'], corrected: ['email'] } as const;
    const j = unsaid
      .at(HOUR)
      .does(corrected)
      .until(2 * HOUR);
    expect(j.told()).toContain('1/agent_message/1/email');
    expect(j.facts('task_ended')).toEqual([{ type: 'task_ended', task: 'reach-inc-1-1' }]);
  });

  it('keeps the case open for the person who tells it, as long as a case waits for people', () => {
    const told = resolvedAfter(HOUR, {}, {})
      .and({ type: 'rules_adopted', version: 4 })
      .until(2 * HOUR);
    const j = told.does(write).until(60 * DAY, answering(refused(), refused()));
    expect(j.facts('task_lapsed')).toEqual([{ type: 'task_lapsed', task: 'reach-inc-1-1' }]);
    expect(j.state.phase).toBe('closed');
  });

  it('is asked about no more in a later round, where it could never be sent and nobody was reached', () => {
    const never = acknowledged.does(write).does(stop('email')).does(stop('sms')).step();
    const later = never
      .at(HOUR)
      .does(done('not_reached'))
      .at(2 * HOUR)
      .and({ type: 'round_started', round: 2, cause: 'joined' });
    expect([never, later].map(({ state }) => unsaidTexts(state).length)).toEqual([1, 0]);
  });

  it('goes by another channel once the hours have ended too often before it could leave, and then to a person', () => {
    const written = opened(atNight())
      .and({ type: 'rules_adopted', version: 4 })
      .until(MINUTE)
      .does({ ...write, channel: 'sms' });
    const after = (nights: number) =>
      Array.from({ length: nights }, (_, day) => day * DAY + 7 * HOUR).reduce(missesTheHours, written);
    const channels = (j: Journey) => j.asked('agent_message').map(({ channel }) => channel);
    const week = after(7).until(8 * DAY);
    expect(channels(week)).toEqual([...Array<string>(7).fill('sms'), 'email']);
    expect(week.told()).toContain('1/agent_message/1/email');
    expect(ids(week)).toEqual([]);
    expect(ids(after(13).until(14 * DAY))).toEqual([]);
    expect(ids(after(14).step())).toEqual(['reach-inc-1-1']);
  });

  it('is nobody’s task any more once a person ended the case', () => {
    const j = unsaid.does({ type: 'abort', cause: 'duplicate_report' }).until(DAY);
    expect([j.facts('task_ended').length, j.state.phase]).toEqual([1, 'closed']);
  });
});

/** What is asked for at eight of a day reaches its sender once the hours are over. */
function missesTheHours(past: Journey, eight: number): Journey {
  const asked = past.until(eight, { send: () => 'open' });
  return asked.at(eight + 12 * HOUR).hears({ kind: 'skipped', reason: 'outside_hours' });
}

function refused(): SendResult {
  return { kind: 'rejected', code: 'refused_by_provider' };
}

function optedOut(): SendResult {
  return { kind: 'skipped', reason: 'opted_out' };
}
