import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Loss } from '../../domain/case/incident.js';
import { severities } from '../../domain/case/incident.js';
import { outcomes } from '../../domain/case/outcome.js';
import { protocols } from './protocols.js';
import type {
  ActPlan,
  AnswerPlan,
  CommandChoice,
  CommandPlan,
  CorrectionPlan,
  Cue,
  IncidentPlan,
  InputPlan,
  ReachPlan,
  Script,
  SendPlan,
} from './script.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const upTo = (max: number): Arbitrary<number> => fc.integer({ min: 0, max });

const in2of3 = <T>(value: Arbitrary<T>): Arbitrary<T | undefined> => fc.option(value, { freq: 3, nil: undefined });
const rarely = <T>(value: Arbitrary<T>): Arbitrary<T | undefined> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const instant = upTo(5 * SECOND);
const soon = fc.oneof(instant, upTo(30 * MINUTE));
const anyDelay = fc.oneof(instant, upTo(30 * MINUTE), upTo(DAY), upTo(20 * DAY));
/** What goes wrong takes hours; most goes right and takes seconds. */
const mostlyPrompt = fc.oneof(
  { weight: 6, arbitrary: instant },
  { weight: 1, arbitrary: soon },
  { weight: 1, arbitrary: upTo(11 * HOUR) },
);

const atStart: Arbitrary<Cue> = fc.record({ after: fc.constant('start'), nth: fc.constant(1), delay: anyDelay });

/** Moments at which a second incident, a command or a crash meets the case in a certain state. */
const cue: Arbitrary<Cue> = fc.oneof(
  atStart,
  fc.record({
    after: fc.constantFrom(
      'opening_requested',
      'case_opened',
      'joining_requested',
      'message_requested',
      'message_accepted',
      'message_undelivered',
      'message_rejected',
      'task_raised',
      'act_requested',
      'clock_breached',
      'held',
      'recategorisation_requested',
      'recategorisation_requested',
      'promise_missed',
      'resolved',
      'survey_answered',
      'survey_expired',
      'answers_looked_for',
      'round_started',
      'customer_replied',
      'channel_stopped',
      'callback_requested',
      'customer_withdrew',
      'ending_decided',
      'case_closed',
    ),
    nth: fc.integer({ min: 1, max: 3 }),
    delay: fc.oneof({ weight: 2, arbitrary: instant }, { weight: 1, arbitrary: anyDelay }),
  }),
);

const loss: Arbitrary<Loss> = fc.constantFrom<Loss[]>(
  { kind: 'money', amount: { minor: 900, currency: 'USD' } },
  { kind: 'money', amount: { minor: 9_000, currency: 'USD' } },
  { kind: 'money', amount: { minor: 900, currency: 'EUR' } },
  { kind: 'time' },
);

const reachable: Arbitrary<Script['reachableBy']> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<Script['reachableBy'][]>(['email', 'sms'], ['email'], ['sms']) },
  { weight: 1, arbitrary: fc.constant([]) },
);

/** Small failures first: the automatic remedy is for them. */
const severity = fc.constantFrom('low', ...severities);

const incident = (when: Arbitrary<Cue>, refusedIn: number): Arbitrary<IncidentPlan> =>
  fc
    .record({
      cue: when,
      severity,
      loss: in2of3(loss),
      baseline: rarely(fc.constantFrom(1, 2.5, 4)),
      reportedAgo: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: upTo(2 * DAY) }),
      takes: mostlyPrompt,
      refused: upTo(refusedIn).map((n) => n === refusedIn),
      operational: upTo(3).map((n) => n === 3),
      reachableBy: rarely(reachable),
      againAfter: rarely(anyDelay),
    })
    .map(({ loss: lost, baseline, reachableBy, againAfter, ...rest }) => ({
      ...rest,
      ...(reachableBy !== undefined && { reachableBy }),
      ...(lost !== undefined && { loss: lost }),
      ...(baseline !== undefined && { baseline }),
      ...(againAfter !== undefined && { againAfter }),
    }));

const choice: Arbitrary<CommandChoice> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('take') }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('resolve'),
      which: fc.constantFrom('all', 'all', 'first', 'last', 'unknown'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('hold'),
      lasts: fc.oneof(upTo(13 * DAY), upTo(2 * HOUR), fc.constantFrom(-HOUR, 15 * DAY)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('resume') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('recategorise'),
      category: fc.constantFrom('late_delivery', 'wrong_item', 'wrong_item'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('withdraw', 'abort') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('close'),
      outcome: fc.constantFrom(...outcomes, 'not_upheld', 'not_upheld'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        type: fc.constant('message'),
        channel: in2of3(fc.constantFrom<('email' | 'sms')[]>('email', 'sms')),
        resume: fc.boolean(),
      })
      .map(({ channel, ...rest }) => ({ ...rest, ...(channel !== undefined && { channel }) })),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('log_contact'), spokeTo: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('answer'), score: fc.integer({ min: 1, max: 5 }) }) },
);

