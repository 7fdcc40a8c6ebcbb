import { lastChange, localAt, nextChange, type FrozenZone } from './zone.js';

/** Hours of every day, in minutes of the local day; `from` is inside, `until` is not, and does not come before `from`. */
export interface DailyWindow {
  readonly from: number;
  readonly until: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** What does not open within this time, over any change of clocks, does not open: the zones have no hour in common. */
const NEVER = 3 * DAY;

/** Whether an instant lies in the window of every zone. */
export function isOpen(zones: readonly FrozenZone[], window: DailyWindow, at: number): boolean {
  return closedZone(zones, window, at) === undefined;
}

/** The earliest instant from `at` on that lies in the window of every zone; undefined where they have no hour in common. */
export function nextOpen(zones: readonly FrozenZone[], window: DailyWindow, at: number): number | undefined {
  for (let t = at; t - at <= NEVER;) {
    const closed = closedZone(zones, window, t);
    if (closed === undefined) return t;
    t = ahead(closed, t, window.from);
  }
  return undefined;
}

/** The earliest instant from `at` on that lies outside the window of some zone. */
export function nextClosed(zones: readonly FrozenZone[], window: DailyWindow, at: number): number {
  let t = at;
  while (t - at <= NEVER && isOpen(zones, window, t)) t = Math.min(...zones.map((z) => ahead(z, t, window.until)));
  return t;
}

/** The latest instant before `before` that lies in the window of every zone; undefined where they have no hour in common. */
export function lastOpen(zones: readonly FrozenZone[], window: DailyWindow, before: number): number | undefined {
  for (let t = before - 1; before - t <= NEVER;) {
    const closed = closedZone(zones, window, t);
    if (closed === undefined) return t;
    t = behind(closed, t, window.until);
  }
  return undefined;
}

function closedZone(zones: readonly FrozenZone[], { from, until }: DailyWindow, at: number): FrozenZone | undefined {
  return zones.find((zone) => {
    const { ms } = localAt(zone, at);
    return ms < from * MINUTE || ms >= until * MINUTE;
  });
}

/** When the clocks of a zone next show this minute of the day; no later than their next change, which may skip or repeat it. */
function ahead(zone: FrozenZone, at: number, minute: number): number {
  const { ms } = localAt(zone, at);
  const wait = (minute * MINUTE - ms + DAY) % DAY || DAY;
  return Math.min(at + wait, nextChange(zone, at));
}

/** The last instant before the clocks of a zone showed this minute of the day, or before their last change, if that is later. */
function behind(zone: FrozenZone, at: number, minute: number): number {
  const { ms } = localAt(zone, at);
  const back = (ms - minute * MINUTE + 1 + DAY) % DAY || DAY;
  return Math.max(at - back, lastChange(zone, at) - 1);
}
