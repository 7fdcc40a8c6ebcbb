import { describe, expect, it } from 'vitest';
import { refusals, shortName } from '../../domain/case/commands.js';
import type { Command } from '../../domain/case/commands.js';
import { outcomes } from '../../domain/case/outcome.js';
import { DAY, HOUR, T0, anIncident } from './support/builders.js';
import { asks, given, opened } from './support/journey.js';
import { RESOLVE, answeredWith, resolvedAfter } from './support/pasts.js';

const acknowledged = opened().until(HOUR);
const taken = acknowledged.does({ type: 'take' });
const told = resolvedAfter(20 * HOUR);
const invited = told.until(5 * DAY);
const closed = answeredWith(5).until(30 * DAY);
const ending = taken.does({ type: 'abort', cause: 'duplicate' });

const hold = (until: number): Command => ({ type: 'hold', reason: 'customer_travels', until });
const answer = (round: number): Command => ({ type: 'answer', round, score: 5 });

describe('take', () => {
  it('makes who asks the owner', () => {
    given(acknowledged).when({ type: 'take' }).then({ type: 'owner_changed', owner: 's-101' });
  });

  it('passes the case from one person to another', () => {
    given(taken).when({ type: 'take' }, { actor: 's-104' }).then({ type: 'owner_changed', owner: 's-104' });
  });

  it('is refused to who owns the case already', () => {
    given(taken).when({ type: 'take' }).refused('already_owned');
  });

  it('is obeyed whatever round was seen: it is about the case as a whole', () => {
    given(acknowledged).when({ type: 'take' }, { round: 7 }).then({ type: 'owner_changed', owner: 's-101' });
  });
});

describe('close as not upheld', () => {
  const notUpheld: Command = { type: 'close', outcome: 'not_upheld', cause: 'no_fault_found' };

  it('is refused once the customer may have read that it was resolved', () => {
    given(told).when(notUpheld).refused('told_otherwise');
    given(opened().does(RESOLVE).step()).when(notUpheld).refused('told_otherwise');
  });

  it('is obeyed while no solution was told, also when one was resolved and its message never left', () => {
    given(taken).when(notUpheld).then({ type: 'ending_decided', outcome: 'not_upheld', cause: 'no_fault_found' });
    const unsent = taken.does(RESOLVE).step().hears({ kind: 'withdrawn' });
    given(unsent).when(notUpheld).then({ type: 'ending_decided', outcome: 'not_upheld', cause: 'no_fault_found' });
  });

  it('does not stand in the way of another outcome', () => {
    given(told)
      .when({ ...notUpheld, outcome: 'not_recovered' })
      .then({ type: 'ending_decided', outcome: 'not_recovered', cause: 'no_fault_found' });
  });
});

describe('resolve', () => {
  it('names all that is unresolved when it names nothing', () => {
    given(taken)
      .when(RESOLVE)
      .then({ type: 'resolved', incidents: ['inc-1'], cause: 'lost_by_courier' });
  });

  it('also takes a case that nobody owns', () => {
    given(acknowledged)
      .when(RESOLVE, { actor: 's-104' })
      .then(
        { type: 'owner_changed', owner: 's-104' },
        { type: 'resolved', incidents: ['inc-1'], cause: 'lost_by_courier' },
      );
  });

  it('leaves out what is resolved already', () => {
    const half = taken.joins(anIncident({ id: 'inc-2' })).does({ ...RESOLVE, incidents: ['inc-1'] });
    given(half)
      .when({ ...RESOLVE, incidents: ['inc-1', 'inc-2'] })
      .then({ type: 'resolved', incidents: ['inc-2'], cause: 'lost_by_courier' });
  });

  it('is refused when everything named is resolved', () => {
    given(told).when(RESOLVE).refused('already_resolved');
    given(taken)
      .when({ ...RESOLVE, incidents: [] })
      .refused('already_resolved');
  });

  it('is refused when the case holds no such incident', () => {
    given(taken)
      .when({ ...RESOLVE, incidents: ['inc-1', 'inc-9'] })
      .refused('unknown_incident');
  });

  it('is refused when the case is in another round by now', () => {
    given(answeredWith(1).until(5 * DAY))
      .when(RESOLVE, { round: 1 })
      .refused('other_round');
  });
});

describe('hold and resume', () => {
  it('hold as long as the protocol allows: fourteen days', () => {
    given(taken)
      .when(hold(taken.now + 14 * DAY))
      .then({ type: 'held', reason: 'customer_travels', until: taken.now + 14 * DAY });
  });

  it('refuse a hold that is a millisecond longer', () => {
    given(taken)
      .when(hold(taken.now + 14 * DAY + 1))
      .refused('hold_too_long');
  });

  it('refuse a hold that ends now or earlier', () => {
    given(taken).when(hold(taken.now)).refused('hold_in_the_past');
    given(taken).when(hold(T0)).refused('hold_in_the_past');
  });

  it('refuse a second hold', () => {
    given(taken.does(hold(T0 + DAY)))
      .when(hold(T0 + 2 * DAY))
      .refused('already_held');
  });

  it('resume what is held', () => {
    given(taken.does(hold(T0 + DAY)))
      .when({ type: 'resume' })
      .then({ type: 'resumed' });
  });

  it('refuse to resume what is not held', () => {
    given(taken).when({ type: 'resume' }).refused('not_held');
  });
});

