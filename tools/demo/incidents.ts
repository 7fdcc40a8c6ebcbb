import type { z } from 'zod';
import type { incidentBody } from '../../web/api/incident.js';
import type { Part } from './cast.js';
import type { Complaint } from './complaint.js';
import { topicOf } from './topics.js';

/** An incident as it is sent to `POST /v1/incidents`. */
export type IncidentReport = z.input<typeof incidentBody>;

/** One report of the demo with the part that its customer and staff play. */
export interface Scene {
  readonly part: Part;
  readonly report: IncidentReport;
}

/** When the run begins (epoch milliseconds), and how far back the oldest complaint is put (milliseconds). */
export interface Span {
  readonly beginsAt: number;
  readonly reach: number;
}

/** The zone in which most people of a state live. */
const zones: Readonly<Record<string, string>> = {
  AL: 'America/Chicago',
  AZ: 'America/Phoenix',
  CA: 'America/Los_Angeles',
  FL: 'America/New_York',
  GA: 'America/New_York',
  IL: 'America/Chicago',
  MA: 'America/New_York',
  MS: 'America/Chicago',
  NJ: 'America/New_York',
  NY: 'America/New_York',
  OR: 'America/Los_Angeles',
  PA: 'America/New_York',
  TX: 'America/Chicago',
  VA: 'America/New_York',
  WY: 'America/Denver',
};

/** The reports of the demo in the order in which the complaints came, re-dated to the run. Throws for a part without its complaint. */
export function scenes(complaints: readonly Complaint[], cast: readonly Part[], span: Span): readonly Scene[] {
  const found = cast.map((part) => ({ part, complaint: complaintOf(part, complaints) }));
  const days = found.map(({ complaint }) => Date.parse(complaint.dateReceived));
  const first = Math.min(...days);
  const whole = Math.max(1, Math.max(...days) - first);
  return found
    .map(({ part, complaint }) => {
      const day = Date.parse(complaint.dateReceived);
      const occurredAt = span.beginsAt - Math.round(span.reach * (1 - (day - first) / whole));
      return { part, report: reportOf(complaint, part, occurredAt) };
    })
    .sort((a, b) => Date.parse(a.report.occurredAt) - Date.parse(b.report.occurredAt));
}

/** The id of the customer of a part; two reports of one customer share it. */
function customerIdOf({ complaintId, sameCustomerAs }: Part): string {
  return `c-${sameCustomerAs ?? complaintId}`;
}

/** The parts of a customer by customer id, the one that was reported first in front. */
export function partsOf(cast: readonly Part[]): (customerId: string) => readonly Part[] {
  return (customerId) => cast.filter((part) => customerIdOf(part) === customerId);
}

function complaintOf({ complaintId }: Part, complaints: readonly Complaint[]): Complaint {
  const complaint = complaints.find((one) => one.complaintId === complaintId);
  if (complaint === undefined) throw new Error(`examples/complaints.json has no complaint ${complaintId}`);
  return complaint;
}

function reportOf(complaint: Complaint, part: Part, occurredAt: number): IncidentReport {
  const { complaintId, product, issue, subIssue, narrative } = complaint;
  const { category, words } = topicOf(complaint);
  const { severity, lossMinor: minor } = part;
  const amount = minor === undefined ? undefined : { minor, currency: 'USD' };
  return {
    id: `cfpb-${complaintId}`,
    source: 'feedback_form',
    category,
    occurredAt: new Date(occurredAt).toISOString(),
    subject: amount === undefined ? words : `${words} (${dollars.format(amount.minor / 100)})`,
    story: narrative,
    customer: customerOf(part, complaint),
    facts: { product, issue: subIssue === '' ? issue : subIssue },
    ...(severity !== undefined && { severity }),
    ...(amount !== undefined && { loss: { kind: 'money', amount } }),
  };
}

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

function customerOf(part: Part, { state }: Complaint): IncidentReport['customer'] {
  const { name, reachedBy, vulnerable, tier } = part;
  const timeZone = zones[state];
  return {
    id: customerIdOf(part),
    name,
    locale: 'en-US',
    ...(timeZone !== undefined && { timeZone }),
    ...(reachedBy.includes('email') && { email: emailOf(part) }),
    ...(reachedBy.includes('sms') && { phone: phoneOf(part) }),
    ...(vulnerable !== undefined && { vulnerable }),
    ...(tier !== undefined && { tier }),
  };
}

/** An address on a reserved name (RFC 2606): nobody reads it but the demo's inbox. */
export function emailOf({ name }: Pick<Part, 'name'>): string {
  return `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@customers.example`;
}

/** A number of the range that is kept for fiction, +1 202 555 0100 to 0199. */
export function phoneOf({ complaintId }: Pick<Part, 'complaintId'>): string {
  return `+120255501${complaintId.slice(-2)}`;
}
