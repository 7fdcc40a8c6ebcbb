import { outcomesByHand } from '../domain/case/commands.js';
import { contactKinds } from '../domain/case/dialogue.js';
import type { StaffCommand } from '../domain/case/commands.js';
import type { CaseReport } from './contract.js';

/** What a dialog of the Temporal Web UI is for, and what its input takes besides the common part: an example. */
interface Dialog {
  readonly does: string;
  readonly example: Readonly<Record<string, unknown>>;
}

const commands: Readonly<Record<StaffCommand['type'], Dialog>> = {
  take: { does: 'A person takes the case.', example: {} },
  resolve: {
    does: 'All incidents are resolved, or those of "incidents", a list of ids.',
    example: { cause: 'courier_lost_it' },
  },
  hold: {
    does: 'The stages pause until a time in epoch milliseconds, as `date -d TIME +%s000` prints it; clocks run on.',
    example: { reason: 'waiting_for_parts', until: 1_798_797_600_000 },
  },
  resume: { does: 'The case goes on: a hold ends, and what the customer wrote has been read.', example: {} },
  message: {
    does: 'A text that a person wrote is sent; `amends case message` stores it and gives its id.',
    example: { text: 'id-of-the-text' },
  },
  log_contact: {
    does: `A person was in touch with the customer: ${contactKinds.join(', ')}.`,
    example: { kind: 'phone', spokeTo: true },
  },
  recategorise: { does: 'The case moves to another category and its protocol.', example: { category: 'billing' } },
  withdraw: { does: 'The customer withdrew the complaint; the case ends.', example: { cause: 'parcel_turned_up' } },
  abort: { does: 'The recovery ends without a result: not recovered.', example: { cause: 'duplicate_report' } },
  close: {
    does: `A person decides how the case ends: ${outcomesByHand.join(', ')}.`,
    example: { outcome: 'not_recovered', cause: 'customer_refused_offer' },
  },
};

const slot = '1/resolution/1/email';
const reports: Readonly<Record<CaseReport['type'], Dialog>> = {
  delivery_failed: {
    does: 'A message that was sent did not arrive; provider reports send it.',
    example: { slot, code: 'mailbox_refused' },
  },
  send_settled: {
    does: 'What became of a message in doubt, arrived or resend; `amends send settle` sends it, after the ledger.',
    example: { slot, verdict: 'arrived' },
  },
  task_done: {
    does: 'A person did what the case had asked for, or could not; `amends task done` sends it.',
    example: { task: 'reach-case-of-the-card-1', outcome: 'reached' },
  },
  contact_corrected: {
    does: 'The customer can be reached in other ways; `amends customer contact` sends it.',
    example: { reachableBy: ['email'], corrected: ['email'] },
  },
  channel_stopped: {
    does: 'The customer wants nothing more there; `amends customer opt-out` sends it, after the store.',
    example: { channel: 'sms', scope: 'all', confirm: false },
  },
  channel_freed: {
    does: 'The customer wants to be written to there again; `amends customer opt-in` sends it, after the store.',
    example: { channel: 'sms' },
  },
  customer_replied: {
    does: 'The customer wrote; the doors for mail and SMS send it, after the store.',
    example: { input: 'id-of-the-reply', reading: 'reply' },
  },
  call_me: {
    does: 'The customer asks for a call; the link in messages sends it.',
    example: { input: 'id-of-the-wish' },
  },
  settled: { does: 'The customer says that it is settled.', example: { input: 'id-of-the-word' } },
  not_settled: { does: 'The customer says that it is not settled yet.', example: { input: 'id-of-the-word' } },
};

/** The names of all commands. */
export const commandTypes = Object.keys(commands) as readonly StaffCommand['type'][];
/** The names of all reports. */
export const reportTypes = Object.keys(reports) as readonly CaseReport['type'][];

/** A command as the dialog shows it: what it does, and an input to copy and fill in from the card. */
export function commandDialog(type: StaffCommand['type']): string {
  const { does, example } = commands[type];
  const common = { type, requestId: 'any-new-text', actor: 'your-staff-id', caseId: 'case-of-the-card', round: 1 };
  return `${does} Input: ${JSON.stringify({ ...common, ...example })}`;
}

/** A report as the dialog shows it. */
export function reportDialog(type: CaseReport['type']): string {
  const { does, example } = reports[type];
  return `${does} Input: ${JSON.stringify({ caseId: 'case-of-the-card', actor: 'your-staff-id', ...example })}`;
}
