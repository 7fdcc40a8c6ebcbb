import { dateOf, localAt, nextChange, weekdayOf, type FrozenZone } from './zone.js';

/** Hours of some days of the week, in minutes of the local day; `from` is inside, `until` is not. */
export interface WeeklySpan {
  /** 1 for Monday to 7 for Sunday. */
  readonly days: readonly number[];
  readonly from: number;
  readonly until: number;
}

/** When a team is at work, as plain data. */
export interface StaffedCalendar {
  /** As the programme calls it. */
  readonly name: string;
  readonly zone: FrozenZone;
  /** Ascending within each day, without overlaps. */
  readonly week: readonly WeeklySpan[];
  /** Dates without work, such as `2026-12-25`. */
  readonly closed: readonly string[];
  /** Versions of the data that offsets and holidays were taken from. */
  readonly source: string;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Who is not at work within this time is not coming back: the calendar has no hours. */
const NEVER = 40 * DAY;

/** Whether the team is at work at an instant. */
export function isStaffed(calendar: StaffedCalendar, at: number): boolean {
  const { day, ms } = localAt(calendar.zone, at);
  return spansOf(calendar, day).some(({ from, until }) => ms >= from * MINUTE && ms < until * MINUTE);
}

/** The earliest instant from `at` on at which the team is at work; undefined where it never is. */
export function nextStaffed(calendar: StaffedCalendar, at: number): number | undefined {
  for (let t = at; t - at <= NEVER;) {
    if (isStaffed(calendar, t)) return t;
    t = passing(calendar, t, ({ from }) => from);
  }
  return undefined;
}

/** The earliest instant from `at` on at which the team is not at work. */
export function nextUnstaffed(calendar: StaffedCalendar, at: number): number {
  let t = at;
  while (t - at <= NEVER && isStaffed(calendar, t)) t = passing(calendar, t, ({ until }) => until);
  return t;
}

/** When this edge of a span is next passed on the same day, or midnight; no later than the next change of clocks. */
function passing(calendar: StaffedCalendar, at: number, edge: (span: WeeklySpan) => number): number {
  const { day, ms } = localAt(calendar.zone, at);
  const later = spansOf(calendar, day).map((span) => edge(span) * MINUTE);
  const next = Math.min(DAY, ...later.filter((time) => time > ms));
  return Math.min(at + next - ms, nextChange(calendar.zone, at));
}

function spansOf({ week, closed }: StaffedCalendar, day: number): readonly WeeklySpan[] {
  if (closed.includes(dateOf(day))) return [];
  return week.filter(({ days }) => days.includes(weekdayOf(day)));
}
