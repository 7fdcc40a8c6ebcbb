import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, T0, anIncident } from './support/builders.js';
import type { Journey } from './support/journey.js';
import { asks, given, opened, waits } from './support/journey.js';
import { RESOLVE, answeredWith, answers, resolvedAfter } from './support/pasts.js';

const another = (at: number) => anIncident({ id: 'inc-2', reportedAt: T0 + at });
const apologized = opened().until(10 * HOUR);
const joined = apologized.joins(another(10 * HOUR)).until(10 * HOUR + MINUTE);

function resolutionBreaches(j: Journey): readonly (readonly [string, number])[] {
  return j.journal.flatMap((event) =>
    event.type === 'clock_breached' && event.clock === 'resolution' ? [[event.incidentId, event.at - T0] as const] : [],
  );
}

describe('a second incident of the same customer', () => {
  it('is asked to join, and joins when it is accepted', () => {
    given(apologized).when({ type: 'incident', incidentId: 'inc-2' }).then({
      type: 'joining_requested',
      incidentId: 'inc-2',
    });
    expect(joined.state.incidents.map((i) => i.id)).toEqual(['inc-1', 'inc-2']);
    expect(joined.state.joining).toEqual([]);
  });

  it('leaves the case as it was when it is refused', () => {
    const asked = apologized.does({ type: 'incident', incidentId: 'inc-2' });
    const refused = asked.and({ type: 'incident_refused', incidentId: 'inc-2', reason: 'too_old' });
    expect(refused.state).toMatchObject({ joining: [], refused: ['inc-2'] });
    expect(waits(refused)).toEqual(waits(apologized));
  });

  it('is acknowledged in a message of its own, which promises news by the nearest target', () => {
    expect(joined.asked('acknowledgement').at(-1)).toMatchObject({
      slot: '1/acknowledgement/2/email',
      incidents: ['inc-2'],
      promise: { dueAt: T0 + 24 * HOUR },
    });
  });

  it('has its own 24 hours: they are breached ten hours after those of the first', () => {
    expect(resolutionBreaches(joined.until(2 * DAY))).toEqual([
      ['inc-1', 24 * HOUR],
      ['inc-2', 34 * HOUR],
    ]);
  });

  it('has its own five minutes', () => {
    const down = apologized.joins(another(10 * HOUR)).until(11 * HOUR, { send: () => 'open' });
    expect(down.facts('clock_breached')).toEqual([
      { type: 'clock_breached', clock: 'acknowledgement', incidentId: 'inc-2', round: 1 },
    ]);
  });

  it('gets no apology of its own: there is one in a case', () => {
    const j = joined
      .until(20 * HOUR)
      .does(RESOLVE)
      .until(30 * DAY);
    expect(j.asked('apology')).toHaveLength(1);
    expect(j.asked('resolution').map((order) => order.covers)).toEqual([[]]);
  });

  it('shares the apology when it comes before that has gone out', () => {
    const early = opened()
      .until(HOUR)
      .joins(another(HOUR))
      .until(3 * HOUR);
    expect(early.asked('apology')).toMatchObject([{ incidents: ['inc-1', 'inc-2'] }]);
  });

  it('shares the acknowledgement when it joins before that was asked for', () => {
    const first = opened().joins(another(0));
    expect(asks(first)).toMatchObject({ slot: '1/acknowledgement/1/email', incidents: ['inc-1', 'inc-2'] });
  });

  it('makes the case as grave as itself, and never milder', () => {
    const grave = anIncident({ id: 'inc-2', severity: 'critical' });
    const mild = anIncident({ id: 'inc-2', severity: 'low' });
    expect(apologized.joins(grave).state.severity).toBe('critical');
    expect(apologized.joins(mild).state.severity).toBe('high');
  });

  it('gives a low case that becomes grave an apology of its own, with four hours from the grave report', () => {
    const mild = opened({ incident: anIncident({ severity: 'low' }) }).until(5 * HOUR);
    const j = mild.joins(another(5 * HOUR));
    expect(j.until(8 * HOUR).told()).toContain('1/apology/1/email');
    expect(j.until(10 * HOUR, { send: () => 'open' }).facts('clock_breached')).toContainEqual({
      type: 'clock_breached',
      clock: 'apology',
      incidentId: 'inc-2',
      round: 1,
    });
  });

  it('keeps the case open until it is resolved too', () => {
    const half = joined.does({ ...RESOLVE, incidents: ['inc-1'] }).until(30 * DAY);
    expect(half.state.phase).toBe('open');
    expect(half.told()).not.toContain('1/survey/1/email');
  });
});

