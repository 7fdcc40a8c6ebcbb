import { calledBy } from '../journey/promise-terms.js';
import { earnsSecondChance } from '../journey/verdict.js';
import { says } from '../journey/says.js';
import { askTaskId, type AskKind } from '../tasks/task.js';
import type { CaseFact } from './case-events.js';
import type { CaseInput, CustomerInput, Refusal } from './commands.js';
import { isOpenTask } from './fold-reaching.js';
import { graver, type Severity } from './incident.js';
import { isOver } from './may-be-read.js';
import type { OpenCase } from './recovery-case.js';
import { wentOut } from './went-out.js';

type Of<T extends CaseInput['type']> = Extract<CaseInput, { type: T }>;
type Facts = readonly CaseFact[] | Refusal;

/** What a customer wrote or did comes to; each counts once, however often the case is told of it. */
export function heardFromCustomer(c: OpenCase, input: CustomerInput, now: number): Facts {
  if (c.inputs.includes(input.input)) return 'known_input';
  switch (input.type) {
    case 'customer_replied':
      return replied(c, input, now);
    case 'call_me':
      return [{ type: 'callback_requested', input: input.input }, ...asked(c, 'call_back', now)];
    case 'settled':
      return wasTold(c) ? [{ type: 'settled', input: input.input }] : 'not_told';
    case 'not_settled':
      return notSettled(c, input, now);
  }
}

/** Nothing more of this class goes there; what does not apply any more is taken back by the shell. */
export function stopped(c: OpenCase, { channel, scope, confirm }: Of<'channel_stopped'>): Facts {
  const isKnown = scope === 'all' ? c.stopped[channel] !== undefined : c.surveysStopped.includes(channel);
  return isKnown ? 'stopped_already' : [{ type: 'channel_stopped', channel, scope, confirm }];
}

/** The customer wants to be written to there again. */
export function freed(c: OpenCase, { channel }: Of<'channel_freed'>): Facts {
  const isStopped = c.stopped[channel] !== undefined || c.surveysStopped.includes(channel);
  return isStopped ? [{ type: 'channel_freed', channel }] : 'not_stopped';
}

function replied(c: OpenCase, { input, reading, severity }: Of<'customer_replied'>, now: number): Facts {
  const heard = { type: 'customer_replied', input, reading } as const;
  if (reading === 'thanks') return [heard];
  return [heard, ...graverBy(c, severity), ...asked(c, 'answer_reply', now)];
}

/**
 * The customer's early word for a low verdict: it opens the second chance. After that, and where it is about an earlier round
 * or against what they have answered, a person goes on.
 */
function notSettled(c: OpenCase, { input }: Of<'not_settled'>, now: number): Facts {
  const { verdict, expiredAt } = c.round;
  const isEarly = wasTold(c) && verdict === undefined && expiredAt === undefined;
  const opens = isEarly && c.ending === undefined && !isOver(c) && earnsSecondChance(c, 0);
  const said = { type: 'not_settled', input, opens } as const;
  if (!opens) return [said, ...asked(c, 'answer_reply', now)];
  return [said, { type: 'round_started', round: c.round.number + 1, cause: 'second_chance' }];
}

function graverBy(c: OpenCase, severity: Severity | undefined): readonly CaseFact[] {
  const raised = severity !== undefined && graver(c.severity, severity) !== c.severity;
  return raised ? [{ type: 'severity_changed', severity, because: 'wording' }] : [];
}

/**
 * One task of a kind at a time. Whoever is about to end one has not read what comes now: another takes its place, so that their
 * word leaves that one open. What nobody has seen yet can stay.
 */
function asked(c: OpenCase, kind: AskKind, now: number): readonly CaseFact[] {
  const ofKind = c.asks.filter((a) => a.kind === kind);
  const task = askTaskId(kind, c.caseId, ofKind.length + 1);
  const open = ofKind.find(isOpenTask);
  if (open === undefined) {
    const dueAt = kind === 'call_back' ? calledBy(c, answerWithin(c), now) : now + answerWithin(c);
    return [{ type: 'task_requested', task, kind, dueAt }];
  }
  if (kind === 'call_back' || open.state === 'requested') return [];
  return [
    { type: 'task_ended', task: open.task, replacedBy: task },
    { type: 'task_requested', task, kind, dueAt: open.dueAt },
  ];
}

/** Programmes from before there was such a number answer within the time of an apology. */
function answerWithin({ protocol }: OpenCase): number {
  return protocol.answerWithin ?? protocol.clocks.apology;
}

/** Whoever answers a message has it, also where its provider has not said so yet. */
function wasTold(c: OpenCase): boolean {
  const solutions = c.messages.filter((m) => m.round === c.round.number && says(m, 'resolution'));
  return solutions.some((m) => m.state === 'requested' || wentOut(m));
}
