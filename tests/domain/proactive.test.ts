import { describe, expect, it } from 'vitest';
import { explain } from '../../domain/journey/explain/explain.js';
import { stageOf } from '../../domain/journey/next-move.js';
import { HOUR, MINUTE, T0, aProtocol, aSmallIncident, anIncident } from './support/builders.js';
import { asks, opened, waits, type Journey, type World } from './support/journey.js';
import { RESOLVE } from './support/pasts.js';

const protocol = aProtocol({ holdProactive: 2 * HOUR });
const found = anIncident({ operational: true });
const held = opened({ protocol, incident: found });

describe('a failure that we found ourselves', () => {
  it('is kept back for two hours, in the stage of the acknowledgement, while a person has to resolve it', () => {
    expect(waits(held)).toMatchObject({ until: 2 * HOUR, waitingFor: 'agent' });
    expect(held.until(2 * HOUR - 1).asked('acknowledgement')).toEqual([]);
    expect(stageOf(held.state, held.now)).toBe('acknowledge');
  });

  it('is told together with its solution, in one message that says all of it, when a person resolves it before that', () => {
    const j = held
      .until(HOUR)
      .does(RESOLVE)
      .until(3 * HOUR);
    expect(j.told()).toEqual(['1/resolved_at_once/1/email']);
    expect(j.asked('resolved_at_once')).toMatchObject([{ covers: ['acknowledgement', 'apology', 'resolution'] }]);
  });

  it('is told without a solution when its time is over, and its apology waits for a signature from then on', () => {
    const j = held.until(2 * HOUR);
    expect(j.told()).toEqual(['1/acknowledgement/1/email']);
    expect(waits(j)).toMatchObject({ until: 4 * HOUR, reason: 'somebody to take the case and sign the apology' });
    expect(j.until(4 * HOUR).told()).toContain('1/apology/1/email');
  });

  it('breaches nothing while it is kept back: its first word is due five minutes after that', () => {
    const j = held.until(2.5 * HOUR, { send: () => 'open' });
    expect(j.times('clock_warned')).toEqual([2 * HOUR + 3.75 * MINUTE]);
    expect(j.times('clock_breached')).toEqual([2 * HOUR + 5 * MINUTE]);
  });

  it('has the same day for its solution as any other, counted from the moment it was found', () => {
    const j = held.upTo(24 * HOUR);
    expect(j.facts('clock_breached')).toContainEqual(expect.objectContaining({ clock: 'resolution' }));
  });

  it('is told at once where the protocol keeps nothing back', () => {
    expect(asks(opened({ incident: found }))).toMatchObject({ message: 'acknowledgement' });
  });

  it('that somebody has reported is told at once', () => {
    expect(asks(opened({ protocol, incident: anIncident() }))).toMatchObject({ message: 'acknowledgement' });
  });
});

describe('a complaint that arrives while a failure is kept back', () => {
  it('joins, and one message at once acknowledges both', () => {
    const j = held.at(HOUR).joins(anIncident({ id: 'inc-2', reportedAt: T0 + HOUR }));
    expect(asks(j)).toMatchObject({ message: 'acknowledgement', incidents: ['inc-1', 'inc-2'] });
    expect(j.until(3 * HOUR).asked('acknowledgement')).toHaveLength(1);
  });

  it('ends the silence no sooner than it comes: another failure that we found joins it', () => {
    const j = held.at(HOUR).joins(anIncident({ id: 'inc-2', operational: true, reportedAt: T0 + HOUR }));
    expect(asks(j)).toBeUndefined();
    expect(j.until(2 * HOUR).asked('acknowledgement')).toMatchObject([{ incidents: ['inc-1'] }]);
    expect(j.until(3 * HOUR).asked('acknowledgement')).toMatchObject([
      { incidents: ['inc-1'] },
      { incidents: ['inc-2'] },
    ]);
  });

  it('that is a call for a person ends the silence too, once they have let the case go on', () => {
    const j = held.at(HOUR).does({ type: 'call_me', input: 'in-1' });
    const released = j.until(HOUR).does({ type: 'resume' });
    expect(released.until(HOUR + MINUTE).asked('acknowledgement')).toHaveLength(1);
  });
});

describe('a failure that we found ourselves, of a customer with whom a person is in touch already', () => {
  const known = held.and({ type: 'rules_adopted', version: 4 });
  const write = { type: 'message', text: 'r-1' } as const;

  it('is not told as news once a person wrote; its apology comes when it would have', () => {
    const j = known
      .until(HOUR)
      .does(write)
      .until(5 * HOUR);
    expect(j.asked('acknowledgement')).toEqual([]);
    expect(j.asked('apology')).toHaveLength(1);
  });

  it('is told as news where no such text arrived, and where they have reported it themselves', () => {
    const refused: World = {
      send: ({ message }) =>
        message === 'agent_message' ? { kind: 'rejected', code: 'refused_by_provider' } : { kind: 'accepted' },
    };
    const vain = known
      .until(HOUR)
      .does(write)
      .until(5 * HOUR, refused);
    const reported = opened({ protocol })
      .and({ type: 'rules_adopted', version: 4 })
      .does(write)
      .until(5 * HOUR);
    expect([vain, reported].map((j) => j.asked('acknowledgement').length)).toEqual([1, 1]);
  });
});

