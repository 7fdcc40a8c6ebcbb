import { asking, folding, moving, replacing, seeing, withMessages } from './mutant.js';
import type { Mutant } from './mutant.js';
import { record, wait } from '../../../domain/journey/move.js';
import { trueRules } from '../rules.js';

const HOUR = 3_600_000;

/** Broken rules of messages: what is said, how often, and when. */
export const messageMutants: readonly Mutant[] = [
  {
    name: 'an apology that was said is forgotten',
    caughtBy: 'one_apology',
    rules: folding('message_accepted', (after, _event, { lastApologyAt }) => {
      const { lastApologyAt: _, ...rest } = after;
      return { ...rest, ...(lastApologyAt !== undefined && { lastApologyAt }) };
    }),
  },
  {
    name: 'an apology of an earlier case does not count',
    caughtBy: 'one_apology',
    rules: seeing((c) => {
      const { lastApologyAt, ...rest } = c;
      return lastApologyAt !== undefined && lastApologyAt < c.openedAt ? rest : c;
    }),
  },
  {
    name: 'an acknowledgement that went out names nobody',
    caughtBy: 'acknowledged_once',
    rules: folding('message_accepted', (after, { slot }) =>
      withMessages(after, (m) => (m.slot === slot && m.message === 'acknowledgement' ? { ...m, incidents: [] } : m)),
    ),
  },
  {
    name: 'a time-out counts as a refusal and opens another channel',
    caughtBy: 'one_copy_per_step',
    rules: folding('message_unsettled', (after, { slot }) =>
      withMessages(after, (m) => (m.slot === slot ? { ...m, state: 'rejected' } : m)),
    ),
  },
  {
    name: 'a case closes while its last message is on its way',
    caughtBy: 'silent_when_closed',
    rules: moving((move, c) => {
      const leaving = c.messages.some((m) => m.message === 'closing' && m.state === 'requested');
      return leaving && move.kind === 'wait'
        ? { kind: 'close', outcome: c.ending?.outcome ?? 'unconfirmed', cause: 'haste', lastMessage: 'none: haste' }
        : move;
    }),
  },
  {
    name: 'nobody is asked to reach whom no channel reaches',
    caughtBy: 'somebody_is_asked_to_reach',
    rules: seeing((c) => ({ ...c, rules: 2 })),
  },
  {
    name: 'a person is asked although a channel is left',
    caughtBy: 'asked_to_reach_where_nothing_does',
    rules: moving((move, c, now) =>
      move.kind === 'wait' && c.reaches.length === 0
        ? record({ type: 'task_requested', task: 'reach-x-1', kind: 'reach_customer', dueAt: now })
        : move,
    ),
  },
  {
    name: 'a person is asked an hour after the last channel has refused',
    caughtBy: 'what_is_owed_is_told_by_hand_at_once',
    rules: moving((move, c, now) => {
      const asks = move.kind === 'record' && move.fact.type === 'task_requested' && move.fact.kind === 'reach_customer';
      return asks && now < c.at + HOUR ? wait(c.at + HOUR, 'nothing', 'time') : move;
    }),
  },
  {
    name: 'what a message promised that did not arrive binds on',
    caughtBy: 'promises_end',
    rules: folding('promise_unheard', (_after, { at }, before) => ({ ...before, seq: before.seq + 1, at })),
  },
  {
    name: 'what a message kept that did not arrive stays kept',
    caughtBy: 'promises_end',
    rules: folding('promise_reopened', (_after, { at }, before) => ({ ...before, seq: before.seq + 1, at })),
  },
  {
    name: 'a person who was asked need not do it after all',
    caughtBy: 'nobody_is_asked_in_vain',
    rules: moving((move, c) => {
      const raised = c.reaches.find(({ state }) => state === 'raised');
      return raised === undefined ? move : record({ type: 'task_ended', task: raised.task });
    }),
  },
  {
    name: 'a hold does not stop what is in flight',
    caughtBy: 'silent_when_held',
    rules: replacing({
      inFlight: (c) => trueRules.inFlight(c).map((e) => (e.kind === 'send' ? { ...e, wanted: true } : e)),
    }),
  },
  {
    name: 'the stages do not see a hold',
    caughtBy: 'silent_when_held',
    rules: seeing(({ hold: _, ...c }) => c),
  },
  {
    name: 'what is no longer wanted is sent all the same',
    caughtBy: 'true_when_sent',
    rules: replacing({
      inFlight: (c) => trueRules.inFlight(c).map((e) => (e.kind === 'send' ? { ...e, wanted: true } : e)),
    }),
  },
  {
    name: 'a message counts as out as soon as it is asked for',
    caughtBy: 'one_in_flight',
    rules: seeing((c) =>
      withMessages(c, (m) => (m.state === 'requested' ? { ...m, state: 'accepted', endedAt: m.requestedAt } : m)),
    ),
  },
  {
    name: 'requests are not counted',
    caughtBy: 'asked_sparingly',
    rules: folding('message_requested', (after, { slot }) =>
      withMessages(after, (m) => (m.slot === slot ? { ...m, request: 0 } : m)),
    ),
  },
  {
    name: 'every severity has the budget of the gravest',
    caughtBy: 'message_budget',
    rules: seeing((c) => ({
      ...c,
      protocol: { ...c.protocol, messageBudget: { low: 8, medium: 8, high: 8, critical: 8 } },
    })),
  },
  {
    name: 'the survey does not wait for the repair',
    caughtBy: 'survey_after_repair',
    rules: moving((move, c) => {
      const early = move.kind === 'wait' && move.waitingFor === 'agent' ? asking(c, 'survey', 1) : undefined;
      return early ?? move;
    }),
  },
  {
    name: 'silence is reminded of twice',
    caughtBy: 'one_survey_a_round',
    rules: moving((move, c) => {
      const reminded = c.messages.some((m) => m.message === 'survey_reminder' && m.state === 'accepted');
      const again = reminded && move.kind === 'wait' && move.waitingFor === 'customer';
      return (again ? asking(c, 'survey_reminder', 2) : undefined) ?? move;
    }),
  },
];
