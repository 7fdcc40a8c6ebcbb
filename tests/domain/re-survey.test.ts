import { describe, expect, it } from 'vitest';
import { DAY, HOUR, anIncident } from './support/builders.js';
import { asks, waits } from './support/journey.js';
import { answers, resolvedAfter } from './support/pasts.js';

/** Resolved after twenty hours: the follow-up goes out at 68 hours, the survey at 92. */
const checked = resolvedAfter(20 * HOUR).until(70 * HOUR);
const INVITED = 92 * HOUR;
const invited = checked.until(INVITED);

describe('re-survey', () => {
  it('asks 72 hours after the customer was told, and not a moment earlier', () => {
    expect(asks(checked.at(INVITED - 1))).toBeUndefined();
    expect(asks(checked.at(INVITED))).toMatchObject({ slot: '1/survey/1/email', covers: [], incidents: ['inc-1'] });
  });

  it('makes no promise of its own: what comes next is up to the customer', () => {
    expect(asks(checked.at(INVITED))).not.toHaveProperty('promise');
  });

  it('waits for an answer until the reminder is due four days after the invitation', () => {
    expect(waits(invited)).toMatchObject({ until: INVITED + 4 * DAY, waitingFor: 'customer' });
    expect(asks(invited.at(INVITED + 4 * DAY - 1))).toBeUndefined();
    expect(asks(invited.at(INVITED + 4 * DAY))).toMatchObject({ slot: '1/survey_reminder/1/email' });
  });

  it('reminds once, and then waits until fourteen days after the invitation', () => {
    const reminded = invited.until(INVITED + 5 * DAY);
    expect(waits(reminded)).toMatchObject({ until: INVITED + 14 * DAY, reason: 'an answer to the survey' });
    expect(reminded.until(INVITED + 13 * DAY).asked('survey_reminder')).toHaveLength(1);
  });

  it('does not remind in a medium severity, whose round has no room for it', () => {
    const medium = resolvedAfter(20 * HOUR, { incident: anIncident({ severity: 'medium' }) }).until(INVITED);
    expect(waits(medium)).toMatchObject({ until: INVITED + 14 * DAY });
  });

  it('asks for no reminder once the customer has answered', () => {
    const j = answers(invited.at(INVITED + DAY), 5).until(30 * DAY);
    expect(j.told()).not.toContain('1/survey_reminder/1/email');
  });

  it('goes on to wait for an answer to an invitation in doubt', () => {
    const j = checked.at(INVITED).step().hears({ kind: 'in_doubt' });
    expect(waits(j)).toMatchObject({ waitingFor: 'customer' });
  });

  it.each([
    ['does not want to be asked ends as unconfirmed', 'unsubscribed', 'unconfirmed'],
    ['could not be asked for another reason ends as unreachable', 'capped', 'unreachable'],
  ])('of a customer who heard the solution and %s', (_what, reason, outcome) => {
    const spared = checked.at(INVITED).step().hears({ kind: 'skipped', reason });
    expect(spared.until(INVITED + DAY).facts('case_closed')).toMatchObject([{ outcome }]);
    expect(spared.until(INVITED + DAY).asked('survey_reminder')).toEqual([]);
  });

  it('waits for no answer to an invitation that never went out', () => {
    const j = checked.at(INVITED).step().hears({ kind: 'skipped', reason: 'capped' });
    expect(asks(j)).toMatchObject({ message: 'closing' });
  });
});

describe('silence', () => {
  const expired = invited.until(INVITED + 14 * DAY - 1).at(INVITED + 14 * DAY);

  it('is recorded only after a look for an answer that is stored and was not heard of', () => {
    const looking = expired.step();
    expect(looking.facts('answers_looked_for')).toEqual([{ type: 'answers_looked_for', round: 1 }]);
    expect(looking.facts('survey_expired')).toEqual([]);
    expect(waits(looking)).toMatchObject({ effect: true, waitingFor: 'provider', until: INVITED + 14.5 * DAY });
  });

  it('is looked for once, fourteen days after the invitation and not a moment earlier', () => {
    expect(waits(expired.at(INVITED + 14 * DAY - 1))).toMatchObject({ waitingFor: 'customer' });
    expect(waits(expired.step())).toMatchObject({ reason: 'a look for an unread answer' });
  });

  it('ends a guest who does not answer in fourteen days as unconfirmed', () => {
    const j = invited.until(30 * DAY);
    expect(j.times('survey_expired')).toEqual([INVITED + 14 * DAY]);
    expect(j.state.closed).toMatchObject({ outcome: 'unconfirmed', cause: 'lost_by_courier' });
  });

  it('is no silence when the look finds a good answer: the guest is recovered', () => {
    const j = invited.until(30 * DAY, { stored: { score: 5 } });
    expect(j.facts('survey_expired')).toEqual([]);
    expect(j.state.closed).toMatchObject({ outcome: 'recovered' });
  });

  it('is no silence when the look finds a low answer: a second round starts', () => {
    const j = invited.until(19 * DAY, { stored: { score: 1 } });
    expect(j.state.round).toMatchObject({ number: 2, cause: 'second_chance' });
  });
});

describe('a verdict', () => {
  it('is kept with what the customer ticked besides, and without what was left open', () => {
    const ticked = invited.does({ type: 'answer', round: 1, score: 5, heard: false, repeated: true });
    expect(ticked.state.round.verdict).toEqual({ score: 5, heard: false, repeated: true, at: ticked.now });
    expect(answers(invited, 5).state.round.verdict).toEqual({ score: 5, at: invited.now });
  });
});

describe('a good verdict', () => {
  it('is the target or more: a four closes the case as recovered', () => {
    expect(answers(invited, 4).until(30 * DAY).state.closed).toMatchObject({ outcome: 'recovered' });
  });

  it('is not a point under the target: a three starts a second round', () => {
    expect(answers(invited, 3).until(5 * DAY).state.round.number).toBe(2);
  });

  const rated = (baseline: number) => resolvedAfter(20 * HOUR, { incident: anIncident({ baseline }) }).until(INVITED);

  it('is a point better than the score that started it: a four after a four is none', () => {
    expect(answers(rated(4), 4).until(5 * DAY).state.round.number).toBe(2);
  });

  it('is a four after a three', () => {
    expect(answers(rated(3), 4).until(30 * DAY).state.closed).toMatchObject({ outcome: 'recovered' });
  });

  it('is a five after a five, since nobody can do better', () => {
    expect(answers(rated(5), 5).until(30 * DAY).state.closed).toMatchObject({ outcome: 'recovered' });
  });
});
