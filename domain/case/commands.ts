import type { Channel } from '../contact/channels.js';
import type { HandVerdict } from '../sends/send-row.js';
import type { CaseTaskOutcome } from '../tasks/task.js';
import type { ReplyReading, Slot, StopScope, Verdict } from './case-events.js';
import type { ContactKind } from './dialogue.js';
import type { Severity } from './incident.js';
import type { Outcome } from './outcome.js';

/** What an agent may ask of a case. */
export type StaffCommand =
  | { readonly type: 'take' }
  | { readonly type: 'resolve'; readonly cause: string; readonly incidents?: readonly string[] }
  | { readonly type: 'hold'; readonly reason: string; readonly until: number }
  | { readonly type: 'resume' }
  | { readonly type: 'recategorise'; readonly category: string }
  | { readonly type: 'message'; readonly text: string; readonly channel?: Channel; readonly resume?: boolean }
  | { readonly type: 'log_contact'; readonly kind: ContactKind; readonly spokeTo: boolean }
  | { readonly type: 'withdraw'; readonly cause: string }
  | { readonly type: 'abort'; readonly cause: string }
  | { readonly type: 'close'; readonly outcome: Outcome; readonly cause: string };

/**
 * The form of causes and reasons: a name such as `courier_lost_it`, never prose, since they stand in workflow histories
 * and are counted, and nothing personal may be in either. What is to be told at length goes into a note.
 */
export const shortName = /^[a-z][a-z0-9_]{0,39}$/;

/** What reaches a case from elsewhere: it is stored first and signalled by id. */
export type CaseInput =
  | { readonly type: 'incident'; readonly incidentId: string }
  | ({ readonly type: 'answer'; readonly round: number } & Verdict)
  | { readonly type: 'delivery_failed'; readonly slot: Slot; readonly code: string }
  | { readonly type: 'send_settled'; readonly slot: Slot; readonly verdict: HandVerdict }
  | { readonly type: 'task_done'; readonly task: string; readonly outcome: CaseTaskOutcome }
  | {
      readonly type: 'contact_corrected';
      readonly reachableBy: readonly Channel[];
      readonly corrected: readonly Channel[];
    }
  | {
      readonly type: 'channel_stopped';
      readonly channel: Channel;
      readonly scope: StopScope;
      readonly confirm: boolean;
    }
  | { readonly type: 'channel_freed'; readonly channel: Channel }
  | CustomerInput;

/** What a customer wrote or did; it is stored under this id, and counts once. */
export type CustomerInput =
  | {
      readonly type: 'customer_replied';
      readonly input: string;
      readonly reading: ReplyReading;
      /** As grave as its wording is, where that says so. */
      readonly severity?: Severity;
    }
  | { readonly type: 'call_me'; readonly input: string }
  | { readonly type: 'settled'; readonly input: string }
  | { readonly type: 'not_settled'; readonly input: string };

/** Anything that `decide` understands. */
export type Command = StaffCommand | CaseInput;

/** Outcomes that a person may give; the others follow from what the customer said or did not say. */
export const outcomesByHand = [
  'not_recovered',
  'not_upheld',
  'unreachable',
  'declined',
] as const satisfies readonly Outcome[];

/** Why a command makes no sense in the state of a case; a stable code with one meaning each. */
export const refusals = {
  closed: 'the case is closed',
  other_round: 'the case is in another round by now',
  already_owned: 'this person owns the case already',
  already_resolved: 'every named incident is resolved already',
  unknown_incident: 'the case holds no incident of this id',
  already_held: 'the case is on hold already',
  not_held: 'the case is not on hold, and no reply waits',
  hold_in_the_past: 'a hold has to end in the future',
  hold_too_long: 'the protocol does not allow so long a hold',
  ending_already: 'it is decided already how the case ends',
  outcome_not_by_hand: 'this outcome follows from what the customer says; it is not given by staff',
  told_otherwise: 'the customer was told that it is resolved; to say now that nothing failed would contradict it',
  no_survey_open: 'no survey of this round has been sent',
  already_answered: 'the survey of this round is answered or has expired',
  same_category: 'the case is one of this category already',
  recategorised_already: 'the case is being moved to another category; wait until that is done',
  known_incident: 'the case holds this incident already',
  not_sent: 'the case holds no such message that was sent',
  not_in_doubt: 'the case knows of no doubt about this message',
  no_such_task: 'the case waits for no such task',
  known_input: 'the case has heard this already',
  not_told: 'the customer was told of no solution in this round',
  stopped_already: 'the customer is spared on this channel already',
  not_stopped: 'the customer is not spared on this channel',
  no_channel:
    'no message can reach the customer this way (an SMS carries 480 characters and no subject); correct the address, leave the channel to the case, or call and log the contact',
} as const;
/** One of the refusal codes. */
export type Refusal = keyof typeof refusals;
