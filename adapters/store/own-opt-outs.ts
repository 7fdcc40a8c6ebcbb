import mongoose, { type Model } from 'mongoose';
import { channels } from '../../domain/contact/channels.js';
import { type OptedOut, optOutClasses, optOutReasons, ownSubject } from '../../domain/contact/opt-outs.js';
import type { StopDocument } from './stop-document.js';
import { counts } from './stopped.js';

/** What each of these customers has said for themselves stands under these names. */
export function ownSubjects(tenant: string, customerIds: readonly string[]): readonly string[] {
  return customerIds.flatMap((customerId) => channels.map((channel) => ownSubject({ tenant, customerId }, channel)));
}

/** What a customer does not want, of the stops that were found. */
export function optOutsOf(
  customer: { readonly tenant: string; readonly customerId: string },
  reasons: ReadonlyMap<string, readonly string[]>,
): readonly OptedOut[] {
  return channels.flatMap((channel) => {
    const found = reasons.get(ownSubject(customer, channel)) ?? [];
    return optOutClasses.filter((of) => found.includes(optOutReasons[of])).map((of) => ({ channel, of }));
  });
}

/** The reasons that stop these subjects now. */
export async function stoppedReasons(
  stops: Model<StopDocument>,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await stops
    .find({ addressHash: mongoose.trusted({ $in: [...subjects] }) })
    .select({ _id: 0, addressHash: 1, reason: 1, at: 1, 'lifts.at': 1 })
    .lean<Pick<StopDocument, 'addressHash' | 'reason' | 'at' | 'lifts'>[]>();
  const reasons = new Map<string, readonly string[]>();
  for (const { addressHash, reason, ...stop } of found) {
    if (counts(stop)) reasons.set(addressHash, [...(reasons.get(addressHash) ?? []), reason]);
  }
  return reasons;
}
