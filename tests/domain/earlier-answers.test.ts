import { describe, expect, it } from 'vitest';
import { joinFacts } from '../../domain/journey/results.js';
import { DAY, HOUR, T0, anIncident, anOpening } from './support/builders.js';
import { asks, given, opened } from './support/journey.js';
import { answeredWith, resolvedAfter } from './support/pasts.js';

const later = anIncident({ id: 'inc-2', reportedAt: T0 + 6 * DAY });
const invited = resolvedAfter(20 * HOUR).until(6 * DAY);
const joined = invited.joins(later);
const low = { type: 'answer', round: 1, score: 1 } as const;

describe('a low verdict that meets a later incident', () => {
  it('has its second chance when the incident joins before the chance was recorded', () => {
    expect(joinFacts(answeredWith(1).state, later)).toContainEqual({
      type: 'round_started',
      round: 2,
      cause: 'second_chance',
    });
  });

  it('is no reason for one after a good verdict: the join starts a round of its own', () => {
    expect(joinFacts(answeredWith(5).state, later)).toContainEqual({
      type: 'round_started',
      round: 2,
      cause: 'joined',
    });
  });
});

describe('an answer to the survey of the round before a late join', () => {
  it('still counts: a low one opens the second chance for everything', () => {
    given(joined)
      .when(low, { round: 1 })
      .then(
        { type: 'survey_answered', round: 1, score: 1 },
        { type: 'round_started', round: 3, cause: 'second_chance' },
      );
  });

  it('is kept as a fact and changes nothing when it is good, since the new round has a survey of its own', () => {
    const good = { ...low, score: 5 };
    given(joined).when(good, { round: 1 }).then({ type: 'survey_answered', round: 1, score: 5 });
    const heard = joined.does(good, { round: 1 });
    expect(heard.state.round).toMatchObject({ number: 2, cause: 'joined' });
    expect(heard.state.round.verdict).toBeUndefined();
  });

  it('is refused when no survey of that round was sent', () => {
    given(
      resolvedAfter(20 * HOUR)
        .until(DAY)
        .joins(anIncident({ id: 'inc-2' })),
    )
      .when(low, { round: 1 })
      .refused('no_survey_open');
  });
});

describe('an answer that a sender finds in the store', () => {
  it('is looked for at once, not only when the survey expires', () => {
    const reminding = resolvedAfter(20 * HOUR).until(8 * DAY);
    const [slot] = ['1/survey_reminder/1/email'];
    const skipped = reminding.and({ type: 'message_skipped', slot, reason: 'answered' });
    expect(skipped.next()).toMatchObject({ kind: 'record', fact: { type: 'answers_looked_for', round: 1 } });
  });
});

describe('a later report with an address', () => {
  it('makes a customer reachable whom the first report gave no way to reach', () => {
    const silent = opened({ ...anOpening(), reachableBy: [] }).until(HOUR);
    expect(asks(silent)).toBeUndefined();
    const heard = silent.and(
      ...joinFacts(silent.state, anIncident({ id: 'inc-2', reportedAt: T0 + HOUR }), { reachableBy: ['sms'] }),
    );
    expect(asks(heard.caughtUp())).toMatchObject({ message: 'acknowledgement', channel: 'sms' });
  });

  it('with another address is a correction: what the old one refused is asked for once more', () => {
    const refused = opened().step().hears({ kind: 'rejected', code: 'mailbox_refused' }).at(HOUR);
    const contact = { reachableBy: ['email', 'sms'], correctedAt: { email: T0 + 1 } } as const;
    const facts = joinFacts(refused.state, later, contact);
    expect(facts).toContainEqual({ type: 'contact_corrected', reachableBy: ['email', 'sms'], corrected: ['email'] });
    expect(asks(refused.and(...facts).caughtUp())).toMatchObject({
      message: 'acknowledgement',
      channel: 'email',
      request: 2,
    });
    expect(asks(refused.caughtUp())).toMatchObject({ message: 'acknowledgement', channel: 'sms' });
  });

  it.each([
    ['before the case opened', opened()],
    [
      'that the case has heard of',
      opened()
        .at(HOUR)
        .and({ type: 'contact_corrected', reachableBy: ['email', 'sms'], corrected: ['email'] }),
    ],
  ])('changes nothing by a correction %s', (_, j) => {
    const contact = { reachableBy: ['email', 'sms'], correctedAt: { email: j.now - HOUR } } as const;
    expect(joinFacts(j.state, later, contact)).toEqual([{ type: 'incident_joined', incident: later }]);
  });

  it('is no fact of its own when nothing has changed', () => {
    const facts = joinFacts(opened().state, later, { reachableBy: ['email', 'sms'] });
    expect(facts).toEqual([{ type: 'incident_joined', incident: later }]);
  });
});

describe('a rejection', () => {
  const asked = opened().step();
  const slot = '1/acknowledgement/1/email';

  it.each(['bad_address', 'mailbox_refused', 'opted_out', 'blocked', 'unreachable_number'])(
    'as %s closes the channel for later messages too',
    (code) => {
      const refused = asked.and({ type: 'message_rejected', slot, code }).step();
      const taken = refused.hears({ kind: 'accepted' }).does({ type: 'take' });
      expect(asks(taken)).toMatchObject({ message: 'apology', channel: 'sms' });
    },
  );

  it.each(['refused_by_provider', 'not_configured'])(
    'as %s is about this message: it goes another way, and the next one tries the channel again',
    (code) => {
      const refused = asked.and({ type: 'message_rejected', slot, code });
      expect(asks(refused)).toMatchObject({ message: 'acknowledgement', channel: 'sms' });
      const taken = refused.step().hears({ kind: 'accepted' }).does({ type: 'take' });
      expect(asks(taken)).toMatchObject({ message: 'apology', channel: 'email' });
    },
  );
});
