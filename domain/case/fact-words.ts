import { utc } from '../instant-words.js';
import type { CaseEvent, CaseEventType, CaseFact, EscalationCause, Slot } from './case-events.js';
import type { ContactKind } from './dialogue.js';
import { refusalWords } from './refusal-words.js';

/** A fact as a colleague reads it. */
export interface TimelineEntry {
  readonly at: number;
  readonly actor: string;
  readonly what: string;
}

/** What the facts of a case say, in their order. */
export function timelineOf(journal: readonly CaseEvent[]): readonly TimelineEntry[] {
  const lastOf = new Map<Slot, CaseEventType>();
  return journal.map((event) => {
    const what = isDoubtOver(event, lastOf) ? againWords(event) : wordsOf(event);
    if (event.type.startsWith('message_') && 'slot' in event) lastOf.set(event.slot, event.type);
    return { at: event.at, actor: event.actor, what };
  });
}

/** Whether a message is asked for again because of what was found out of it, and not for want of an answer. */
function isDoubtOver(
  event: CaseEvent,
  lastOf: ReadonlyMap<Slot, CaseEventType>,
): event is CaseEvent<'message_unsettled'> {
  return event.type === 'message_unsettled' && lastOf.get(event.slot) === 'message_in_doubt';
}

function againWords({ slot }: CaseEvent<'message_unsettled'>): string {
  return `${named(slot)} was in doubt and counts as not arrived; the same message is asked for again`;
}

/** What a fact says, in words that a colleague reads; nothing personal, as in the fact itself. */
export function wordsOf(event: CaseEvent): string {
  // A reader may be older than the worker that recorded the fact.
  if (!Object.hasOwn(words, event.type)) return (event.type as string).replaceAll('_', ' ');
  return inWords(event);
}

function inWords<T extends CaseEventType>(event: CaseEvent<T>): string {
  return words[event.type](event);
}

type Words = { readonly [T in CaseEventType]: (fact: CaseFact<T>) => string };