describe('an incident that joins after everything was resolved', () => {
  const checked = resolvedAfter(20 * HOUR).until(70 * HOUR);
  const late = checked.joins(another(70 * HOUR)).until(70 * HOUR + MINUTE);

  it('starts a round without a second chance', () => {
    expect(late.facts('round_started')).toEqual([{ type: 'round_started', round: 2, cause: 'joined' }]);
    expect(late.asked('second_chance')).toEqual([]);
    expect(late.state.secondChanceUsed).toBe(false);
  });

  it('is acknowledged, and nothing is resolved again that was resolved', () => {
    expect(late.told().at(-1)).toBe('2/acknowledgement/1/email');
    const solved = late.does(RESOLVE);
    expect(solved.facts('resolved').at(-1)).toMatchObject({ incidents: ['inc-2'] });
  });

  it('is acknowledged with notice that the promised check comes later', () => {
    const [promised] = checked.facts('promise_made').filter((fact) => 'about' in fact && fact.about === 'survey');
    const dueAt = promised !== undefined && 'dueAt' in promised ? promised.dueAt : undefined;
    expect(late.asked('acknowledgement').at(-1)).toMatchObject({ withdrawnDueAt: dueAt });
    expect(late.facts('promise_withdrawn')).toMatchObject([{ slot: '2/acknowledgement/1/email' }]);
  });

  it('needs no such notice where nothing was promised, nor twice', () => {
    expect(opened().joins(another(0)).step().asked('acknowledgement').at(-1)).not.toHaveProperty('withdrawnDueAt');
    const solved = late.does(RESOLVE).step();
    expect(solved.asked('resolution').at(-1)).not.toHaveProperty('withdrawnDueAt');
  });

  it('has its own 24 hours from its report', () => {
    expect(resolutionBreaches(late.until(5 * DAY))).toEqual([['inc-2', 94 * HOUR]]);
  });

  it('has clocks of the new round, and leaves the clocks of the first to theirs', () => {
    const down = checked.joins(another(70 * HOUR)).until(95 * HOUR, { send: () => 'open' });
    expect(down.facts('clock_breached')).toEqual([
      { type: 'clock_breached', clock: 'acknowledgement', incidentId: 'inc-2', round: 2 },
      { type: 'clock_breached', clock: 'resolution', incidentId: 'inc-2', round: 2 },
    ]);
    expect(down.state.incidents.map((i) => [i.joinedInRound, i.round])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('withdraws the promised survey with notice: its acknowledgement says that the plan has changed', () => {
    expect(late.facts('promise_withdrawn')).toEqual([
      { type: 'promise_withdrawn', id: 'p4', slot: '2/acknowledgement/1/email' },
    ]);
  });

  it('moves the survey: it comes 72 hours after the second solution and asks about both', () => {
    const j = late
      .until(80 * HOUR)
      .does(RESOLVE)
      .until(30 * DAY);
    expect(j.asked('survey')).toMatchObject([{ round: 2, incidents: ['inc-1', 'inc-2'] }]);
  });

  it('withdraws a survey in flight', () => {
    const flying = checked.at(92 * HOUR).step();
    const j = flying.joins(another(92 * HOUR)).until(93 * HOUR);
    expect(j.facts('message_withdrawn')).toEqual([{ type: 'message_withdrawn', slot: '1/survey/1/email' }]);
  });

  it('leaves the second chance to a low verdict after it', () => {
    const j = answers(late.does(RESOLVE).until(10 * DAY), 1).until(10 * DAY);
    expect(j.state.round).toMatchObject({ number: 3, cause: 'second_chance' });
  });

  it('joins the round where something is unresolved still: no new round starts', () => {
    expect(joined.facts('round_started')).toEqual([]);
  });
});

describe('an incident that comes when the end is decided or recorded', () => {
  const closed = answeredWith(5).until(30 * DAY);
  const reopened = closed.and({ type: 'case_reopened', because: 'incident' });

  it('reopens a closed case, and starts a round', () => {
    const j = reopened.joins(another(30 * DAY)).until(30 * DAY + HOUR);
    expect(j.state).toMatchObject({ phase: 'open', round: { number: 2, cause: 'joined' } });
    expect(j.told().at(-1)).toBe('2/acknowledgement/1/email');
  });

  it('leads to an end of its own, with a second closing message', () => {
    const j = reopened
      .joins(another(30 * DAY))
      .until(31 * DAY)
      .does(RESOLVE)
      .until(60 * DAY);
    expect(j.facts('case_closed').at(-1)).toMatchObject({ outcome: 'unconfirmed', lastMessage: '2/closing/1/email' });
  });

  it('closes again as before, without a second closing message, when it is refused', () => {
    const asked = reopened.does({ type: 'incident', incidentId: 'inc-2' });
    const j = asked.and({ type: 'incident_refused', incidentId: 'inc-2', reason: 'too_old' }).until(31 * DAY);
    expect(j.facts('case_closed')).toHaveLength(2);
    expect(j.facts('case_closed').at(-1)).toEqual(j.facts('case_closed').at(0));
    expect(j.asked('closing')).toHaveLength(1);
  });

  it.each([
    [
      'has a round of its own where the customer withdrew',
      { type: 'withdraw', cause: 'customer_asked' } as const,
      'joined',
    ],
    ['is part of the second chance where nobody decided anything', undefined, 'second_chance'],
  ])('after a low verdict %s', (_what, decision, cause) => {
    const low = answeredWith(2).and({ type: 'rules_adopted', version: 4 });
    const before = decision === undefined ? low : low.does(decision);
    const j = before.joins(another(low.now - T0)).until(low.now - T0 + HOUR);
    expect(j.state).toMatchObject({ phase: 'open', round: { number: 2, cause } });
    expect(j.state.incidents.at(-1)).toMatchObject({ id: 'inc-2', moot: false });
    expect(j.asked('closing')).toEqual([]);
  });

  it('undoes a decided end for itself alone: what was withdrawn stays withdrawn', () => {
    const withdrawn = apologized.does({ type: 'withdraw', cause: 'customer_asked' });
    const j = withdrawn.joins(another(10 * HOUR));
    expect(j.state.ending).toBeUndefined();
    expect(j.state.incidents.map((i) => [i.id, i.moot])).toEqual([
      ['inc-1', true],
      ['inc-2', false],
    ]);
    expect(j.state.incidents.map((i) => i.joinedInRound)).toEqual([1, 2]);
    expect(resolutionBreaches(j.until(2 * DAY))).toEqual([['inc-2', 34 * HOUR]]);
  });

  it('withdraws the closing message that was on its way', () => {
    const closing = apologized.does({ type: 'withdraw', cause: 'customer_asked' }).step();
    const j = closing.joins(another(10 * HOUR)).until(11 * HOUR);
    expect(j.facts('message_withdrawn')).toEqual([{ type: 'message_withdrawn', slot: '1/closing/1/email' }]);
    expect(j.told().at(-1)).toBe('2/acknowledgement/1/email');
  });
});

describe('the solution of one incident that no channel carried', () => {
  const refused = { kind: 'rejected', code: 'refused_by_provider' } as const;
  const solutions = (j: Journey) => j.asked('resolution').map(({ slot, incidents }) => [slot, ...incidents]);
  /** The first is resolved, and another joins while the message that says so is under way; it is refused, also elsewhere. */
  const untold = apologized
    .and({ type: 'rules_adopted', version: 3 })
    .does(RESOLVE)
    .step()
    .joins(another(10 * HOUR))
    .hears(refused)
    .step()
    .hears({ kind: 'accepted' })
    .step()
    .hears(refused);
  const told = untold
    .at(12 * HOUR)
    .does({ ...RESOLVE, incidents: ['inc-2'] })
    .until(12 * HOUR + MINUTE);
  const corrected = { type: 'contact_corrected', reachableBy: ['email', 'sms'], corrected: ['email'] } as const;

  it('is not told by that of another one which took its step up: it is said once an address is corrected', () => {
    expect(solutions(told)).toEqual([
      ['1/resolution/1/email', 'inc-1'],
      ['2/resolution/1/sms', 'inc-1'],
      ['2/resolution/1/email', 'inc-2'],
    ]);
    const j = told
      .at(13 * HOUR)
      .does(corrected)
      .caughtUp();
    expect(asks(j)).toMatchObject({ slot: '2/resolution/2/email', incidents: ['inc-1'] });
  });

  it('counts as told where no address was corrected: every channel has refused it', () => {
    expect(asks(told.at(13 * HOUR).caughtUp())).toBeUndefined();
  });
});
