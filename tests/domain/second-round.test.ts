import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, T0, anIncident } from './support/builders.js';
import type { Journey } from './support/journey.js';
import { opened, waits } from './support/journey.js';
import { RESOLVE, answeredWith, answers } from './support/pasts.js';

/** Invited at 92 hours, answered badly at 116. */
const LOW_AT = 20 * HOUR + 4 * DAY;
const low = answeredWith(2);
const second = low.until(LOW_AT + HOUR);
/** Resolved again and asked again; the second answer comes on day ten. */
const askedAgain = second.does(RESOLVE).until(10 * DAY);

describe('a low verdict', () => {
  it('starts one second round, at once', () => {
    expect(second.facts('round_started')).toEqual([{ type: 'round_started', round: 2, cause: 'second_chance' }]);
    expect(second.times('round_started')).toEqual([LOW_AT]);
  });

  it('starts no round when it is good', () => {
    expect(
      answeredWith(4)
        .until(30 * DAY)
        .facts('round_started'),
    ).toEqual([]);
  });

  it('opens the round with a message of its own, and promises news by its new 24 hours', () => {
    expect(second.asked('second_chance')).toMatchObject([
      {
        slot: '2/second_chance/1/email',
        incidents: ['inc-1'],
        covers: [],
        promise: { about: 'news', dueAt: T0 + LOW_AT + 24 * HOUR },
      },
    ]);
  });

  it('acknowledges nothing again, and apologizes for nothing again', () => {
    const j = second.until(30 * DAY);
    expect(
      j
        .told()
        .filter((slot) => slot.startsWith('2/'))
        .slice(0, 2),
    ).toEqual(['2/second_chance/1/email', '2/progress_update/1/email']);
    expect(j.asked('acknowledgement')).toHaveLength(1);
    expect(j.asked('apology')).toHaveLength(1);
  });

  /** A low answer to a case that this person had taken. */
  const low = (actor: string) =>
    answers(
      opened()
        .until(HOUR)
        .does({ type: 'take' }, { actor })
        .until(20 * HOUR)
        .does(RESOLVE)
        .until(LOW_AT),
      1,
    );

  it('takes the case from its owner, calls whoever is above, and waits for somebody to take it', () => {
    const again = low('s-104').until(LOW_AT + HOUR);
    expect(again.state.owner).toBeUndefined();
    expect(again.facts('escalated')).toEqual([{ type: 'escalated', rung: 3, to: 's-007', because: 'low_verdict' }]);
    expect(waits(again)).toMatchObject({ waitingFor: 'agent', reason: 'somebody to take and resolve it' });
  });

  it('calls the top of the ladder again where nobody is above', () => {
    const top = low('s-007').until(LOW_AT + HOUR);
    expect(top.facts('escalated')).toEqual([{ type: 'escalated', rung: 3, to: 's-007', because: 'low_verdict' }]);
  });
});

describe('the new 24 hours', () => {
  it('count from the low verdict: 12, 18 and 21.6 hours after it they warn, and at 24 they are breached', () => {
    const j = second.until(LOW_AT + 25 * HOUR);
    const ofRound = j.journal.filter((event) => 'clock' in event && event.round === 2);
    expect(ofRound.map((event) => [event.type, event.at - T0 - LOW_AT])).toEqual([
      ['clock_warned', 12 * HOUR],
      ['clock_warned', 18 * HOUR],
      ['clock_warned', 21.6 * HOUR],
      ['clock_breached', 24 * HOUR],
    ]);
  });

  it('are met by a second solution: the customer is told of it in the second round', () => {
    const j = second.does(RESOLVE).until(LOW_AT + 30 * HOUR);
    expect(j.told().at(-1)).toBe('2/resolution/1/email');
    expect(j.facts('clock_breached')).toEqual([]);
  });

  it('are not met by the solution of the first round', () => {
    expect(second.until(LOW_AT + 25 * HOUR).facts('clock_breached')).toMatchObject([{ clock: 'resolution', round: 2 }]);
  });
});

describe('after the second solution', () => {
  it('asks again whether it held, and how well it was put right', () => {
    expect(askedAgain.told().slice(-3)).toEqual(['2/resolution/1/email', '2/follow_up/1/email', '2/survey/1/email']);
  });

  it('recovers a guest who then answers with a five, and says so although that is the last message', () => {
    const j = answers(askedAgain, 5).until(30 * DAY);
    expect(j.facts('case_closed')).toMatchObject([{ outcome: 'recovered', lastMessage: '2/closing/1/email' }]);
  });

  it('leaves a guest who does not answer any more unconfirmed', () => {
    expect(askedAgain.until(60 * DAY).state.closed).toMatchObject({ outcome: 'unconfirmed' });
  });
});

