import { describe, expect, it } from 'vitest';
import { explain } from '../../domain/journey/explain/explain.js';
import { inFlight } from '../../domain/journey/in-flight.js';
import { recategorisedFacts } from '../../domain/journey/recategorise.js';
import { DAY, HOUR, T0, aProtocol, anIncident } from './support/builders.js';
import type { Journey } from './support/journey.js';
import { given, opened } from './support/journey.js';
import { RESOLVE, answeredWith, resolvedAfter } from './support/pasts.js';

const BILLING = { type: 'recategorise', category: 'fee' } as const;
const billing = aProtocol({
  name: 'billing',
  team: 'billing',
  ladder: ['s-301', 's-304', 's-007'],
  clocks: { acknowledgement: 300_000, apology: 4 * HOUR, resolution: 12 * HOUR },
  followUpAfter: 6 * DAY,
  survey: { ...aProtocol().survey, after: 9 * DAY },
});
const taken = opened()
  .until(HOUR)
  .does({ type: 'take' })
  .until(3 * HOUR);

/** The case after it was moved and its new protocol was found. */
const moved = (j: Journey): Journey => {
  const asked = j.does(BILLING);
  return asked.and(...recategorisedFacts(asked.state, 'fee', billing));
};

describe('recategorise', () => {
  it('asks for the protocol of the category, once', () => {
    given(taken).when(BILLING).then({ type: 'recategorisation_requested', category: 'fee' });
    expect(inFlight(taken.does(BILLING).state)).toEqual([
      { kind: 'recategorise', key: 'recategorise/fee', category: 'fee' },
    ]);
    expect(inFlight(moved(taken).state)).toEqual([]);
  });

  it('is refused for the category that the case has, and while another move is under way', () => {
    given(taken)
      .when({ ...BILLING, category: 'late_delivery' })
      .refused('same_category');
    given(taken.does(BILLING))
      .when({ ...BILLING, category: 'card' })
      .refused('recategorised_already');
    given(moved(taken)).when(BILLING).refused('same_category');
  });

  it('may move a case back', () => {
    given(moved(taken))
      .when({ ...BILLING, category: 'late_delivery' })
      .then({ type: 'recategorisation_requested', category: 'late_delivery' });
  });

  it('takes no protocol that nobody asked for', () => {
    expect(recategorisedFacts(taken.state, 'fee', billing)).toEqual([]);
    expect(recategorisedFacts(taken.does(BILLING).state, 'card', billing)).toEqual([]);
  });

  it('lets a case not close before it is done', () => {
    const ending = taken.does(BILLING).does({ type: 'abort', cause: 'duplicate' });
    expect(ending.next()).toMatchObject({ kind: 'wait', reason: 'a change of category', effect: true });
  });
});

describe('a case that was moved', () => {
  it('has the team, the ladder and the clocks of the new protocol, and keeps its owner', () => {
    const j = moved(taken);
    expect(j.state).toMatchObject({ owner: 's-101', protocol: { name: 'billing', team: 'billing' } });
    expect(j.state.incidents).toMatchObject([{ id: 'inc-1', category: 'fee' }]);
    const late = j.until(13 * HOUR);
    expect(late.facts('clock_breached')).toMatchObject([{ clock: 'resolution', incidentId: 'inc-1' }]);
    expect(late.facts('escalated')).toMatchObject([{ rung: 1, to: 's-301' }]);
  });

  it('is breached at once where the new target has passed already', () => {
    const j = moved(taken.until(13 * HOUR)).until(13 * HOUR);
    expect(j.facts('clock_breached')).toHaveLength(1);
    expect(
      moved(taken.until(11 * HOUR))
        .until(11 * HOUR)
        .facts('clock_breached'),
    ).toEqual([]);
  });

  it('explains its clocks by the new protocol, and says that it was moved', () => {
    const [, , resolution] = explain(moved(taken).state, taken.now);
    expect(resolution?.steps.at(-1)).toEqual({
      at: T0 + 12 * HOUR,
      why: "12 h of the customer's time later (protocol billing, resolution clock; the case was moved to fee)",
    });
  });

  it('leaves the categories of later incidents as they were reported', () => {
    const both = taken.joins(anIncident({ id: 'inc-2', category: 'wrong_item', reportedAt: T0 + 3 * HOUR }));
    expect(moved(both).state.incidents.map(({ category }) => category)).toEqual(['fee', 'wrong_item']);
  });
});

describe('what was said before the move', () => {
  it('stays promised for the time that was said', () => {
    const open = (j: Journey) => j.state.promises.filter(({ state }) => state === 'open').map(({ dueAt }) => dueAt);
    expect(open(moved(taken))).toEqual(open(taken));
  });

  it('holds for the check and the survey too, once the solution was told: they come when it said', () => {
    const told = moved(resolvedAfter(20 * HOUR));
    expect(told.state.protocol).toMatchObject({
      name: 'billing',
      followUpAfter: 48 * HOUR,
      survey: { after: 72 * HOUR },
    });
    expect(told.until(10 * DAY).facts('promise_missed')).toEqual([]);
  });

  it('leaves check and survey to the new protocol where no solution was told', () => {
    const later = moved(taken)
      .does(RESOLVE)
      .until(5 * DAY);
    expect(later.asked('follow_up')).toEqual([]);
    expect(later.until(7 * DAY).asked('follow_up')).toHaveLength(1);
  });

  it('opens a second chance under the new protocol', () => {
    const low = moved(answeredWith(1));
    expect(low.until(20 * DAY).facts('clock_breached')).toMatchObject([{ clock: 'resolution', round: 2 }]);
  });
});
