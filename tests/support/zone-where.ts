/** A zone without changes of clocks in which it is this hour of the day at an instant, so that no test depends on the hour at which it runs. */
export function zoneWhere(hour: number, at: number): string {
  const ahead = (((hour - new Date(at).getUTCHours()) % 24) + 24) % 24;
  // Zones of this kind count from the west.
  return ahead <= 12 ? `Etc/GMT-${ahead}` : `Etc/GMT+${24 - ahead}`;
}
