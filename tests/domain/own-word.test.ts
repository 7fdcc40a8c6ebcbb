import { describe, expect, it } from 'vitest';
import type { CustomerInput } from '../../domain/case/commands.js';
import { leaseOf } from '../../domain/journey/lease-of.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { DAY, HOUR, MINUTE, T0 } from './support/builders.js';
import { given, opened, waits } from './support/journey.js';
import { answers, resolvedAfter } from './support/pasts.js';

const settled: CustomerInput = { type: 'settled', input: 'in-1' };
const notYet = (input = 'in-2'): CustomerInput => ({ type: 'not_settled', input });
const told = resolvedAfter(20 * HOUR);

describe('the customer says that it is settled', () => {
  it('is a fact of its own, beside what staff and surveys say', () => {
    given(told).when(settled).then({ type: 'settled', input: 'in-1' });
    const { round, incidents } = told.does(settled).state;
    expect(round).toMatchObject({ acceptance: { settled: true, at: T0 + 20 * HOUR } });
    expect(round.verdict).toBeUndefined();
    expect(incidents[0]?.resolvedAt).toBe(T0 + 20 * HOUR);
  });

  it('ends the lease at once', () => {
    expect(leaseOf(told.state)).toEqual({ kind: 'held', because: 'recovery' });
    expect(leaseOf(told.does(settled).state)).toEqual({ kind: 'ends', at: T0 + 20 * HOUR, because: 'satisfied' });
  });

  it('leaves the survey to be asked, whose low answer says more', () => {
    const asked = told.does(settled).until(20 * HOUR + 4 * DAY);
    expect(asked.told()).toContain('1/survey/1/email');
    expect(leaseOf(answers(asked, 1).state)).toEqual({ kind: 'held', because: 'recovery' });
  });

  it('is refused where no solution was told', () => {
    given(opened().until(MINUTE)).when(settled).refused('not_told');
  });
});

describe('the customer says "not yet"', () => {
  it('opens the second chance, as a low answer does', () => {
    given(told)
      .when(notYet())
      .then(
        { type: 'not_settled', input: 'in-2', opens: true },
        { type: 'round_started', round: 2, cause: 'second_chance' },
      );
    const j = told.does(notYet()).until(21 * HOUR);
    expect(j.told()).toContain('2/second_chance/1/email');
    expect(j.facts('escalated')).toMatchObject([{ because: 'low_verdict' }]);
  });

  it('stands in the round that it has begun, where a "settled" of the round before does not', () => {
    const j = told.does(notYet());
    expect(viewOf(j.state, j.next(), j.now)).toMatchObject({ round: 2, acceptance: { settled: false, at: j.now } });
    const low = answers(told.does(settled).until(20 * HOUR + 4 * DAY), 1);
    const { state } = low.until(20 * HOUR + 4 * DAY + MINUTE);
    expect(state.round).toMatchObject({ number: 2 });
    expect(state.round).not.toHaveProperty('acceptance');
  });

  it('holds the lease again after a "settled"', () => {
    expect(leaseOf(told.does(settled).does(notYet()).state)).toEqual({ kind: 'held', because: 'recovery' });
  });

  it('goes to a person after the second chance: never a third automatic round', () => {
    const again = told
      .does(notYet())
      .until(21 * HOUR)
      .does({ type: 'resolve', cause: 'x' })
      .until(22 * HOUR);
    const j = again.does(notYet('in-3')).until(23 * HOUR);
    expect(j.facts('round_started')).toHaveLength(1);
    expect(j.facts('task_requested')).toMatchObject([{ kind: 'answer_reply' }]);
    expect(waits(j)).toMatchObject({ waitingFor: 'agent' });
  });

  it.each([
    ['about an earlier round', opened().until(MINUTE)],
    ['against what they have answered', answers(told.until(20 * HOUR + 4 * DAY), 5)],
  ])('goes to a person as well where it is %s: it is never lost', (_, before) => {
    const j = before.does(notYet());
    expect(j.facts('not_settled')).toMatchObject([{ opens: false }]);
    expect(j.facts('task_requested')).toMatchObject([{ kind: 'answer_reply' }]);
    expect(leaseOf(j.state)).toEqual({ kind: 'held', because: 'recovery' });
  });

  it('counts also while the provider of the message that they answer has not said that it went out', () => {
    const flying = opened()
      .until(20 * HOUR)
      .does({ type: 'resolve', cause: 'x' })
      .step();
    expect(flying.state.messages.at(-1)).toMatchObject({ message: 'resolution', state: 'requested' });
    expect(flying.does(notYet()).facts('not_settled')).toMatchObject([{ opens: true }]);
    expect(flying.does(settled).facts('settled')).toHaveLength(1);
  });

  it('counts once', () => {
    given(told.does(notYet())).when(notYet()).refused('known_input');
  });
});