describe('a second low verdict', () => {
  const undecided = answers(askedAgain, 1).until(10 * DAY);

  it('starts no third round: a person decides, within seven days', () => {
    expect(undecided.facts('round_started')).toHaveLength(1);
    expect(waits(undecided)).toMatchObject({
      until: 17 * DAY,
      reason: 'a person to decide after a second low verdict',
      waitingFor: 'decision',
    });
  });

  it('ends as the person decides, with a closing message', () => {
    const j = undecided
      .at(12 * DAY)
      .does({ type: 'close', outcome: 'declined', cause: 'wants_no_more' })
      .until(13 * DAY);
    expect(j.facts('case_closed')).toEqual([
      { type: 'case_closed', outcome: 'declined', cause: 'wants_no_more', lastMessage: '2/closing/1/email' },
    ]);
  });

  it('ends as not recovered when nobody decides in seven days', () => {
    const j = undecided.until(17 * DAY);
    expect(j.facts('case_closed')).toEqual([
      { type: 'case_closed', outcome: 'not_recovered', cause: 'undecided', lastMessage: '2/closing/1/email' },
    ]);
    expect(j.times('case_closed')).toEqual([17 * DAY]);
  });

  it('is open still a moment before the seven days are over', () => {
    expect(undecided.until(17 * DAY - 1).state.phase).toBe('open');
  });

  it('escalates nothing by itself', () => {
    expect(undecided.until(16 * DAY).facts('escalated')).toEqual(askedAgain.facts('escalated'));
  });
});

describe('the second chance', () => {
  it('goes on without its message when that was refused', () => {
    const j = low.step().caughtUp().step().hears({ kind: 'skipped', reason: 'capped' });
    expect(waits(j)).toMatchObject({ waitingFor: 'agent' });
  });

  it('is withdrawn when the case is resolved again before it went out: the solution says it', () => {
    const j = low
      .until(LOW_AT, { send: () => 'open' })
      .at(LOW_AT + MINUTE)
      .does(RESOLVE);
    expect(
      j
        .until(LOW_AT + HOUR)
        .told()
        .at(-1),
    ).toBe('2/resolution/1/email');
    expect(j.until(LOW_AT + HOUR).facts('message_withdrawn')).toMatchObject([{ slot: '2/second_chance/1/email' }]);
  });

  it('is the only one of a case, also when a later incident has started a round of its own', () => {
    const third = answers(
      askedAgain
        .joins(anIncident({ id: 'inc-2' }))
        .until(10 * DAY)
        .does(RESOLVE)
        .until(20 * DAY),
      1,
    );
    expect(third.state.round.number).toBe(3);
    expect(waits(third)).toMatchObject({ waitingFor: 'decision' });
  });

  it('leaves every incident unresolved again, with a clock that starts at the verdict', () => {
    expect(second.state.incidents).toMatchObject([{ round: 2, clockFrom: T0 + LOW_AT }]);
    expect(second.state.incidents[0]).not.toHaveProperty('resolvedAt');
  });
});

describe('a second low verdict', () => {
  const under = (version: number) =>
    answers(
      answeredWith(1)
        .and({ type: 'rules_adopted', version })
        .until(LOW_AT + HOUR)
        .does(RESOLVE)
        .until(LOW_AT + 5 * DAY),
      2,
    );
  const calls = (j: Journey) =>
    j.journal
      .filter((event) => event.type === 'escalated' && event.because === 'undecided')
      .map((event) => [(event.at - (j.state.round.verdict?.at ?? 0)) / DAY, event.type === 'escalated' && event.to]);

  it('calls the next rung to decide, at once and when half the time has passed', () => {
    expect(calls(under(2).until(40 * DAY))).toEqual([
      [0, 's-007'],
      [3.5, 's-007'],
    ]);
  });

  it('calls nobody any more once it is decided', () => {
    const decided = under(2)
      .until(LOW_AT + 6 * DAY)
      .does({ type: 'close', outcome: 'not_recovered', cause: 'cannot_be_mended' });
    expect(calls(decided.until(40 * DAY))).toHaveLength(1);
  });

  it('called nobody under the first rules; a case that adopts the second ones while it waits calls at once', () => {
    const before = under(1).until(LOW_AT + 7 * DAY);
    expect(calls(before)).toEqual([]);
    expect(calls(before.and({ type: 'rules_adopted', version: 2 }).until(LOW_AT + 7 * DAY))).toHaveLength(1);
  });

  it('that is a good one calls nobody', () => {
    const good = answers(
      answeredWith(1)
        .and({ type: 'rules_adopted', version: 2 })
        .until(LOW_AT + HOUR)
        .does(RESOLVE)
        .until(LOW_AT + 5 * DAY),
      5,
    );
    expect(calls(good.until(40 * DAY))).toEqual([]);
  });
});
