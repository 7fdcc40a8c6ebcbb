/** Where activities get the time, so that time-skipping tests do not depend on the hour at which they run. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}
