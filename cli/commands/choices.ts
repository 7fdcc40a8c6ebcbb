import type { CaseItem } from '../../web/api/case.js';
import type { ContactQuestion } from '../../web/api/contact-decision.js';
import type { IncidentBody } from '../../web/api/incident.js';
import type { CommandBody } from '../../web/api/command.js';
import type { SendItem } from '../../web/api/send.js';
import type { TaskItem } from '../../web/api/task.js';
import type { MessageDraft, MessagePreview } from '../../web/api/written-text.js';

type View = CaseItem['view'];

/** The stages that a list can be narrowed to; these lists are held to the ones of the domain by a test. */
export const stages = [
  'acknowledge',
  'apologize',
  'resolve',
  'follow_up',
  're_survey',
  'close_loop',
  'closed',
] as const satisfies readonly View['stage'][];

/** The four severities. */
export const severities = ['low', 'medium', 'high', 'critical'] as const satisfies readonly View['severity'][];

/** What a report may name as its source. */
export const sources = [
  'backend_event',
  'survey',
  'review',
  'social',
  'feedback_form',
  'live_contact',
  'interaction',
  'operational',
] as const satisfies readonly IncidentBody['source'][];

/** How the worst running clock of a case stands. */
export const slaStates = ['on_track', 'warned', 'breached', 'met'] as const satisfies readonly View['sla'][];

/** Whom or what a case waits for; `person` is whatever only the team can end, to act or to decide. */
export const waits = [
  'person',
  'agent',
  'decision',
  'customer',
  'provider',
  'hold',
  'time',
  'nothing',
] as const satisfies readonly (View['waitingFor'] | 'person')[];

type Outcome = Extract<CommandBody, { type: 'close' }>['outcome'];

/** How a case can end. */
export const outcomes = [
  'recovered',
  'not_recovered',
  'unconfirmed',
  'not_upheld',
  'unreachable',
  'declined',
  'withdrawn',
  'refused',
] as const satisfies readonly Outcome[];

/** The outcomes that a person may give. */
export const outcomesByHand = [
  'not_recovered',
  'not_upheld',
  'unreachable',
  'declined',
] as const satisfies readonly Outcome[];

/** How a message can stand in the ledger. */
export const sendStates = [
  'claimed',
  'accepted',
  'rejected',
  'in_doubt',
  'skipped',
  'withdrawn',
  'delivered',
  'failed',
] as const satisfies readonly SendItem['state'][];

/** What a contact can be for. */
export const purposes = [
  'recovery',
  'service',
  'survey',
  'marketing',
] as const satisfies readonly ContactQuestion['purpose'][];

/** What people can be asked to do. */
export const taskKinds = [
  'settle_send',
  'reach_customer',
  'answer_reply',
  'call_back',
] as const satisfies readonly TaskItem['kind'][];

/** How a person can end a task, of whichever kind it is. */
export const taskOutcomes = [
  'arrived',
  'resend',
  'reached',
  'not_reached',
  'answered',
  'no_answer_needed',
  'called',
] as const satisfies readonly TaskItem['outcomes'][number][];

/** How a person can have been in touch with a customer. */
export const contactKinds = ['phone', 'in_person', 'public'] as const satisfies readonly Extract<
  CommandBody,
  { type: 'log_contact' }
>['kind'][];

/** The ways to write to a customer. */
export const channels = ['email', 'sms'] as const satisfies readonly MessagePreview['channel'][];

/** The messages that a text of one's own can start from. */
export const draftTypes = [
  'acknowledgement',
  'apology',
  'progress_update',
  'resolution',
  'follow_up',
  'second_chance',
] as const satisfies readonly MessageDraft['template'][];
