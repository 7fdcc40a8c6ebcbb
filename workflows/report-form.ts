import { replyReadings, stopScopes } from '../domain/case/case-events.js';
import { shortName } from '../domain/case/commands.js';
import { severities } from '../domain/case/incident.js';
import { channels } from '../domain/contact/channels.js';
import { handVerdicts } from '../domain/sends/send-row.js';
import { taskOutcomes } from '../domain/tasks/task.js';
import type { CaseReport } from './contract.js';
import type { InboxItem } from './inbox.js';

/** The report that a signal carries, or that it carries none. */
export function reportItem(signal: CaseReport['type'], told: Omit<CaseReport, 'type'>): InboxItem {
  const report: Untrusted = { ...told };
  const named = isText(report['caseId']) && isText(report['actor']);
  // Checked part by part just above and below: what an operator types into a dialog may be anything.
  return named && forms[signal](report)
    ? { kind: 'report', report: { ...told, type: signal } as CaseReport }
    : { kind: 'malformed', signal };
}

type Untrusted = Readonly<Record<string, unknown>>;

const forms: Readonly<Record<CaseReport['type'], (report: Untrusted) => boolean>> = {
  delivery_failed: ({ slot, code }) => isText(slot) && typeof code === 'string' && shortName.test(code),
  send_settled: ({ slot, verdict }) => isText(slot) && isOneOf(verdict, handVerdicts),
  task_done: ({ task, outcome }) => isText(task) && isOneOf(outcome, doneOutcomes),
  contact_corrected: ({ reachableBy, corrected }) => areChannels(reachableBy) && areChannels(corrected),
  channel_stopped: ({ channel, scope, confirm }) =>
    isOneOf(channel, channels) && isOneOf(scope, stopScopes) && typeof confirm === 'boolean',
  channel_freed: ({ channel }) => isOneOf(channel, channels),
  customer_replied: ({ input, reading, severity }) =>
    isText(input) && isOneOf(reading, replyReadings) && (severity === undefined || isOneOf(severity, severities)),
  call_me: ({ input }) => isText(input),
  settled: ({ input }) => isText(input),
  not_settled: ({ input }) => isText(input),
};

const doneOutcomes = [...taskOutcomes.reach_customer, ...taskOutcomes.answer_reply, ...taskOutcomes.call_back];

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= 256;
}

function isOneOf(value: unknown, known: readonly string[]): boolean {
  return known.some((one) => one === value);
}

function areChannels(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => isOneOf(one, channels));
}
