import { describe, expect, it } from 'vitest';
import type { Severity } from '../../domain/case/incident.js';
import { DAY, HOUR, aProtocol, anIncident } from './support/builders.js';
import { opened } from './support/journey.js';
import { answers, resolvedAfter } from './support/pasts.js';

/** All that a customer receives in a round who is told after twenty hours and never answers. */
function receivedBy(severity: Severity): readonly string[] {
  const j = resolvedAfter(20 * HOUR, { incident: anIncident({ severity }) }).until(60 * DAY);
  return j.told().map((slot) => slot.replace('1/', '').replace('/1/email', ''));
}

describe('the messages of a round', () => {
  it('are three in a low severity: the apology comes with the solution, the check with the survey', () => {
    expect(receivedBy('low')).toEqual(['acknowledgement', 'resolution', 'survey']);
    const j = resolvedAfter(20 * HOUR, { incident: anIncident({ severity: 'low' }) }).until(60 * DAY);
    expect(j.asked('resolution')).toMatchObject([{ covers: ['apology'] }]);
    expect(j.asked('survey')).toMatchObject([{ covers: ['follow_up'] }]);
  });

  it('are five in a medium severity: the check comes with the survey, and nothing reminds', () => {
    expect(receivedBy('medium')).toEqual(['acknowledgement', 'apology', 'resolution', 'survey', 'closing']);
  });

  it.each(['high', 'critical'] as const)('are all seven kinds in a %s severity, within its eight', (severity) => {
    expect(receivedBy(severity)).toEqual([
      'acknowledgement',
      'apology',
      'resolution',
      'follow_up',
      'survey',
      'survey_reminder',
      'closing',
    ]);
  });

  it('promise the check together with the survey where there is no room for a follow-up', () => {
    const low = resolvedAfter(20 * HOUR, { incident: anIncident({ severity: 'low' }) });
    expect(low.state.promises.at(-1)).toMatchObject({ about: 'check', state: 'open' });
    expect((low.state.promises.at(-1)?.dueAt ?? 0) - low.now).toBe(76 * HOUR);
    const high = resolvedAfter(20 * HOUR);
    expect((high.state.promises.at(-1)?.dueAt ?? 0) - high.now).toBe(52 * HOUR);
  });

  it('are counted anew in a second round', () => {
    const medium = resolvedAfter(20 * HOUR, { incident: anIncident({ severity: 'medium' }) }).until(5 * DAY);
    const second = answers(medium, 1)
      .until(6 * DAY)
      .does({ type: 'resolve', cause: 'courier' })
      .until(30 * DAY);
    expect(second.told().filter((slot) => slot.startsWith('2/'))).toEqual([
      '2/second_chance/1/email',
      '2/resolution/1/email',
      '2/survey/1/email',
      '2/closing/1/email',
    ]);
  });

  it('never leave out the acknowledgement of a later incident or the answer to a missed promise', () => {
    const low = opened({ incident: anIncident({ severity: 'low' }) }).until(25 * HOUR);
    const j = low.joins(anIncident({ id: 'inc-2', severity: 'low' })).until(26 * HOUR);
    expect(j.told()).toEqual(['1/acknowledgement/1/email', '1/progress_update/1/email', '1/acknowledgement/2/email']);
  });

  it('follow the numbers of the protocol and not those of the code', () => {
    const messageBudget = { low: 3, medium: 3, high: 3, critical: 3 };
    const j = resolvedAfter(20 * HOUR, { protocol: aProtocol({ messageBudget }) }).until(60 * DAY);
    expect(j.told()).toHaveLength(3);
  });
});
