import type { CaseIncident, Incident, ReportedCustomer, Severity } from '../domain/case/incident.js';
import { onFive } from '../domain/case/incident.js';
import type { Channel } from '../domain/contact/channels.js';

/** The part of an incident that a case may carry: nothing personal, no text. */
export function caseIncident(incident: Incident, severity: Severity): CaseIncident {
  const { id, category, reportedAt, score, loss } = incident;
  return {
    id,
    category,
    severity,
    reportedAt,
    ...(score !== undefined && { baseline: onFive(score) }),
    ...(loss !== undefined && { loss }),
  };
}

/** The address of a customer on a channel, or undefined. */
export function addressOn(customer: ReportedCustomer, channel: Channel): string | undefined {
  switch (channel) {
    case 'email':
      return customer.email;
    case 'sms':
      return customer.phone;
  }
}

/** The channels of a protocol, in its order, on which this customer has an address. */
export function reachableBy(customer: ReportedCustomer, channels: readonly Channel[]): readonly Channel[] {
  return channels.filter((channel) => addressOn(customer, channel) !== undefined);
}
