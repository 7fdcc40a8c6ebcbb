import { usageFailure } from './failure.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const units = [7 * DAY, DAY, HOUR, MINUTE, SECOND];

const duration = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** The instant that a text means: itself, or a duration from now on. Months and years are refused: their length differs. */
export function untilOf(text: string, now: number): string {
  const parts = duration.exec(text)?.slice(1);
  const length = parts?.reduce((sum, part: string | undefined, at) => sum + Number(part ?? 0) * (units[at] ?? 0), 0);
  const at = length === undefined ? Date.parse(instant.test(text) ? text : '') : now + length;
  if (Number.isNaN(at) || Math.abs(at) > 8.64e15) {
    throw usageFailure(
      '--until has to be an ISO 8601 time with an offset (2026-03-02T18:00:00Z) or a duration (PT4H, P2D).',
    );
  }
  return new Date(at).toISOString();
}
