import { channels } from '../domain/contact/channels.js';
import { isSurvey } from '../domain/contact/messages.js';
import { CONFIRMED_ALREADY, optOutReasons, ownSubject, stopsAll } from '../domain/contact/opt-outs.js';
import type { StopOf } from '../ports/address-store.js';
import type { DeliverInput } from './contract.js';
import type { Dependencies } from './dependencies.js';

/** A message that is about to go to an address, under its send key. */
export interface GoingOut {
  readonly input: DeliverInput;
  readonly addressHash: string;
  readonly key: string;
}

/**
 * Why a message may not go out as things stand in this instant, or undefined: its address is stopped, or its customer does not
 * want it, there or at whatever address. One word that a channel has ended may go there all the same, for all who share it.
 */
export async function stoppedBecause(
  deps: Pick<Dependencies, 'addresses' | 'consents'>,
  { input, addressHash, key }: GoingOut,
): Promise<string | undefined> {
  const { message, channel } = input.order;
  const own = ownSubject(input, channel);
  const elsewhere = isSurvey(message) ? channels.map((one) => ownSubject(input, one)) : [];
  const stops = await deps.addresses.stopsOf([...new Set([addressHash, own, ...elsewhere])]);
  const here = stops.filter(({ subject }) => subject === addressHash || subject === own);
  if (message === 'opt_out_confirmation') {
    const other = here.find(({ reason }) => stopsAll(reason) && reason !== optOutReasons.all);
    return other?.reason ?? (await notOurs(deps, addressHash, key));
  }
  const whole = here.find(({ reason }) => stopsAll(reason));
  return whole?.reason ?? (isSurvey(message) ? unsubscribed(stops) : undefined);
}

async function notOurs({ consents }: Pick<Dependencies, 'consents'>, addressHash: string, key: string) {
  return (await consents.takeConfirmation(addressHash, key)) ? undefined : CONFIRMED_ALREADY;
}

function unsubscribed(stops: readonly StopOf[]): string | undefined {
  return stops.some(({ reason }) => reason === optOutReasons.survey) ? optOutReasons.survey : undefined;
}
