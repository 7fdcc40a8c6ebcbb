const hour = 3_600_000;

/** A stretch of plan (milliseconds) in whole days; a mail's date has no more than seconds, which are hours of plan. */
export function planDay(span: number): string {
  return `day ${String(Math.floor(Math.max(0, span) / (24 * hour))).padStart(2)}`;
}

/** A stretch of plan (milliseconds) in days and hours. */
export function planTime(span: number): string {
  const hours = Math.floor(Math.max(0, span) / hour) % 24;
  return `${planDay(span)} ${String(hours).padStart(2, '0')} h`;
}

/** How much plan passes in a second at a pace, in words. */
export function planInASecond(pace: number): string {
  if (pace < 60) return counted(pace, 'second');
  const minutes = pace / 60;
  return minutes < 60 ? counted(minutes, 'minute') : counted(minutes / 60, 'hour');
}

function counted(number: number, unit: string): string {
  const shown = rounded(number);
  return `${shown} ${unit}${shown === 1 ? '' : 's'}`;
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}
