const UNITS = [
  { name: 'day', plural: 'days', ms: 86_400_000 },
  { name: 'h', plural: 'h', ms: 3_600_000 },
  { name: 'min', plural: 'min', ms: 60_000 },
  { name: 's', plural: 's', ms: 1_000 },
] as const;

/** From here on a whole number of days is said in days: "24 h", "36 h", but "3 days". */
const DAYS_FROM = 2 * 86_400_000;

/** A duration in milliseconds in words, with its two largest units: "24 h", "3 days 4 h", "5 min". */
export function durationWords(ms: number): string {
  const parts: string[] = [];
  let rest = Math.max(0, Math.round(ms));
  const units = rest >= DAYS_FROM ? UNITS : UNITS.slice(1);
  for (const { name, plural, ms: size } of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${count === 1 ? name : plural}`);
  }
  return parts.length === 0 ? `${rest} ms` : parts.slice(0, 2).join(' ');
}
