const units = [
  ['weeks', 604_800_000],
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1_000],
] as const;

const iso =
  /^P(?=.*\d)(?:(?<weeks>\d+)W)?(?:(?<days>\d+)D)?(?:T(?=\d)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+)S)?)?$/;

/**
 * Milliseconds of an ISO 8601 duration, or undefined. Days have 24 hours; years and months, whose length depends on when
 * they begin, are refused.
 */
export function milliseconds(duration: string): number | undefined {
  const groups = iso.exec(duration)?.groups;
  if (groups === undefined) return undefined;
  return units.reduce((sum, [unit, length]) => sum + Number(groups[unit] ?? 0) * length, 0);
}