const words: Words = {
  opening_requested: (f) => `report ${f.incidentId} is taken up`,
  case_opened: ({ incident, protocol }) =>
    `opened for ${incident.id}: ${incident.category}, ${incident.severity}; protocol ${protocol.name}`,
  joining_requested: (f) => `another report, ${f.incidentId}, is taken up`,
  incident_joined: ({ incident }) => `${incident.id} joined: ${incident.category}, ${incident.severity}`,
  incident_refused: (f) => `report ${f.incidentId} was refused: ${f.reason}`,
  rules_adopted: (f) => `goes on under rules version ${f.version}`,
  recategorisation_requested: (f) => `is to be moved to ${f.category}`,
  recategorised: (f) => `goes on as a case of ${f.category}, by protocol ${f.protocol.name}`,
  owner_changed: (f) => `${f.owner} has the case from now on`,
  message_requested: (f) => `${named(f.slot)} is to be sent${f.request > 1 ? `, asked for ${f.request} times` : ''}`,
  message_accepted: (f) => `${named(f.slot)} was sent`,
  message_skipped: (f) => `${named(f.slot)} was left out: ${f.reason}`,
  message_rejected: (f) => `${named(f.slot)} was rejected: ${f.code}`,
  message_unsettled: (f) => `${named(f.slot)}: no answer in time; the same message is asked about again`,
  message_in_doubt: (f) => `${named(f.slot)} may have been sent; nobody can know, so it is not repeated`,
  message_withdrawn: (f) => `${named(f.slot)} was taken back before it was sent`,
  message_undelivered: (f) => `${named(f.slot)} did not arrive: ${f.code}`,
  act_requested: (f) => `a ${f.act} is to be granted`,
  act_done: (f) => `a ${f.act} was granted`,
  act_failed: (f) => `the ${f.act} was not granted: ${f.code}`,
  act_unsettled: (f) => `the ${f.act}: no answer in time; the same one is asked for again`,
  clock_warned: (f) => `${f.percent} % of the time for the ${f.clock} of ${f.incidentId} are over`,
  clock_breached: (f) => `the ${f.clock} of ${f.incidentId} is late`,
  escalated: (f) => `${f.to} was called (rung ${f.rung}): ${causes[f.because]}`,
  promise_made: (f) => `promised ${f.about} by ${utc(f.dueAt)} (${f.id})`,
  promise_kept: (f) => `promise ${f.id} was kept`,
  promise_missed: (f) => `promise ${f.id} was missed`,
  promise_withdrawn: (f) => `promise ${f.id} was withdrawn, with notice`,
  promise_unheard: (f) => `promise ${f.id} was never heard: its message did not arrive`,
  promise_reopened: (f) => `promise ${f.id} is owed still: what kept it did not arrive`,
  task_requested: (f) => `somebody has to ${tasks[f.kind]} by ${utc(f.dueAt)}`,
  task_raised: (f) => `task ${f.task} is on the list`,
  task_done: (f) => `task ${f.task} was done: ${ends[f.outcome]}`,
  task_lapsed: (f) => `task ${f.task} was not done in time`,
  task_ended: ({ task, replacedBy }) =>
    replacedBy === undefined
      ? `task ${task} is over: nobody has to do it any more`
      : `task ${task} is over: the customer has written again, and ${replacedBy} holds all of it`,
  contact_corrected: (f) => `the customer can be reached by ${f.reachableBy.join(' or ') || 'no channel'} now`,
  held: (f) => `on hold until ${utc(f.until)}: ${f.reason}`,
  channel_stopped: (f) =>
    `the customer wants no ${f.scope === 'all' ? 'messages' : 'surveys'} by ${f.channel} any more`,
  channel_freed: (f) => `the customer wants messages by ${f.channel} again`,
  customer_replied: (f) =>
    f.reading === 'thanks' ? 'the customer said thanks' : 'the customer wrote; nothing goes out by itself',
  callback_requested: () => 'the customer asks for a call; nothing goes out by itself',
  settled: () => 'the customer says that it is settled',
  not_settled: () => 'the customer says that it is not settled yet',
  severity_changed: (f) => `counts as ${f.severity} now, by the wording of the customer`,
  text_written: (f) => `a person wrote a message (${f.text})`,
  contact_logged: (f) => `${contacts[f.kind]}${f.spokeTo ? '' : ': the customer was not reached'}`,
  resumed: (f) => (f.replies === true ? 'a person has seen to what the customer wrote' : 'the hold is over'),
  resolved: (f) => `put right: ${f.incidents.join(', ')}; cause ${f.cause}`,
  answers_looked_for: () => 'an unread answer was looked for',
  survey_answered: (f) => `the customer answered ${f.score} of 5`,
  survey_expired: () => 'the survey ended without an answer',
  round_started: (f) => `round ${f.round} began: ${rounds[f.cause]}`,
  customer_withdrew: (f) => `the customer no longer wants it: ${f.cause}`,
  ending_decided: (f) => `decided that it ends as ${f.outcome}: ${f.cause}`,
  command_refused: refusalWords,
  case_closed: (f) => `closed as ${f.outcome}: ${f.cause}`,
  case_reopened: (f) => `opened again: ${f.because}`,
};

const causes: Readonly<Record<EscalationCause, string>> = {
  breach: 'a clock is late',
  undecided: 'somebody has to decide how it ends',
  unanswered: 'the customer wrote or asked for a call, and nobody has answered in time',
  missed_promise: 'a promise was missed',
  still_overdue: 'a clock is late still',
  low_verdict: 'it is not right for the customer',
};

const tasks: Readonly<Record<CaseFact<'task_requested'>['kind'], string>> = {
  reach_customer: 'reach the customer by other means',
  answer_reply: 'read and answer what the customer wrote',
  call_back: 'call the customer',
};

const ends: Readonly<Record<CaseFact<'task_done'>['outcome'], string>> = {
  reached: 'the customer knows',
  not_reached: 'not reached',
  answered: 'answered',
  no_answer_needed: 'it needed no answer',
  called: 'the customer was called',
};

const contacts: Readonly<Record<ContactKind, string>> = {
  phone: 'a person phoned the customer',
  in_person: 'a person met the customer',
  public: 'a person answered the customer in public',
};

const rounds: Readonly<Record<CaseFact<'round_started'>['cause'], string>> = {
  first: 'the first try',
  second_chance: 'a second chance, since it is not right for the customer',
  joined: 'another report came after the solution',
};

/** A message by its slot, for example "progress update 2 by email". */
function named(slot: Slot): string {
  const [, message = slot, ordinal, channel] = slot.split('/');
  const number = ordinal === undefined || ordinal === '1' ? '' : ` ${ordinal}`;
  return `${message.replaceAll('_', ' ')}${number}${channel === undefined ? '' : ` by ${channel}`}`;
}
