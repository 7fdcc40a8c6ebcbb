import { Temporal } from 'temporal-polyfill';

const DAY = 86_400_000;

/**
 * Milliseconds of an ISO 8601 duration, or undefined. Days have 24 hours; years and months, whose length depends on when
 * they begin, are refused, and so is a time that runs backwards.
 */
export function milliseconds(text: string): number | undefined {
  const duration = parsed(text);
  if (duration === undefined || duration.years !== 0 || duration.months !== 0 || duration.sign < 0) return undefined;
  const { weeks, days } = duration;
  return (7 * weeks + days) * DAY + duration.with({ weeks: 0, days: 0 }).total('milliseconds');
}

function parsed(text: string): Temporal.Duration | undefined {
  try {
    return Temporal.Duration.from(text);
  } catch {
    return undefined;
  }
}
