import { describe, expect, it } from 'vitest';
import { evolve, fold, newCase } from '../../domain/case/evolve.js';
import type { RecoveryCase } from '../../domain/case/recovery-case.js';
import { inFlight } from '../../domain/journey/in-flight.js';
import { nextMove } from '../../domain/journey/next-move.js';
import { DAY, HOUR, T0, aSmallIncident, anIncident, anOpening } from './support/builders.js';
import type { Journey } from './support/journey.js';
import { opened } from './support/journey.js';
import { RESOLVE, answers, answeredWith, resolvedAfter } from './support/pasts.js';

const stamp = { at: T0, actor: 'system', rules: 1 };

/** Whether the message that is in flight is wanted. */
function wanted(j: Journey): boolean | undefined {
  const [send] = inFlight(j.state).filter((effect) => effect.kind === 'send');
  return send?.wanted;
}

/** What time alone would have this case do, whoever it waits for. */
function flying(j: Journey, message: string): Journey {
  const next = j.step();
  return next.facts('message_requested').some((fact) => 'message' in fact && fact.message === message)
    ? next
    : flying(next, message);
}

describe('what is in flight', () => {
  it('is the opening of a case that was asked for', () => {
    const opening = evolve(newCase, { type: 'opening_requested', incidentId: 'inc-1', ...stamp });
    expect(inFlight(newCase)).toEqual([]);
    expect(inFlight(opening)).toEqual([{ kind: 'open', key: 'open/inc-1', incidentId: 'inc-1' }]);
  });

  it('is an acknowledgement no longer once a second chance has begun, which has a message of its own', () => {
    const flying = (version: number) =>
      opened()
        .and({ type: 'rules_adopted', version })
        .step()
        .and({ type: 'round_started', round: 2, cause: 'second_chance' });
    expect([4, 3].map((version) => wanted(flying(version)))).toEqual([false, true]);
    expect(wanted(opened().and({ type: 'rules_adopted', version: 4 }).step())).toBe(true);
  });

  it('is a message that was asked for, under its slot and request', () => {
    const [send] = inFlight(opened().step().state);
    expect(send).toMatchObject({ kind: 'send', key: 'send/1/acknowledgement/1/email/1', wanted: true });
    expect(send).toHaveProperty('order.covers', []);
    expect(send).not.toHaveProperty('order.state');
  });

  it('is a remedy, a joining and a look, each until its result', () => {
    const remedy = opened({ incident: aSmallIncident() }).step();
    expect(inFlight(remedy.state)).toEqual([
      { kind: 'act', key: 'act/voucher/1', amount: { minor: 1000, currency: 'USD' } },
    ]);
    const joining = remedy.and({ type: 'act_done', act: 'voucher' }).does({ type: 'incident', incidentId: 'inc-2' });
    expect(inFlight(joining.state)).toEqual([{ kind: 'join', key: 'join/inc-2', incidentId: 'inc-2' }]);
    const looking = resolvedAfter(20 * HOUR)
      .upTo(92 * HOUR + 14 * DAY)
      .step();
    expect(inFlight(looking.state)).toEqual([{ kind: 'look', key: 'look/1', round: 1 }]);
    expect(inFlight(looking.and({ type: 'survey_expired', round: 1 }).state)).toEqual([]);
  });

  it('is nothing once the message has an outcome', () => {
    expect(inFlight(opened().step().hears({ kind: 'accepted' }).state)).toEqual([]);
  });

  it('starts again from the journal alone, exactly as it was', () => {
    const journal = [{ type: 'case_opened', ...anOpening(), ...stamp } as const, ...opened().step().journal];
    expect(inFlight(fold(journal))).toEqual(inFlight(opened().step().state));
  });
});

describe('before a case is open', () => {
  const opening = fold([{ type: 'opening_requested', incidentId: 'inc-1', ...stamp }]);
  const refused = evolve(opening, { type: 'incident_refused', incidentId: 'inc-1', reason: 'too_old', ...stamp });

  it('waits for the opening without an alarm', () => {
    expect(nextMove(opening, T0)).toMatchObject({ kind: 'wait', effect: true, alarm: false });
  });

  it('ends as refused when no incident qualified', () => {
    expect(nextMove(refused, T0)).toEqual({
      kind: 'close',
      outcome: 'refused',
      cause: 'no_incident_qualified',
      lastMessage: 'none: refused',
    });
    expect(refused).toMatchObject({ phase: 'new', refused: ['inc-1'] });
  });

  it('opens with the second incident where the first was refused', () => {
    const again = evolve(refused, { type: 'opening_requested', incidentId: 'inc-2', ...stamp });
    const other = anOpening({ caseId: 'inc-2', incident: anIncident({ id: 'inc-2' }) });
    const open: RecoveryCase = evolve(again, { type: 'case_opened', ...other, ...stamp });
    expect(open).toMatchObject({ phase: 'open', caseId: 'inc-2', refused: ['inc-1'], seq: 4 });
  });

  it('counts a fact that does not fit and changes nothing else', () => {
    const odd = evolve(newCase, { type: 'resumed', ...stamp });
    expect(odd).toMatchObject({ phase: 'new', seq: 1 });
  });
});

