import type { FrozenZone } from './zone.js';

/** How the zone of a customer was found; `unknown`: nothing tells, and the zone of the programme stands in for it. */
export type ZoneFound = 'reported' | 'phone' | 'locale' | 'unknown';

/** Where a customer's clocks may be, frozen into a case. */
export interface FrozenHours {
  readonly found: ZoneFound;
  /** One zone, or every one that is plausible; those between two others may be left out. Never empty. */
  readonly zones: readonly FrozenZone[];
  /** Of how many plausible zones these are the ones that count; missing where the zone is known. */
  readonly among?: number;
  /** The zone of the programme, which decides where plausible zones have no hour in common; missing where one zone is known. */
  readonly own?: FrozenZone;
  /** Version of the data that the offsets were taken from. */
  readonly source: string;
  /** Epoch milliseconds up to which changes of clocks are known; the last offset holds beyond. */
  readonly until: number;
}
