import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../domain/case/case-view.js';
import { newCase } from '../../domain/case/evolve.js';
import { detailsOf } from '../../domain/journey/details-of.js';
import { explain } from '../../domain/journey/explain/explain.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { DAY, HOUR, MINUTE, T0, anIncident } from './support/builders.js';
import type { Journey } from './support/journey.js';
import { opened } from './support/journey.js';
import { RESOLVE, answeredWith, answers, resolvedAfter } from './support/pasts.js';

const view = (j: Journey): CaseView => viewOf(j.state, j.next(), j.now);
const taken = opened()
  .until(HOUR)
  .does({ type: 'take' })
  .until(3 * HOUR);
const told = resolvedAfter(20 * HOUR);
const low = answeredWith(1).until(5 * DAY);

describe('the details of a case', () => {
  const stop = { type: 'channel_stopped', channel: 'sms', scope: 'all', confirm: true } as const;
  const only = opened({ reachableBy: ['sms'] }).until(HOUR);

  it('say why no message can reach the customer, also before anything is owed, and nothing of it once it is closed', () => {
    expect(detailsOf(only.state)).not.toHaveProperty('noWay');
    expect(detailsOf(only.does(stop).state).noWay).toMatch(
      /was stopped by the customer: the customer hears nothing more/,
    );
    expect(detailsOf(opened({ reachableBy: [] }).state).noWay).toMatch(/^no contact point for email or sms/);
    const closed = only.does(stop).and({ type: 'case_closed', outcome: 'declined', cause: 'x', lastMessage: 'none' });
    expect(detailsOf(closed.state)).not.toHaveProperty('noWay');
  });
});

describe('the view of a case', () => {
  it('shows what a list needs, and nothing personal', () => {
    expect(view(taken)).toEqual({
      reference: 'K7QX2M9A',
      number: 1,
      stage: 'resolve',
      severity: 'high',
      protocol: 'default',
      team: 'care',
      owner: 's-101',
      openedAt: T0,
      lastApologyAt: T0 + HOUR,
      lastContactAt: T0 + HOUR,
      round: 1,
      sla: 'on_track',
      waitingFor: 'agent',
      dueAt: T0 + 24 * HOUR,
      rung: 0,
      incidents: [{ id: 'inc-1', category: 'late_delivery', severity: 'high', reportedAt: T0 }],
      breaches: 0,
      inDoubt: 0,
      lease: { kind: 'held', because: 'recovery' },
    });
  });

  it('shows when an incident was resolved and when the customer was told', () => {
    const late = taken
      .at(20 * HOUR)
      .does(RESOLVE)
      .step()
      .at(21 * HOUR)
      .hears({ kind: 'accepted' });
    expect(view(late).incidents).toMatchObject([{ resolvedAt: T0 + 20 * HOUR, toldAt: T0 + 21 * HOUR }]);
  });

  it('shows the score that started it and the loss, where an incident has them', () => {
    const loss = { kind: 'money', amount: { minor: 590, currency: 'USD' } } as const;
    const [incident] = view(opened({ incident: anIncident({ baseline: 2, loss }) })).incidents;
    expect(incident).toMatchObject({ baseline: 2, loss });
    expect(view(opened()).incidents[0]).not.toHaveProperty('baseline');
  });

  it('shows the verdict, the outcome and the end of a closed case', () => {
    expect(view(answeredWith(5).until(30 * DAY))).toMatchObject({
      stage: 'closed',
      sla: 'met',
      waitingFor: 'nothing',
      verdict: 5,
      outcome: 'recovered',
      cause: 'lost_by_courier',
      closedAt: T0 + 116 * HOUR,
    });
  });

  it('shows a closed case that was late as breached, and one that was on time as met', () => {
    const late = taken
      .until(25 * HOUR)
      .does(RESOLVE)
      .until(60 * DAY);
    expect(view(late)).toMatchObject({ stage: 'closed', sla: 'breached', breaches: 1 });
    expect(view(answeredWith(5).until(30 * DAY)).sla).toBe('met');
  });

  it('shows who was called, how many clocks were breached, and messages in doubt', () => {
    const breached = opened()
      .step()
      .hears({ kind: 'in_doubt' })
      .until(25 * HOUR);
    expect(view(breached)).toMatchObject({ rung: 1, escalatedTo: 's-101', breaches: 1, inDoubt: 1 });
  });
});

