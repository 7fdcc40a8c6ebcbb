import type { OpenCase } from '../../../domain/case/recovery-case.js';
import { endOf } from '../../../domain/journey/stages/close-loop.js';
import type { Run } from '../trace.js';
import { firstFault, none, ofEachCase, repeated } from './invariant.js';
import type { Invariant } from './invariant.js';
import { heard, lastCase, seen, speaksOf, wentOut } from './look.js';

const oneSurvey = ofEachCase(
  'one_survey_a_round',
  '9. A round has one survey and one reminder, and the reminder follows the survey while no answer is known.',
  (run) =>
    none(
      seen(run, 'message_requested'),
      ({ event }) => (event.message === 'survey' || event.message === 'survey_reminder') && event.ordinal > 1,
      ({ event }) => `${event.slot} is one too many`,
    ) ??
    firstFault(seen(run, 'message_requested'), ({ event, before }) => {
      if (event.message !== 'survey_reminder' || before === undefined) return undefined;
      // Asked for again it is found out about, and taken back where it makes no sense any more.
      if (event.request > 1) return undefined;
      const invited = before.messages.some((m) => m.message === 'survey' && m.round === event.round && wentOut(m));
      return invited && before.round.verdict === undefined ? undefined : `${event.slot} reminds of nothing`;
    }),
);

const oneVerdict = ofEachCase('one_verdict_a_round', '9. The answer to the survey of a round counts once.', (run) => {
  const twice = repeated(seen(run, 'survey_answered').map(({ event }) => `${event.round}`));
  return twice === undefined ? undefined : `round ${twice} was answered twice`;
});

const lowIsHeard = ofEachCase(
  'low_verdict_is_heard',
  'A low verdict opens the second chance of the case, whatever joined meanwhile, unless a decision ended it.',
  (run, { script: { protocol } }) => {
    const c = lastCase(run);
    if (c === undefined || typeof run.end === 'string') return undefined;
    const low = seen(run, 'survey_answered').find(({ event }) => event.score < protocol.survey.target);
    const decided = seen(run, 'customer_withdrew').length + seen(run, 'ending_decided').length > 0;
    const opened = seen(run, 'round_started').some(({ event }) => event.cause === 'second_chance');
    return low === undefined || decided || opened ? undefined : `nothing followed the answer ${low.event.score}`;
  },
);

const secondChance = ofEachCase(
  'no_third_automatic_round',
  'A low verdict opens one second chance in a case, never another.',
  (run) =>
    seen(run, 'round_started').filter(({ event }) => event.cause === 'second_chance').length > 1
      ? 'a second second chance'
      : undefined,
);

const notContradicted = ofEachCase(
  'no_failure_denied_after_a_solution',
  'Nobody who was told that it is resolved is told afterwards that nothing had failed.',
  (run) =>
    none(
      seen(run, 'ending_decided').filter(({ event }) => event.outcome === 'not_upheld'),
      ({ event }) => run.copies.some((copy) => copy.at <= event.at && speaksOf(copy.order, 'resolution')),
      () => 'not upheld, though the solution was told',
    ),
);

const nothingForgotten = ofEachCase(
  'nothing_forgotten',
  'Without a decision by a person or the customer no case closes with anything unresolved, untold, joining or in flight.',
  (run) =>
    firstFault(seen(run, 'case_closed'), ({ before }) => {
      if (before === undefined) return 'closed before it was open';
      if (before.joining.length > 0) return `closed while ${before.joining.join()} was joining`;
      if (before.messages.some((m) => m.state === 'requested')) return 'closed with a message in flight';
      if (before.act?.state === 'requested' || before.act?.state === 'unsettled')
        return 'closed while a remedy may still be granted';
      const open = before.incidents.find(
        (i) =>
          !i.moot && (i.resolvedAt === undefined || !heard(before, i, { type: 'resolution', since: i.resolvedAt })),
      );
      return open && `closed while ${open.id} was open or untold`;
    }),
);

const answerCounts = ofEachCase(
  'no_answer_is_lost',
  '9. An answer that the customer gave in time is the verdict of its round, unless a decision or a new round came first.',
  (run, { answers }) => {
    const c = lastCase(run);
    const answered = c !== undefined && c.ending === undefined && answers.has(`${run.number}/${c.round.number}`);
    return answered && c.round.verdict === undefined ? `the answer of round ${c.round.number} was lost` : undefined;
  },
);

