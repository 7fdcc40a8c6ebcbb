/** A door of ours through which providers report. */
export type Door = 'email_events';

/** Until when a door may have refused somebody: what came before that may be unknown to us, though it was told. */
export interface DoorStore {
  /** Notes that the door may have refused reports until this instant (epoch milliseconds); an earlier one changes nothing. */
  shut(door: Door, until: number): Promise<void>;
  /** The latest such instant; undefined where nobody has ever kept this door. */
  shutUntil(door: Door): Promise<number | undefined>;
}