describe('withdraw, abort and close', () => {
  it('record that the customer withdrew', () => {
    given(taken).when({ type: 'withdraw', cause: 'fixed_it' }).then({ type: 'customer_withdrew', cause: 'fixed_it' });
  });

  it('record that staff ended it without a result', () => {
    given(taken)
      .when({ type: 'abort', cause: 'duplicate' })
      .then({ type: 'ending_decided', outcome: 'not_recovered', cause: 'duplicate' });
  });

  it.each(['not_recovered', 'not_upheld', 'unreachable', 'declined'] as const)('record the outcome %s', (outcome) => {
    given(taken)
      .when({ type: 'close', outcome, cause: 'as_told' })
      .then({ type: 'ending_decided', outcome, cause: 'as_told' });
  });

  it.each(['recovered', 'unconfirmed', 'withdrawn', 'refused'] as const)('refuse the outcome %s', (outcome) => {
    given(taken).when({ type: 'close', outcome, cause: 'as_told' }).refused('outcome_not_by_hand');
  });

  it('know every outcome, by hand or not', () => {
    expect(outcomes).toHaveLength(8);
  });

  it('refuse a close of a round that is over', () => {
    const second = answeredWith(1).until(5 * DAY);
    given(second).when({ type: 'close', outcome: 'declined', cause: 'c' }, { round: 1 }).refused('other_round');
  });

  it.each([
    { type: 'withdraw', cause: 'c' },
    { type: 'abort', cause: 'c' },
  ] as const)('$type whatever round was seen', (command) => {
    expect(taken.decision(command, { round: 9 }).kind).toBe('accepted');
  });
});

describe('answer', () => {
  it('is recorded with what the customer ticked', () => {
    given(invited)
      .when({ type: 'answer', round: 1, score: 4, heard: true, repeated: false })
      .then({ type: 'survey_answered', round: 1, score: 4, heard: true, repeated: false });
  });

  it('is refused before a survey went out', () => {
    given(told).when(answer(1)).refused('no_survey_open');
  });

  it('is refused a second time', () => {
    given(answeredWith(2)).when(answer(1)).refused('already_answered');
  });

  it('is refused to who answers after the survey has expired', () => {
    const expired = invited.until(18 * DAY, { send: () => 'open' });
    given(expired).when(answer(1)).refused('already_answered');
  });

  it('is refused for the round before', () => {
    given(answeredWith(2).until(5 * DAY))
      .when(answer(1), { round: 1 })
      .refused('other_round');
  });
});

describe('an incident', () => {
  it('asks to join once: a repeat while it joins is refused', () => {
    const joining = taken.does({ type: 'incident', incidentId: 'inc-2' });
    given(joining).when({ type: 'incident', incidentId: 'inc-2' }).refused('known_incident');
  });

  it('that the case holds is refused', () => {
    given(taken).when({ type: 'incident', incidentId: 'inc-1' }).refused('known_incident');
  });

  it('is heard although the end is decided', () => {
    given(ending)
      .when({ type: 'incident', incidentId: 'inc-2' })
      .then({ type: 'joining_requested', incidentId: 'inc-2' });
  });
});

const anyCommand: readonly Command[] = [
  { type: 'take' },
  RESOLVE,
  hold(T0 + 40 * DAY),
  { type: 'resume' },
  { type: 'withdraw', cause: 'c' },
  { type: 'abort', cause: 'c' },
  { type: 'close', outcome: 'declined', cause: 'c' },
  answer(1),
];

describe('once the end is decided', () => {
  it.each(anyCommand)('$type is refused', (command) => {
    given(ending).when(command, { actor: 's-104' }).refused('ending_already');
  });
});

describe('once the closing message is on its way', () => {
  const saying = answeredWith(5).step();
  const endings = anyCommand.filter(({ type }) => ['withdraw', 'abort', 'close'].includes(type));

  it.each(endings)('$type is refused: the customer may have read another end', (command) => {
    expect(asks(answeredWith(5))).toMatchObject({ message: 'closing' });
    given(saying).when(command, { actor: 's-104' }).refused('ending_already');
  });

  it.each(endings)('$type is obeyed while nothing of an end was said', (command) => {
    const done = told.does(command);
    expect(done.state).toMatchObject({ ending: { cause: 'c' } });
  });
});

describe('once the case is closed', () => {
  it.each([...anyCommand, { type: 'incident', incidentId: 'inc-2' } as const])('$type is refused', (command) => {
    given(closed).when(command, { actor: 's-104' }).refused('closed');
  });
});

describe('a cause or reason', () => {
  it.each(['lost_by_courier', 'a', 'x'.repeat(40)])('is a name such as %s', (name) => {
    expect(shortName.test(name)).toBe(true);
  });

  it.each(['', 'Lost', 'lost by courier', 'ada@customers.example', '1st', '_x', 'x'.repeat(41), 'lost\n'])(
    'is no prose such as %j',
    (text) => {
      expect(shortName.test(text)).toBe(false);
    },
  );
});

describe('refusals', () => {
  it('each have a sentence that an agent can read', () => {
    for (const sentence of Object.values(refusals)) expect(sentence).toMatch(/^[a-z].{15,}[^.]$/);
  });
});
