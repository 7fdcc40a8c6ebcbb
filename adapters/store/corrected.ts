import { changedChannels, withAddresses, type ContactChange } from '../../domain/contact/reachable.js';
import type { CorrectedCustomer, CustomerRecord } from '../../ports/customer-store.js';

/** A customer after a correction of addresses at this instant. */
export function corrected(known: CustomerRecord, change: ContactChange, at: number): CorrectedCustomer {
  const customer = withAddresses(known.customer, change);
  const changed = changedChannels(known.customer, customer);
  if (changed.length === 0) return { record: known, changed };
  const now = Object.fromEntries(changed.map((channel) => [channel, at]));
  return { record: { ...known, customer, correctedAt: { ...known.correctedAt, ...now } }, changed };
}
