import type { CaseEvent } from './case-events.js';
import { isOpenTask } from './fold-reaching.js';
import type { Folds } from './folds.js';
import type { Ending, OpenCase } from './recovery-case.js';

/** Facts about rounds, verdicts and the end. */
export const foldRounds: Folds<
  | 'answers_looked_for'
  | 'survey_answered'
  | 'survey_expired'
  | 'round_started'
  | 'customer_withdrew'
  | 'ending_decided'
  | 'case_closed'
  | 'case_reopened'
> = {
  answers_looked_for: (c) => ({ ...c, round: { ...c.round, looking: true } }),
  survey_answered: (c, event) => {
    const answered = [...c.answered, event.round];
    // The answer to an earlier round's survey says nothing of this one; what it leads to is a fact of its own.
    if (event.round !== c.round.number) return { ...c, answered };
    const { score, heard, repeated, at } = event;
    const verdict = { score, at, ...(heard !== undefined && { heard }), ...(repeated !== undefined && { repeated }) };
    return { ...c, answered, round: { ...c.round, looking: false, verdict } };
  },
  survey_expired: (c, event) => ({ ...c, round: { ...c.round, looking: false, expiredAt: event.at } }),
  round_started: (c, event) => (event.cause === 'second_chance' ? secondChance(c, event) : lateJoin(c, event)),
  customer_withdrew: (c, event) => ending(c, { outcome: 'withdrawn', cause: event.cause, by: event.actor }),
  ending_decided: (c, event) => ending(c, { outcome: event.outcome, cause: event.cause, by: event.actor }),
  case_closed: (c, event) => {
    const { repliedAt: _, ...rest } = c;
    const ended = { state: 'ended', endedAt: event.at } as const;
    return {
      ...rest,
      phase: 'closed',
      // Tasks end with the case; one that is reopened may ask anew.
      reaches: c.reaches.map((r) => (isOpenTask(r) ? { ...r, ...ended } : r)),
      asks: c.asks.map((a) => (isOpenTask(a) ? { ...a, ...ended } : a)),
      closed: { at: event.at, outcome: event.outcome, cause: event.cause },
    };
  },
  case_reopened: (c) => {
    const { closed: _, ...rest } = c;
    return { ...rest, phase: 'open' };
  },
};

/** Everything is unresolved again, with a new 24 hours; whoever had it has to give way to somebody above. */
function secondChance(c: OpenCase, event: CaseEvent<'round_started'>): OpenCase {
  const { owner, ...rest } = started(c, event);
  const { acceptance } = c.round;
  const ofOwner = owner === undefined ? 0 : c.protocol.ladder.indexOf(owner) + 1;
  return {
    ...rest,
    // What the customer says of the solution stands until they say otherwise; only a yes ends with the round.
    round: { ...rest.round, ...(acceptance?.settled === false && { acceptance }) },
    rung: Math.max(c.rung, ofOwner),
    secondChanceUsed: true,
    escalationsDue: [...c.escalationsDue, 'low_verdict'],
    incidents: c.incidents.map((i) => {
      if (i.moot) return i;
      const { resolvedAt: _, ...rest } = i;
      return { ...rest, round: event.round, clockFrom: event.at };
    }),
  };
}

/** What is resolved stays resolved; only the incident that came late is open. */
function lateJoin(c: OpenCase, event: CaseEvent<'round_started'>): OpenCase {
  const { ending: _, ...rest } = started(c, event);
  const before = c.round.number;
  const incidents = rest.incidents.map((i) =>
    i.joinedInRound === before && i.resolvedAt === undefined && !i.moot
      ? { ...i, joinedInRound: event.round, round: event.round }
      : i,
  );
  return { ...rest, incidents };
}

function started(c: OpenCase, event: CaseEvent<'round_started'>): OpenCase {
  return { ...c, round: { number: event.round, cause: event.cause, startedAt: event.at, looking: false } };
}

/** Nothing is left to recover, and no answer is looked for any more. */
function ending(c: OpenCase, decided: Ending): OpenCase {
  const incidents = c.incidents.map((i) => ({ ...i, moot: true }));
  return { ...c, ending: decided, incidents, round: { ...c.round, looking: false } };
}
