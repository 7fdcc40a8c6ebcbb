import { canonicalJson } from '../../domain/canonical-json.js';
import type { LoggedContact, ReportedContact } from '../../ports/contact-log.js';

/** Do two reports of a contact say the same? What was added when the first was kept does not count. */
export function sameContact(one: ReportedContact, other: ReportedContact): boolean {
  return saidBy(one) === saidBy(other);
}

function saidBy(contact: ReportedContact & Partial<LoggedContact>): string {
  return canonicalJson({ ...contact, reportedAt: undefined, leak: undefined });
}
