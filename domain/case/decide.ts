import { says } from '../journey/says.js';
import { earnsSecondChance } from '../journey/verdict.js';
import type { CaseFact } from './case-events.js';
import { freed, heardFromCustomer, stopped } from './decide-inputs.js';
import { doubtSettled, taskDone, undelivered } from './decide-reports.js';
import { contactLogged, release, textWritten } from './decide-telling.js';
import type { Command, Refusal } from './commands.js';
import { outcomesByHand } from './commands.js';
import { isOver, mayArrive, mayBeRead } from './may-be-read.js';
import type { OpenCase } from './recovery-case.js';

/** A command with who gives it, about which round, and when. */
export interface Asked<T extends Command = Command> {
  readonly command: T;
  readonly round: number;
  readonly actor: string;
  readonly now: number;
}

/** What a command comes to: facts, or the reason why it makes no sense now. */
export type Decision =
  | { readonly kind: 'accepted'; readonly facts: readonly CaseFact[] }
  | { readonly kind: 'refused'; readonly reason: Refusal };

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type Rules = { readonly [T in Command['type']]: (c: OpenCase, asked: Asked<Of<T>>) => Decision };

const rules: Rules = {
  incident: (c, { command: { incidentId } }) => {
    const known = c.incidents.some((i) => i.id === incidentId) || c.joining.includes(incidentId);
    return known ? refused('known_incident') : accepted({ type: 'joining_requested', incidentId });
  },
  answer: (c, { command, round }) => {
    const { type: _, ...answer } = command;
    const earlier = round < c.round.number && c.round.cause === 'joined';
    if (round !== c.round.number && !earlier) return refused('other_round');
    const expired = !earlier && c.round.expiredAt !== undefined;
    if (expired || c.answered.includes(round)) return refused('already_answered');
    if (!mayBeRead(c, 'survey', round)) return refused('no_survey_open');
    const answered: CaseFact = { type: 'survey_answered', ...answer };
    // A late join began this round while the survey was open: what the customer says of the first try still counts.
    return earlier && earnsSecondChance(c, answer.score) ? accepted(answered, secondChance(c)) : accepted(answered);
  },
  delivery_failed: (c, { command }) =>
    isOver(c) && !command.slot.includes('/closing/') ? refused('ending_already') : decided(undelivered(c, command)),
  send_settled: (c, { command, now }) =>
    isOver(c) && command.verdict === 'resend' ? refused('ending_already') : decided(doubtSettled(c, command, now)),
  task_done: (c, { command, now }) => decided(taskDone(c, command, now)),
  contact_corrected: (c, { command: { reachableBy, corrected } }) =>
    isOver(c) ? refused('ending_already') : accepted({ type: 'contact_corrected', reachableBy, corrected }),
  channel_stopped: (c, { command }) => decided(stopped(c, command)),
  channel_freed: (c, { command }) => decided(freed(c, command)),
  customer_replied: (c, { command, now }) => decided(heardFromCustomer(c, command, now)),
  call_me: (c, { command, now }) => decided(heardFromCustomer(c, command, now)),
  settled: (c, { command, now }) => decided(heardFromCustomer(c, command, now)),
  not_settled: (c, { command, now }) => decided(heardFromCustomer(c, command, now)),
  message: (c, { command, actor }) => decided(textWritten(c, command, actor)),
  log_contact: (c, { command, now }) => decided(contactLogged(c, command, now)),
  take: (c, { actor }) =>
    c.owner === actor ? refused('already_owned') : accepted({ type: 'owner_changed', owner: actor }),
  resolve,
  hold,
  resume: (c) => {
    const facts = release(c);
    return facts.length === 0 ? refused('not_held') : accepted(...facts);
  },
  recategorise: (c, { command: { category } }) => {
    if (c.recategorising !== undefined) return refused('recategorised_already');
    if (c.incidents[0]?.category === category) return refused('same_category');
    return accepted({ type: 'recategorisation_requested', category });
  },
  withdraw: (c, { command }) => accepted(...release(c), { type: 'customer_withdrew', cause: command.cause }),
  abort: (c, { command }) =>
    accepted(...release(c), { type: 'ending_decided', outcome: 'not_recovered', cause: command.cause }),
  close,
};

/** What a command or an input comes to in the state of a case. Pure. */
export function decide<T extends Command['type']>(c: OpenCase, asked: Asked<Of<T>>): Decision {
  const { type } = asked.command;
  if (c.phase === 'closed') return refused('closed');
  if (!isReport(type) && c.ending !== undefined && !mayAnswer(c, type)) return refused('ending_already');
  const ends = type === 'withdraw' || type === 'abort' || type === 'close';
  if (ends && isOver(c)) return refused('ending_already');
  // Who resolves or closes means the round that they saw; the rest is about the case as a whole.
  const roundMatters = type === 'resolve' || type === 'close';
  if (roundMatters && asked.round !== c.round.number) return refused('other_round');
  const rule: (c: OpenCase, asked: Asked<Of<T>>) => Decision = rules[type];
  return rule(c, asked);
}

const reports: readonly Command['type'][] = [
  'incident',
  'delivery_failed',
  'send_settled',
  'task_done',
  'contact_corrected',
  'channel_stopped',
  'channel_freed',
  'customer_replied',
  'call_me',
  'settled',
  'not_settled',
];

/** What is true however a case is about to end. */
function isReport(type: Command['type']): boolean {
  return reports.includes(type);
}

/** What a customer wrote is answered also while a case ends. */
function mayAnswer({ repliedAt }: OpenCase, type: Command['type']): boolean {
  return repliedAt !== undefined && ['take', 'message', 'log_contact', 'resume'].includes(type);
}

function decided(facts: readonly CaseFact[] | Refusal): Decision {
  return typeof facts === 'string' ? refused(facts) : accepted(...facts);
}

function resolve(c: OpenCase, { command, actor }: Asked<Of<'resolve'>>): Decision {
  const open = c.incidents.filter((i) => i.resolvedAt === undefined && !i.moot).map((i) => i.id);
  const named = command.incidents ?? open;
  if (!named.every((id) => c.incidents.some((i) => i.id === id))) return refused('unknown_incident');
  const incidents = open.filter((id) => named.includes(id));
  if (incidents.length === 0) return refused('already_resolved');
  const owner = c.owner === undefined ? [{ type: 'owner_changed', owner: actor } as const] : [];
  return accepted(...owner, { type: 'resolved', incidents, cause: command.cause });
}

function hold(c: OpenCase, { command, now }: Asked<Of<'hold'>>): Decision {
  if (c.hold !== undefined) return refused('already_held');
  if (command.until <= now) return refused('hold_in_the_past');
  if (command.until - now > c.protocol.longestHold) return refused('hold_too_long');
  return accepted({ type: 'held', reason: command.reason, until: command.until });
}

function close(c: OpenCase, { command }: Asked<Of<'close'>>): Decision {
  const { outcome, cause } = command;
  if (!outcomesByHand.some((o) => o === outcome)) return refused('outcome_not_by_hand');
  const solved = c.messages.some((m) => says(m, 'resolution') && mayArrive(m));
  if (outcome === 'not_upheld' && solved) return refused('told_otherwise');
  return accepted(...release(c), { type: 'ending_decided', outcome, cause });
}

function secondChance(c: OpenCase): CaseFact {
  return { type: 'round_started', round: c.round.number + 1, cause: 'second_chance' };
}

function accepted(...facts: readonly CaseFact[]): Decision {
  return { kind: 'accepted', facts };
}

function refused(reason: Refusal): Decision {
  return { kind: 'refused', reason };
}
