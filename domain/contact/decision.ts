import type { Channel } from './channels.js';
import { cappedUntil, type ContactCaps, type MadeContact } from './caps.js';
import { isHeld, type Lease, longest } from './lease.js';
import { optedOutBecause, type OptedOut, type OptOutReason } from './opt-outs.js';
import type { Purpose } from './purpose.js';

export { type Purpose, purposes } from './purpose.js';

/** What a contact is for, and by which channel where whoever asks says so. */
export interface Wanted {
  readonly purpose: Purpose;
  readonly channel?: Channel;
  /** The recovery of this customer is to speak itself; whoever does not say so is another sender. */
  readonly by?: 'recovery';
}

/** A lease with the case or incident that it comes from. */
export interface LeaseOn {
  readonly lease: Lease;
  /** What the customer calls it. */
  readonly reference: string;
  /** The case, once the report has one. */
  readonly caseId?: string;
  /** Whether that case is still open; a report that waits for its case counts as open. */
  readonly open: boolean;
}

/** What the contact decision knows of a customer; nothing is known of one whom nobody has reported. */
export interface ContactFacts {
  /** Of the customer's last case, and of each report that no case shows yet. */
  readonly leases: readonly LeaseOn[];
  /** What they do not want, themselves or at an address that they have. */
  readonly optOuts?: readonly OptedOut[];
  /** Contacts made lately that a cap may count; none where missing. */
  readonly made?: readonly MadeContact[];
  /** How often they may be contacted at all; without a limit where missing. */
  readonly caps?: ContactCaps;
}

/** Why a contact may be made, or may not. */
export type ContactReason =
  | 'no_open_recovery'
  | 'released'
  | 'not_promotional'
  | 'own_voice'
  | OptOutReason
  | 'open_recovery'
  | 'cool_off'
  | 'unhappy'
  | 'surveyed_lately'
  | 'contacted_often'
  | 'unreadable';

/** The recovery that stands in the way of a contact, or speaks instead. */
interface InTheWay {
  readonly reason: ContactReason;
  /** When that ends, epoch milliseconds; null where no end is in sight. */
  readonly until: number | null;
  /** What the customer calls it; missing where nobody could look, and where none is. */
  readonly reference?: string;
  readonly caseId?: string;
}

/** Whether somebody may contact a customer. */
export type ContactDecision =
  { readonly kind: 'allow'; readonly reason: ContactReason } | ({ readonly kind: 'suppress' | 'replace' } & InTheWay);

/** What nobody may be told otherwise than by silence: who cannot be looked up may be in the middle of a recovery. */
export const UNREADABLE: ContactDecision = { kind: 'suppress', reason: 'unreadable', until: null };

/**
 * Whether such a contact may be made now. What its customer does not want is never made: no time changes that, only their own
 * word. Else one voice: while a recovery is open it alone asks how things went and speaks of what went wrong; promotion stays
 * away until the customer is content, or the cool-off has passed; and nobody else asks or sells more often than the caps say.
 */
export function decideContact(facts: ContactFacts, wanted: Wanted, now: number): ContactDecision {
  const { purpose, by } = wanted;
  const optedOut = optedOutBecause(facts.optOuts ?? [], wanted);
  if (optedOut !== undefined) return { kind: 'suppress', reason: optedOut, until: null };
  // Which of its messages are worth sending, and when, the journey has decided.
  if (by === 'recovery') return { kind: 'allow', reason: 'own_voice' };
  const decision = besideRecovery(facts, purpose, now);
  if (decision.kind !== 'allow' || purpose === 'service' || purpose === 'recovery') return decision;
  const until = cappedUntil(facts, purpose, now);
  return until === undefined ? decision : { kind: 'suppress', reason: often[purpose], until };
}

const often = { survey: 'surveyed_lately', marketing: 'contacted_often' } as const;

/** What the customer's recoveries say of it. */
function besideRecovery(facts: ContactFacts, purpose: Purpose, now: number): ContactDecision {
  if (facts.leases.length === 0) return { kind: 'allow', reason: 'no_open_recovery' };
  // What a customer has asked for, such as a receipt or a code, is theirs in any case.
  if (purpose === 'service') return { kind: 'allow', reason: 'not_promotional' };
  const open = facts.leases.find((one) => one.open);
  if (open !== undefined && purpose !== 'marketing') return replacedBy(open);
  if (purpose === 'recovery') return { kind: 'allow', reason: 'no_open_recovery' };
  const lease = longest(facts.leases.map((one) => one.lease));
  if (lease === undefined || !isHeld(lease, now)) return { kind: 'allow', reason: 'released' };
  const of = facts.leases.find((one) => one.lease === lease);
  return { kind: 'suppress', ...boundsOf(lease), ...(of !== undefined && named(of)) };
}

function replacedBy(open: LeaseOn): ContactDecision {
  return { kind: 'replace', reason: 'open_recovery', until: null, ...named(open) };
}

function named({ reference, caseId }: LeaseOn): Pick<InTheWay, 'reference' | 'caseId'> {
  return { reference, ...(caseId !== undefined && { caseId }) };
}

function boundsOf(lease: Lease): Pick<InTheWay, 'reason' | 'until'> {
  if (lease.kind === 'ends') return { reason: 'cool_off', until: lease.at };
  return { reason: lease.because === 'recovery' ? 'open_recovery' : 'unhappy', until: null };
}
