import { describe, expect, it } from 'vitest';
import type { CaseInput } from '../../domain/case/commands.js';
import { summaryOf } from '../../domain/case/summary.js';
import { utc } from '../../domain/instant-words.js';
import { clocksOf } from '../../domain/journey/clocks.js';
import { detailsOf } from '../../domain/journey/details-of.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { anIncident, HOUR, MINUTE, T0 } from './support/builders.js';
import { asks, type Journey } from './support/journey.js';
import { RESOLVE } from './support/pasts.js';
import { raised, reach } from './support/reaching.js';

describe('a customer whom a person has told what no message could', () => {
  const summary = (j: Journey): string => summaryOf(viewOf(j.state, j.next(), j.now), detailsOf(j.state));
  const clock = (j: Journey, name: string) => clocksOf(j.state).find((k) => k.clock === name);
  const corrected: CaseInput = { type: 'contact_corrected', reachableBy: ['email'], corrected: ['email'] };

  it('is told by no message what a person has told, once an address is corrected; only what came after that', () => {
    const told = raised
      .at(HOUR)
      .does(reach('reached'))
      .at(2 * HOUR)
      .does(corrected)
      .caughtUp();
    expect(asks(told)).toMatchObject({ message: 'apology' });
    expect(summary(told)).toContain(`A person told the customer ${utc(T0 + HOUR)}.`);
    expect(summary(raised)).toContain('The customer has heard nothing yet.');
    const resolved = told
      .at(3 * HOUR)
      .does(RESOLVE)
      .caughtUp();
    expect(asks(resolved)).toMatchObject({ message: 'resolution', covers: ['apology'] });
    expect(clock(told, 'acknowledgement')).toMatchObject({ doneAt: T0 + HOUR });
  });

  it('is told by a message of an incident that joined after the person who reached them had spoken', () => {
    const reported = anIncident({ id: 'inc-2', reportedAt: T0 + HOUR / 2 });
    const j = raised
      .at(HOUR)
      .does(reach('reached'))
      .at(HOUR + MINUTE)
      .joins(reported)
      .does(corrected)
      .caughtUp();
    expect(asks(j)).toMatchObject({ message: 'acknowledgement', incidents: ['inc-2'] });
    const shut = raised
      .at(HOUR)
      .does(reach('reached'))
      .at(HOUR + MINUTE)
      .joins(reported)
      .caughtUp()
      .step();
    expect(shut.facts('task_requested').at(-1)).toMatchObject({ task: 'reach-inc-1-2' });
  });

  it('is told the solution by a message where the person was asked before there was one, whenever they called', () => {
    const resolved = raised
      .at(HOUR)
      .does(RESOLVE)
      .at(2 * HOUR)
      .does(reach('reached'));
    expect(asks(resolved.does(corrected).caughtUp())).toMatchObject({ message: 'resolution' });
    expect(resolved.facts('task_requested')).toHaveLength(1);
  });

  it('is told by a message what nobody could tell, once an address is corrected', () => {
    const untold = raised
      .at(HOUR)
      .does(reach('not_reached'))
      .at(2 * HOUR)
      .does(corrected)
      .caughtUp();
    expect(asks(untold)).toMatchObject({ message: 'acknowledgement' });
  });
});
