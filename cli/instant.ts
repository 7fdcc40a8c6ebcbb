import { Temporal } from 'temporal-polyfill';
import { usageFailure } from './failure.js';

/**
 * The instant that the text of an option means: itself, or a duration from now on. Months and years are refused: their
 * length differs. Throws `CommandFailure`.
 */
export function instantOf(option: string, text: string, now: number): string {
  const at = /^[+-]?P/i.test(text) ? after(text, now) : instant(text);
  if (at === undefined) {
    throw usageFailure(
      `${option} has to be an ISO 8601 time with an offset (2026-03-02T18:00:00Z) or a duration (PT4H, P2D).`,
    );
  }
  return new Date(at.epochMilliseconds).toISOString();
}

/** Days have 24 hours, as for a clock on the wall of nobody in particular. */
function after(text: string, now: number): Temporal.Instant | undefined {
  return attempt(() => {
    const duration = Temporal.Duration.from(text);
    const { weeks, days } = duration;
    // Years and months are left in, which an instant refuses to add.
    const exact = duration.with({ weeks: 0, days: 0, hours: duration.hours + 24 * (7 * weeks + days) });
    return Temporal.Instant.fromEpochMilliseconds(now).add(exact);
  });
}

function instant(text: string): Temporal.Instant | undefined {
  return attempt(() => Temporal.Instant.from(text));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
