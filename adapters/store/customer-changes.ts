import type { ReportedCustomer } from '../../domain/case/incident.js';
import { channels, type Channel } from '../../domain/contact/channels.js';
import {
  addressOn,
  asChange,
  changedChannels,
  type ContactChange,
  withAddresses,
} from '../../domain/contact/reachable.js';
import type { CorrectedCustomer, CustomerRecord } from '../../ports/customer-store.js';

/** A customer after a correction of addresses at this instant. */
export function corrected(known: CustomerRecord, change: ContactChange, at: number): CorrectedCustomer {
  return moved(known, withAddresses(known.customer, change), at);
}

/**
 * A customer after a report of this instant. Another address than the known one is a correction too, unless it is the one
 * that a correction replaced, or the report is older than the correction: then its sender has not heard of that.
 */
export function reported(known: CustomerRecord | undefined, said: ReportedCustomer, at: number): CustomerRecord {
  const { email: _e, phone: _p, ...rest } = spoken(said);
  if (known === undefined) return { customer: spoken(said) };
  const fresh = channels.filter((channel) => !isOutdated(known, { channel, address: addressOn(said, channel), at }));
  return moved(known, withAddresses({ ...known.customer, ...rest }, asChange(said, fresh)), at).record;
}

/** What a report says of the address on a channel. */
interface Word {
  readonly channel: Channel;
  readonly address: string | undefined;
  readonly at: number;
}

function isOutdated({ correctedAt, replaced }: CustomerRecord, { channel, address, at }: Word): boolean {
  return at < (correctedAt?.[channel] ?? 0) || (address !== undefined && address === replaced?.[channel]);
}

function moved(known: CustomerRecord, customer: ReportedCustomer, at: number): CorrectedCustomer {
  const changed = changedChannels(known.customer, customer);
  if (changed.length === 0) return { record: { ...known, customer }, changed };
  const now = Object.fromEntries(changed.map((channel) => [channel, at]));
  const before = spoken(Object.fromEntries(changed.map((channel) => [channel, addressOn(known.customer, channel)])));
  return {
    record: {
      ...known,
      customer,
      correctedAt: { ...known.correctedAt, ...now },
      ...(Object.keys(before).length > 0 && { replaced: { ...known.replaced, ...before } }),
    },
    changed,
  };
}

/** What is said without fields that are there and undefined: those say nothing. */
function spoken<T extends object>(said: T): T {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as T;
}
