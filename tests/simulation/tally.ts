import type { CaseEventType, EscalationCause } from '../../domain/case/case-events.js';
import { refusals } from '../../domain/case/commands.js';
import { outcomes } from '../../domain/case/outcome.js';
import type { RoundCause } from '../../domain/case/outcome.js';
import { messageTypes } from '../../domain/contact/messages.js';
import type { Journey, Run } from './trace.js';

/** Every type of fact; the compiler names one that is missing here. */
const eventTypes: Readonly<Record<CaseEventType, true>> = {
  opening_requested: true,
  case_opened: true,
  joining_requested: true,
  incident_joined: true,
  incident_refused: true,
  rules_adopted: true,
  recategorisation_requested: true,
  recategorised: true,
  owner_changed: true,
  message_requested: true,
  message_accepted: true,
  message_skipped: true,
  message_rejected: true,
  message_unsettled: true,
  message_in_doubt: true,
  message_withdrawn: true,
  message_undelivered: true,
  act_requested: true,
  act_done: true,
  act_failed: true,
  act_unsettled: true,
  clock_warned: true,
  clock_breached: true,
  escalated: true,
  promise_made: true,
  promise_kept: true,
  promise_missed: true,
  promise_withdrawn: true,
  promise_unheard: true,
  promise_reopened: true,
  task_requested: true,
  task_raised: true,
  task_done: true,
  task_lapsed: true,
  task_ended: true,
  contact_corrected: true,
  channel_stopped: true,
  channel_freed: true,
  customer_replied: true,
  callback_requested: true,
  settled: true,
  not_settled: true,
  severity_changed: true,
  text_written: true,
  contact_logged: true,
  held: true,
  resumed: true,
  resolved: true,
  answers_looked_for: true,
  survey_answered: true,
  survey_expired: true,
  round_started: true,
  customer_withdrew: true,
  ending_decided: true,
  command_refused: true,
  case_closed: true,
  case_reopened: true,
};

const escalationCauses: Readonly<Record<EscalationCause, true>> = {
  breach: true,
  missed_promise: true,
  still_overdue: true,
  low_verdict: true,
  undecided: true,
  unanswered: true,
};

const roundCauses: Readonly<Record<RoundCause, true>> = { first: true, second_chance: true, joined: true };

/** Nothing is left out: every event, outcome and refusal that the domain names exists in full by now. */
const expected: Readonly<Record<Kind, readonly string[]>> = {
  event: Object.keys(eventTypes),
  outcome: outcomes,
  refusal: Object.keys(refusals),
  message: messageTypes,
  escalation: Object.keys(escalationCauses),
  round: Object.keys(roundCauses),
};

type Kind = 'event' | 'outcome' | 'refusal' | 'message' | 'escalation' | 'round';

/** How often everything occurred that can occur. */
export class Tally {
  readonly #counts = new Map<string, number>();
  journeys = 0;
  facts = 0;

  constructor() {
    for (const [kind, names] of Object.entries(expected))
      for (const name of names) this.#counts.set(`${kind} ${name}`, 0);
  }

  /** Counts one journey. */
  add({ runs }: Journey): void {
    this.journeys++;
    for (const run of runs) this.#addRun(run);
  }

  /** What never occurred, though it can. */
  get unreached(): readonly string[] {
    return [...this.#counts].filter(([, count]) => count === 0).map(([name]) => name);
  }

  /** The counts as lines of text, by kind. */
  get table(): readonly string[] {
    return [...this.#counts].map(([name, count]) => `${name.padEnd(34)}${String(count).padStart(10)}`);
  }

  #addRun({ journal, refused, copies, end }: Run): void {
    this.facts += journal.length;
    for (const event of journal) {
      this.#count('event', event.type);
      if (event.type === 'escalated') this.#count('escalation', event.because);
      if (event.type === 'round_started') this.#count('round', event.cause);
      if (event.type === 'case_opened') this.#count('round', 'first');
    }
    for (const { reason } of refused) this.#count('refusal', reason);
    for (const { order } of copies) this.#count('message', order.message);
    if (typeof end !== 'string') this.#count('outcome', end.outcome);
  }

  #count(kind: Kind, name: string): void {
    const key = `${kind} ${name}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }
}