describe('the details of a case', () => {
  it('are its clocks, promises and messages, each with its state', () => {
    expect(detailsOf(taken.state)).toEqual({
      clocks: [
        { clock: 'acknowledgement', incidentId: 'inc-1', round: 1, dueAt: T0 + 5 * MINUTE, doneAt: T0, state: 'met' },
        { clock: 'apology', incidentId: 'inc-1', round: 1, dueAt: T0 + 4 * HOUR, doneAt: T0 + HOUR, state: 'met' },
        { clock: 'resolution', incidentId: 'inc-1', round: 1, dueAt: T0 + 24 * HOUR, state: 'on_track' },
      ],
      promises: [
        { id: 'p1', about: 'news', dueAt: T0 + 24 * HOUR, state: 'kept' },
        { id: 'p2', about: 'news', dueAt: T0 + 24 * HOUR, state: 'open' },
      ],
      messages: [
        { slot: '1/acknowledgement/1/email', message: 'acknowledgement', channel: 'email', state: 'accepted', at: T0 },
        { slot: '1/apology/1/email', message: 'apology', channel: 'email', state: 'accepted', at: T0 + HOUR },
      ],
    });
  });

  it('tell a promise that nobody heard from one that a message has taken back', () => {
    const slot = '1/acknowledgement/1/email';
    const stands = (j: Journey) => detailsOf(j.state).promises.map(({ state }) => state);
    const bounced = taken.does({ type: 'delivery_failed', slot: '1/apology/1/email', code: 'mailbox_refused' });
    expect(stands(bounced)[1]).toBe('unheard');
    expect(explain(bounced.state, bounced.now).map(({ state }) => state)).toContain('unheard');
    const noticed = opened()
      .step()
      .and({ type: 'promise_made', id: 'p9', about: 'check', dueAt: T0 + 48 * HOUR, slot })
      .and({ type: 'promise_withdrawn', id: 'p9', slot: '1/closing/1/email' });
    expect(stands(noticed)).toEqual(['withdrawn']);
  });

  it('keep the clocks that were met or breached before it was decided how the case ends, and no others', () => {
    const ended = taken.until(25 * HOUR).does({ type: 'abort', cause: 'duplicate' });
    expect(detailsOf(ended.state).clocks).toMatchObject([
      { clock: 'acknowledgement', state: 'met' },
      { clock: 'apology', state: 'met' },
      { clock: 'resolution', state: 'breached' },
    ]);
    const early = taken.does({ type: 'abort', cause: 'duplicate' });
    expect(detailsOf(early.state).clocks.map(({ clock }) => clock)).toEqual(['acknowledgement', 'apology']);
  });

  it('are none before the case is open', () => {
    expect(detailsOf(newCase)).toEqual({ clocks: [], promises: [], messages: [] });
  });
});

