import type { AddressStop, StopLift } from '../../ports/address-store.js';

/** A stop as it is kept, with all that lifted it. */
export interface KeptStop extends AddressStop {
  readonly lifts?: readonly StopLift[];
}

/** Whether a stop counts: nobody has lifted it since. */
export function counts({ at, lifts = [] }: KeptStop): boolean {
  return lifts.every((lift) => lift.at < at);
}

/** What a stop for the same reason changes; undefined where it is older than what stands, or than what lifted that. */
export function stoppedAnew(known: KeptStop, { at, source }: AddressStop): Omit<AddressStop, 'reason'> | undefined {
  if (!counts({ ...known, at })) return undefined;
  return counts(known) && known.at <= at ? undefined : { at, source };
}