describe('a failure that we found ourselves, of a customer whom no message reaches', () => {
  const unknown = opened({ protocol, incident: found, reachableBy: [] }).and({ type: 'rules_adopted', version: 4 });
  const corrected = { type: 'contact_corrected', reachableBy: ['email'], corrected: ['email'] } as const;

  it('is kept back as well: nobody is asked to tell it before its time is over', () => {
    expect(unknown.until(2 * HOUR - 1).facts('task_requested')).toEqual([]);
    expect(unknown.until(2 * HOUR).facts('task_requested')).toMatchObject([{ kind: 'reach_customer' }]);
  });

  it('is for a person to tell together with its solution, as soon as there is one', () => {
    const j = unknown.until(HOUR).does(RESOLVE).step();
    expect([j.now - T0, j.facts('task_requested').length]).toEqual([HOUR, 1]);
  });

  it('is kept back on once an address is known', () => {
    const j = unknown.until(HOUR).does(corrected);
    expect(j.until(2 * HOUR - 1).asked('acknowledgement')).toEqual([]);
    expect(j.until(2 * HOUR).asked('acknowledgement')).toHaveLength(1);
  });

  it('is no secret any more once a person told it, when they had to tell what another had written', () => {
    const refused: World = { send: () => ({ kind: 'rejected', code: 'mailbox_refused' }) };
    const written = opened({ protocol, incident: found, reachableBy: ['email'] })
      .and({ type: 'rules_adopted', version: 4 })
      .until(HOUR)
      .does({ type: 'message', text: 'r-1' })
      .until(HOUR + MINUTE, refused);
    const end = { type: 'close', outcome: 'not_upheld', cause: 'it_came_in_time' } as const;
    const last = (j: Journey) =>
      j
        .does(end)
        .until(2 * HOUR)
        .facts('case_closed');
    const reached = written.does({ type: 'task_done', task: 'reach-inc-1-1', outcome: 'reached' });
    const unknown = { lastMessage: 'none: the customer knew nothing of it' };
    expect(last(written)).toMatchObject([unknown]);
    expect(last(reached)).not.toMatchObject([unknown]);
  });

  it('is told at once by a person where the customer has complained of it', () => {
    const known = opened({ protocol, incident: anIncident(), reachableBy: [] }).and({
      type: 'rules_adopted',
      version: 4,
    });
    expect(known.step().facts('task_requested')).toHaveLength(1);
  });
});

describe('a remedy that needs no person', () => {
  const small = opened({ protocol, incident: aSmallIncident({ operational: true }) });

  it('is told with the failure as soon as it exists', () => {
    expect(small.until(MINUTE).told()).toEqual(['1/resolved_at_once/1/email']);
  });

  it('that takes longer than usual is waited for until the failure may no longer be kept back', () => {
    const slow = small.until(HOUR, { act: 'open' });
    expect(slow.told()).toEqual([]);
    expect(waits(slow)).toMatchObject({ until: 2 * HOUR, waitingFor: 'provider' });
    expect(slow.until(2 * HOUR, { act: 'open' }).told()).toEqual(['1/acknowledgement/1/email']);
  });

  it('that cannot be granted leaves the failure to a person, who has the rest of the time', () => {
    const failed = small.until(HOUR, { act: 'failed' });
    expect(failed.told()).toEqual([]);
    expect(waits(failed)).toMatchObject({ until: 2 * HOUR, waitingFor: 'agent' });
  });
});

describe('a case that the customer knows nothing of', () => {
  const end = { type: 'close', outcome: 'not_upheld', cause: 'it_came_in_time' } as const;

  it('ends without a word when it was no failure after all', () => {
    const j = held
      .and({ type: 'rules_adopted', version: 4 })
      .until(HOUR)
      .does(end)
      .until(2 * HOUR);
    expect(j.asked('closing')).toEqual([]);
    expect(j.facts('case_closed')).toMatchObject([{ lastMessage: 'none: the customer knew nothing of it' }]);
  });

  it('ends with a last message where it began under older rules', () => {
    const j = held
      .and({ type: 'rules_adopted', version: 3 })
      .until(HOUR)
      .does(end)
      .until(2 * HOUR);
    expect(j.asked('closing')).toHaveLength(1);
  });

  it('ends with a last message once they were told of it', () => {
    const j = held
      .and({ type: 'rules_adopted', version: 4 })
      .until(2 * HOUR)
      .does(end)
      .until(3 * HOUR);
    expect(j.asked('closing')).toHaveLength(1);
  });
});

describe('explain', () => {
  it('names the silence, its reason and its end, and from when the first word is due', () => {
    const times = explain(held.state, held.now);
    expect(times).toContainEqual({
      what: 'first word about inc-1, even if it is not resolved by then',
      dueAt: T0 + 2 * HOUR,
      state: 'planned',
      steps: [
        { at: T0, why: 'inc-1 was found by ourselves, and the customer has not complained' },
        { at: T0 + 2 * HOUR, why: '2 h later' },
      ],
      notes: [],
    });
    const clock = times.find(({ what }) => what === 'acknowledgement of inc-1');
    expect(clock?.steps[0]).toEqual({
      at: T0 + 2 * HOUR,
      why: 'inc-1 was kept back until then: the customer knew nothing of it',
    });
  });

  it('names no survey that nobody was sent', () => {
    const j = opened({ reachableBy: [] }).and({ type: 'rules_adopted', version: 4 }).until(HOUR).does(RESOLVE);
    const told = j.does({ type: 'task_done', task: 'reach-inc-1-1', outcome: 'reached' });
    expect(explain(told.state, told.now).filter(({ what }) => what.includes('survey'))).toEqual([]);
  });

  it('names no silence where none is kept', () => {
    const j = held.until(2 * HOUR);
    expect(explain(j.state, j.now).filter(({ what }) => what.startsWith('first word'))).toEqual([]);
  });
});
