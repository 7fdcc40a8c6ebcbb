import { channels } from '../domain/contact/channels.js';
import { decideContact } from '../domain/contact/decision.js';
import { isSurvey } from '../domain/contact/messages.js';
import { CONFIRMED_ALREADY, optOutClassOf, ownSubject } from '../domain/contact/opt-outs.js';
import type { StopOf } from '../ports/address-store.js';
import type { DeliverInput } from './contract.js';
import type { Dependencies } from './dependencies.js';

/** A message that is about to go to an address, under its send key. */
export interface GoingOut {
  readonly input: DeliverInput;
  readonly addressHash: string;
  readonly key: string;
}

type StopSources = Pick<Dependencies, 'addresses' | 'consents' | 'clock'>;

/**
 * Why a message may not go out as things stand in this instant, or undefined: nothing reaches its address, or its customer does
 * not want it, there or at whatever address. One word that a channel has ended may go there all the same, for all who share it.
 */
export async function stoppedBecause(deps: StopSources, going: GoingOut): Promise<string | undefined> {
  const { input, addressHash, key } = going;
  const stops = await deps.addresses.stopsOf([addressHash, ...channels.map((one) => ownSubject(input, one))]);
  const dead = stops.find(({ reason }) => optOutClassOf(reason) === undefined);
  if (dead !== undefined) return dead.reason;
  if (input.order.message !== 'opt_out_confirmation') return refused(deps, going, stops);
  return (await deps.consents.takeConfirmation(addressHash, key)) ? undefined : CONFIRMED_ALREADY;
}

/** What the contact decision, which every other sender is told too, has against it. */
function refused({ clock }: StopSources, { input }: GoingOut, stops: readonly StopOf[]): string | undefined {
  const { message, channel } = input.order;
  const optOuts = stops.flatMap(({ subject, reason }) => {
    const of = optOutClassOf(reason);
    const where = channels.find((one) => subject === ownSubject(input, one)) ?? channel;
    return of === undefined ? [] : [{ channel: where, of }];
  });
  const purpose = isSurvey(message) ? 'survey' : 'recovery';
  const decision = decideContact({ leases: [], optOuts }, { purpose, channel, by: 'recovery' }, clock.now());
  return decision.kind === 'allow' ? undefined : decision.reason;
}
