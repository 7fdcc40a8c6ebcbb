import { contactKinds } from '../domain/case/dialogue.js';
import { shortName } from '../domain/case/commands.js';
import { outcomes } from '../domain/case/outcome.js';
import { channels } from '../domain/contact/channels.js';
import type { AnswerSignal, IncidentSignal } from './contract.js';
import type { InboxItem } from './inbox.js';

/** What an operator types into a dialog of the Temporal Web UI: anything. */
type Untrusted = Readonly<Record<string, unknown>>;

/** What is wrong with the form of the command of this update, or undefined. */
export function formFault(update: string, request: unknown): string | undefined {
  if (!isRecord(request)) return 'a command has to be an object';
  const { type, requestId, actor, caseId, round } = request;
  if (type !== update) return `type has to be ${update}`;
  if (!isText(requestId, 128)) return 'requestId has to be a text of 1 to 128 characters';
  if (!isText(actor, 64)) return 'actor has to be the id of a person, of 1 to 64 characters';
  if (!isText(caseId, 128)) return 'caseId has to name the case';
  if (!isWhole(round) || round < 1) return 'round has to be a whole number from 1';
  return partFault(update, request);
}

/** The incident that a signal tells of, or that it tells of none. */
export function incidentItem(signal: IncidentSignal): InboxItem {
  const told: unknown = signal;
  if (!isRecord(told) || !isText(told['incidentId'], 128)) return { kind: 'malformed', signal: 'incident' };
  return { kind: 'incident', incidentId: told['incidentId'] };
}

/** The answer that a signal tells of, or that it tells of none. */
export function answerItem(answer: AnswerSignal): InboxItem {
  const told: unknown = answer;
  const fits = isRecord(told) && isText(told['caseId'], 128) && isWhole(told['round']) && isScore(told['score']);
  return fits ? { kind: 'answer', answer } : { kind: 'malformed', signal: 'answer' };
}

function partFault(update: string, parts: Untrusted): string | undefined {
  const { reason, until, outcome, cause, incidents, category, kind, spokeTo } = parts;
  switch (update) {
    case 'hold':
      if (!isName(reason)) return 'reason has to be a name such as waiting_for_parts';
      return isWhole(until) ? undefined : 'until has to be a time in epoch milliseconds';
    case 'close':
      return outcomes.some((known) => known === outcome)
        ? causeFault(cause)
        : `outcome has to be one of ${outcomes.join(', ')}`;
    case 'resolve':
      return isIds(incidents) ? causeFault(cause) : 'incidents has to be a list of incident ids, or left out';
    case 'recategorise':
      return isName(category) ? undefined : 'category has to be a name such as late_delivery';
    case 'message':
      return messageFault(parts);
    case 'log_contact':
      if (!contactKinds.some((known) => known === kind)) return `kind has to be one of ${contactKinds.join(', ')}`;
      return typeof spokeTo === 'boolean' ? undefined : 'spokeTo has to be true or false';
    case 'withdraw':
    case 'abort':
      return causeFault(cause);
    default:
      return undefined;
  }
}

function messageFault({ text, channel, resume }: Untrusted): string | undefined {
  if (!isText(text, 128)) return 'text has to be the id of a stored text';
  if (channel !== undefined && !channels.some((known) => known === channel)) {
    return `channel has to be one of ${channels.join(', ')}, or left out`;
  }
  return resume === undefined || typeof resume === 'boolean'
    ? undefined
    : 'resume has to be true or false, or left out';
}

function causeFault(cause: unknown): string | undefined {
  return isName(cause) ? undefined : 'cause has to be a name such as courier_lost_it';
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && shortName.test(value);
}

function isRecord(value: unknown): value is Untrusted {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= longest;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isScore(value: unknown): boolean {
  return typeof value === 'number' && value >= 1 && value <= 5;
}

function isIds(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length > 0 && value.every((id) => isText(id, 128)));
}
