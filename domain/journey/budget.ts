import type { Severity } from '../case/incident.js';
import type { OpenCase } from '../case/recovery-case.js';
import type { MessageType } from '../contact/messages.js';

/**
 * Messages by their worth to a customer, the worthiest first. A round has room for as many of them as the budget of
 * its severity says (product.md: low 3, medium 5, high and critical 8); what has no room is carried by another
 * message or left out. Owed in any case, and so not in this list: the answer to a missed promise, the opening of a
 * second chance, the acknowledgement of a later incident, and a closing with news.
 */
const byWorth = [
  'acknowledgement',
  'resolution',
  'survey',
  'closing',
  'apology',
  'follow_up',
  'survey_reminder',
] as const satisfies readonly MessageType[];

/** The messages that a budget decides on. */
export type BudgetedMessage = (typeof byWorth)[number];

/** Whether a round of this severity (the case's own, unless another is asked about) has room for a message of its own. */
export function hasRoom(c: OpenCase, message: BudgetedMessage, severity: Severity = c.severity): boolean {
  return byWorth.indexOf(message) < c.protocol.messageBudget[severity];
}