const command: Arbitrary<CommandPlan> = fc.record({
  cue,
  // Two agents, and two who stand on the ladder.
  actor: fc.constantFrom('s-100', 's-101', 's-1', 's-2'),
  roundOff: fc.constantFrom(0, 0, 0, 0, 0, -1, 1),
  ask: choice,
});

const send: Arbitrary<SendPlan> = fc
  .record({
    fate: fc.oneof(
      { weight: 16, arbitrary: fc.constant('accepted') },
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          'bounced',
          'stopped',
          'bad_address',
          'refused_by_provider',
          'skipped',
          'in_doubt_arrived',
          'in_doubt_lost',
          'unsettled_arrived',
          'unsettled_lost',
        ),
      },
    ),
    takes: mostlyPrompt,
    answers: mostlyPrompt,
    ignoresCancel: fc.boolean(),
    mortal: fc.boolean(),
    found: in2of3(fc.oneof(mostlyPrompt, upTo(3 * DAY))),
    code: fc.constantFrom('mailbox_refused', 'mailbox_full'),
  })
  .map(({ found, ...plan }) => ({ ...plan, ...(found !== undefined && { found }) }));

const act: Arbitrary<ActPlan> = fc.record({
  fate: fc.constantFrom('done', 'done', 'done', 'failed', 'unsettled_done', 'unsettled_lost'),
  takes: mostlyPrompt,
});

const answer: Arbitrary<AnswerPlan> = fc
  .record({
    score: in2of3(fc.constantFrom(1, 2, 3, 4, 5, 5, 5)),
    delay: anyDelay,
    signal: fc.constantFrom('once', 'once', 'twice', 'lost'),
  })
  .map(({ score, ...rest }) => ({ ...rest, ...(score !== undefined && { verdict: { score } }) }));

const reach: Arbitrary<ReachPlan> = fc
  .record({ outcome: in2of3(fc.constantFrom('done', 'done', 'in_vain')), takes: anyDelay })
  .map(({ outcome, takes }) => ({ takes, ...(outcome !== undefined && { outcome }) }));

const input: Arbitrary<InputPlan> = fc
  .record({
    cue,
    kind: fc.constantFrom(
      'reply',
      'angry',
      'thanks',
      'call_me',
      'settled',
      'not_settled',
      'not_settled',
      'stop',
      'stop',
      'stop_surveys',
      'start',
    ),
    channel: fc.constantFrom('email', 'sms', 'sms'),
    againAfter: rarely(anyDelay),
  })
  .map(({ againAfter, ...plan }) => ({ ...plan, ...(againAfter !== undefined && { againAfter }) }));

const correction: Arbitrary<CorrectionPlan> = fc.record({ cue, channel: fc.constantFrom('email', 'sms') });

/** All that chance decides about one customer; it shrinks towards one incident at the start and nothing else. */
export const scripts: Arbitrary<Script> = fc
  .record({
    frozen: protocols,
    calm: upTo(9).map((n) => n === 9),
    reachableBy: reachable,
    apologisedAgo: rarely(upTo(40 * DAY)),
    first: incident(atStart, 20),
    later: fc.array(incident(cue, 5), { maxLength: 3 }),
    commands: fc.array(command, { maxLength: 6 }),
    sends: fc.array(send, { maxLength: 8 }),
    acts: fc.array(act, { maxLength: 3 }),
    answers: fc.array(answer, { maxLength: 3 }),
    reaches: fc.array(reach, { maxLength: 2 }),
    inputs: fc.array(input, { maxLength: 3 }),
    corrections: fc.array(correction, { maxLength: 2 }),
    restarts: fc.array(fc.record({ cue, lasts: fc.oneof(instant, soon, upTo(2 * DAY)) }), { maxLength: 2 }),
    staffSilence: fc.oneof(
      { weight: 6, arbitrary: upTo(HOUR) },
      { weight: 2, arbitrary: upTo(2 * DAY) },
      { weight: 1, arbitrary: upTo(10 * DAY) },
    ),
    lookTakes: mostlyPrompt,
    closingTakes: fc.oneof(fc.constant(0), upTo(10 * SECOND), upTo(10 * MINUTE)),
    olderRules: upTo(9).map((n) => n === 9),
  })
  .map(({ frozen, first, later, apologisedAgo, calm, ...rest }) => ({
    ...frozen,
    ...rest,
    incidents: [first, ...later],
    ...(apologisedAgo !== undefined && { apologisedAgo }),
    ...(calm && calmed([first, ...later], rest.commands)),
  }));

/** Nothing fails, nobody is late, and nothing is put off. */
function calmed(incidents: readonly IncidentPlan[], commands: readonly CommandPlan[]): Partial<Script> {
  return {
    incidents: incidents.map(({ reachableBy: _, ...plan }) => ({
      ...plan,
      reportedAgo: 0,
      takes: plan.takes % MINUTE,
    })),
    commands: commands.filter(({ ask }) => ask.type !== 'hold'),
    sends: [],
    acts: [],
    inputs: [],
    corrections: [],
    restarts: [],
    staffSilence: 0,
    lookTakes: 0,
    closingTakes: 0,
  };
}
