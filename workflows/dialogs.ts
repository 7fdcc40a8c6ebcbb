import { outcomesByHand } from '../domain/case/commands.js';
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
  resume: { does: 'A hold ends.', example: {} },
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
    does: 'A person reached the customer, or could not; `amends task done` sends it.',
    example: { task: 'reach-case-of-the-card-1', outcome: 'reached' },
  },
  contact_corrected: {
    does: 'The customer can be reached in other ways; `amends customer contact` sends it.',
    example: { reachableBy: ['email'], corrected: ['email'] },
  },
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