describe('the stage', () => {
  it.each([
    { stage: 'acknowledge', j: opened() },
    { stage: 'apologize', j: opened().until(MINUTE) },
    { stage: 'resolve', j: taken },
    { stage: 'follow_up', j: told },
    { stage: 're_survey', j: told.until(70 * HOUR) },
    { stage: 'close_loop', j: answeredWith(5) },
    { stage: 'closed', j: answeredWith(5).until(30 * DAY) },
    { stage: 'resolve', j: low },
    { stage: 'close_loop', j: taken.does({ type: 'abort', cause: 'duplicate' }) },
  ] as const)('is $stage', ({ stage, j }) => {
    expect(view(j).stage).toBe(stage);
  });

  it.each([
    { stage: 'acknowledge', j: opened().step() },
    { stage: 'apologize', j: opened().until(HOUR).does({ type: 'take' }).step() },
    { stage: 'resolve', j: taken.does(RESOLVE).step() },
    { stage: 'follow_up', j: told.upTo(68 * HOUR).step() },
    { stage: 're_survey', j: told.upTo(92 * HOUR).step() },
    { stage: 're_survey', j: told.upTo(92 * HOUR + 4 * DAY).step() },
    { stage: 'close_loop', j: answeredWith(5).step() },
  ] as const)('is still $stage while its message is on its way', ({ stage, j }) => {
    expect(j.state.messages.some((m) => m.state === 'requested')).toBe(true);
    expect(view(j).stage).toBe(stage);
  });

  it('stays resolve while an update owns up to a missed promise', () => {
    const update = opened()
      .until(24 * HOUR)
      .upTo(24 * HOUR + 1)
      .step();
    expect(view(update).stage).toBe('resolve');
  });
});

describe('the state of the clocks', () => {
  it.each([
    { sla: 'on_track', j: taken.until(12 * HOUR - 1) },
    { sla: 'warned', j: taken.until(12 * HOUR) },
    { sla: 'breached', j: taken.until(24 * HOUR) },
    { sla: 'met', j: told },
    { sla: 'on_track', j: low },
  ] as const)('is $sla', ({ sla, j }) => {
    expect(view(j).sla).toBe(sla);
  });

  it('is the worst of all that run: one breached incident shows before one on track', () => {
    const both = taken
      .until(23 * HOUR)
      .joins(anIncident({ id: 'inc-2', reportedAt: T0 + 23 * HOUR }))
      .until(25 * HOUR);
    expect(view(both)).toMatchObject({ sla: 'breached', dueAt: T0 + 24 * HOUR });
    const half = both.does({ ...RESOLVE, incidents: ['inc-1'] }).until(26 * HOUR);
    expect(view(half)).toMatchObject({ sla: 'on_track', dueAt: T0 + 47 * HOUR, breaches: 1 });
  });

  it('keeps a clock that was breached and then met as breached', () => {
    const late = taken
      .until(25 * HOUR)
      .does(RESOLVE)
      .until(26 * HOUR);
    expect(detailsOf(late.state).clocks.at(-1)).toMatchObject({ clock: 'resolution', state: 'breached' });
    expect(view(late)).toMatchObject({ sla: 'met', breaches: 1 });
  });

  it('has no due time when no clock runs', () => {
    expect(view(told)).not.toHaveProperty('dueAt');
  });
});

describe('whom it waits for', () => {
  it.each([
    { waitingFor: 'agent', j: taken },
    { waitingFor: 'provider', j: opened().step() },
    { waitingFor: 'time', j: told },
    { waitingFor: 'customer', j: told.until(5 * DAY) },
    { waitingFor: 'hold', j: taken.does({ type: 'hold', reason: 'audit', until: T0 + DAY }) },
    { waitingFor: 'decision', j: answers(low.does(RESOLVE).until(10 * DAY), 1) },
    { waitingFor: 'nothing', j: opened() },
  ] as const)('is $waitingFor', ({ waitingFor, j }) => {
    expect(view(j).waitingFor).toBe(waitingFor);
  });

  it('shows by when a person has to decide, and only while that is what it waits for', () => {
    const undecided = answers(low.does(RESOLVE).until(10 * DAY), 1);
    expect(view(undecided)).toMatchObject({ decideBy: T0 + 17 * DAY });
    expect(view(low)).not.toHaveProperty('decideBy');
  });

  it('shows until when it is held, and no more once it goes on', () => {
    const held = taken.does({ type: 'hold', reason: 'audit', until: T0 + DAY });
    expect(view(held)).toMatchObject({ heldUntil: T0 + DAY });
    expect(view(held.does({ type: 'resume' }))).not.toHaveProperty('heldUntil');
  });
});