describe('a message in flight is still wanted', () => {
  const taken = opened().until(HOUR).does({ type: 'take' });
  const solved = resolvedAfter(20 * HOUR);
  const missed = opened().until(24 * HOUR);
  const low = answeredWith(1);
  const hold = (j: Journey) => ({ type: 'hold', reason: 'audit', until: j.now + HOUR }) as const;

  const examples = [
    { message: 'acknowledgement', j: flying(opened(), 'acknowledgement') },
    { message: 'apology', j: flying(taken, 'apology') },
    { message: 'progress_update', j: flying(missed.at(24 * HOUR + 1), 'progress_update') },
    { message: 'resolution', j: flying(taken.until(3 * HOUR).does(RESOLVE), 'resolution') },
    { message: 'resolved_at_once', j: flying(opened().does(RESOLVE), 'resolved_at_once') },
    { message: 'follow_up', j: flying(solved.upTo(68 * HOUR), 'follow_up') },
    { message: 'survey', j: flying(solved.upTo(92 * HOUR), 'survey') },
    { message: 'survey_reminder', j: flying(solved.upTo(92 * HOUR + 4 * DAY), 'survey_reminder') },
    { message: 'second_chance', j: flying(low, 'second_chance') },
    { message: 'closing', j: flying(answeredWith(5), 'closing') },
  ] as const;

  it.each(examples)('$message, while nothing has changed', ({ j }) => {
    expect(wanted(j)).toBe(true);
  });

  it.each(examples)('$message, but not on hold', ({ j }) => {
    expect(wanted(j.does(hold(j)))).toBe(false);
  });

  it.each(examples.filter(({ message }) => message !== 'closing'))(
    '$message, but not once the end is decided',
    ({ j }) => {
      expect(wanted(j.does({ type: 'abort', cause: 'duplicate' }))).toBe(false);
    },
  );

  it('closing, when a decision has ended the recovery', () => {
    const ended = opened().until(HOUR).does({ type: 'abort', cause: 'duplicate' });
    expect(wanted(flying(ended, 'closing'))).toBe(true);
  });

  it.each(
    examples.filter(({ message }) =>
      ['acknowledgement', 'apology', 'progress_update', 'second_chance'].includes(message),
    ),
  )('$message, but not once everything is resolved', ({ j }) => {
    expect(wanted(j.does(RESOLVE))).toBe(false);
  });

  it.each(examples.filter(({ message }) => ['resolution', 'resolved_at_once'].includes(message)))(
    '$message, also when a later incident has started a round',
    ({ j }) => {
      expect(wanted(j.joins(anIncident({ id: 'inc-2' })))).toBe(true);
    },
  );

  it.each(examples.filter(({ message }) => ['follow_up', 'survey', 'survey_reminder', 'closing'].includes(message)))(
    '$message, but not once a later incident has started a round',
    ({ j }) => {
      expect(wanted(j.joins(anIncident({ id: 'inc-2' })))).toBe(false);
    },
  );

  it('survey_reminder, but not once the customer has answered', () => {
    const reminding = flying(solved.upTo(92 * HOUR + 4 * DAY), 'survey_reminder');
    expect(wanted(answers(reminding, 5))).toBe(false);
  });

  it('acknowledgement, when one of its two incidents is resolved and the other is not', () => {
    const both = flying(opened().joins(anIncident({ id: 'inc-2' })), 'acknowledgement');
    expect(wanted(both.does({ ...RESOLVE, incidents: ['inc-1'] }))).toBe(true);
  });

  it('acknowledgement of a second incident, but not when that one is resolved', () => {
    const second = taken
      .until(3 * HOUR)
      .joins(anIncident({ id: 'inc-2', reportedAt: T0 + 3 * HOUR }))
      .step();
    expect(wanted(second.does({ ...RESOLVE, incidents: ['inc-2'] }))).toBe(false);
  });

  it.each([
    { message: 'apology', j: flying(taken, 'apology') },
    { message: 'progress_update', j: flying(missed.at(24 * HOUR + 1), 'progress_update') },
    { message: 'second_chance', j: flying(low, 'second_chance') },
  ] as const)('$message, but not once what it names is resolved, though a later incident is not', ({ j }) => {
    const joined = j.joins(anIncident({ id: 'inc-2', reportedAt: j.now }));
    expect(wanted(joined)).toBe(true);
    expect(wanted(joined.does({ ...RESOLVE, incidents: ['inc-1'] }))).toBe(false);
  });

  it('nothing, once the case is closed', () => {
    const j = flying(opened(), 'acknowledgement');
    const closed = j.and({ type: 'case_closed', outcome: 'withdrawn', cause: 'c', lastMessage: 'none' });
    expect(wanted(closed)).toBe(false);
  });
});