const quiet = ofEachCase('closed_is_quiet', 'After a case is closed nothing is recorded until it is reopened.', (run) =>
  firstFault(seen(run, 'case_closed'), ({ index }) => {
    const next = run.journal[index + 1];
    return next === undefined || next.type === 'case_reopened' ? undefined : `${next.type} after closing`;
  }),
);

const closing = ofEachCase(
  'closing_explained',
  '12. A closed case has an outcome, a cause, and a last message that went out, or the reason why there is none.',
  (run) =>
    firstFault(seen(run, 'case_closed'), ({ event, before }) => {
      const { cause, lastMessage } = event;
      if (cause === '') return 'closed without a cause';
      if (lastMessage.startsWith('none: ') && lastMessage.length > 'none: '.length) return undefined;
      const slot = before?.messages.find((m) => m.slot === lastMessage);
      return slot?.message === 'closing' && wentOut(slot)
        ? undefined
        : `its last message "${lastMessage}" did not go out`;
    }),
);

const closingTells = ofEachCase(
  'closing_tells_the_outcome',
  '12. What the closing message told as the outcome is the outcome that the round ends with.',
  (run) =>
    firstFault(seen(run, 'case_closed'), ({ event, before }) => {
      const copy = run.copies.find(({ order }) => order.slot === event.lastMessage);
      if (copy === undefined || copy.order.round !== before?.round.number) return undefined;
      const { slot, request } = copy.order;
      const asked = seen(run, 'message_requested').find((e) => e.event.slot === slot && e.event.request === request);
      const told = asked?.event.outcome ?? (asked?.after && endOf(asked.after, asked.event.at)?.outcome);
      return told === event.outcome ? undefined : `told ${told ?? 'nothing'}, ended ${event.outcome}`;
    }),
);

const outcome = ofEachCase(
  'outcome_follows',
  'The outcome is what a person or the customer decided, else what the last round says: good, low, silent, or never asked.',
  (run, { script }) => {
    const c = lastCase(run);
    const ended = typeof run.end === 'string' ? undefined : run.end.outcome;
    if (c === undefined || ended === undefined) return undefined;
    const { verdict, expiredAt } = c.round;
    // A person may have told what no message could: then nobody asked, and nobody answered.
    const reached = seen(run, 'task_done').some(
      ({ event }) => event.task === lastReach(run) && event.outcome === 'reached',
    );
    const silent = expiredAt === undefined && !reached && !wasSpared(asTold(run) ?? c) ? 'unreachable' : 'unconfirmed';
    const baseline = Math.max(0, ...c.incidents.filter((i) => !i.moot).map((i) => i.baseline ?? 0));
    const target = Math.max(script.protocol.survey.target, Math.min(5, baseline + 1));
    const said = verdict === undefined ? silent : verdict.score >= target ? 'recovered' : 'not_recovered';
    const due = c.ending?.outcome ?? said;
    return ended === due ? undefined : `ended as ${ended} instead of ${due}`;
  },
);

/** The case as it was when the message was asked for that told the customer how it ends. */
function asTold(run: Run): OpenCase | undefined {
  const slot = seen(run, 'case_closed').at(-1)?.event.lastMessage;
  return seen(run, 'message_requested').findLast(({ event }) => event.slot === slot)?.before;
}

/** Whoever heard the solution and wants no survey is neither silent nor out of reach. */
function wasSpared(c: OpenCase): boolean {
  const told = c.messages.filter((m) => speaksOf(m, 'resolution') && wentOut(m));
  const heardAll = c.incidents.every(
    ({ id, moot, resolvedAt = Infinity }) =>
      moot || told.some((m) => m.incidents.includes(id) && m.requestedAt >= resolvedAt),
  );
  return c.surveysStopped.length > 0 && heardAll;
}

function lastReach(run: Run): string | undefined {
  return seen(run, 'task_requested').findLast(({ event }) => event.kind === 'reach_customer')?.event.task;
}

/** What holds of surveys, rounds and the end. */
export const roundInvariants: readonly Invariant[] = [
  oneSurvey,
  oneVerdict,
  answerCounts,
  lowIsHeard,
  secondChance,
  nothingForgotten,
  quiet,
  closing,
  closingTells,
  notContradicted,
  outcome,
];
