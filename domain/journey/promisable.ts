import type { OpenCase } from '../case/recovery-case.js';
import type { OpenSpan } from '../contact/messages.js';
import { nextClosed, nextOpen } from '../time/daily-window.js';
import { nextStaffed, nextUnstaffed } from '../time/staffed.js';
import { contactHoursOf } from './contact-hours.js';

/** A day, a weekend and a day: whatever delays a text for longer has missed its promise already. */
const SPANS = 3;
/** Two calendars that share no hour within so many steps share none. */
const MOST_STEPS = 60;

/**
 * The next times from an instant on at which news can be promised: the team is at work then and may write. Undefined where
 * any time can be; empty where there is none.
 */
export function promisableFrom(c: OpenCase, at: number): readonly OpenSpan[] | undefined {
  if (contactHoursOf(c, at) === undefined && c.protocol.staffed === undefined) return undefined;
  const spans: OpenSpan[] = [];
  for (let from = opensFrom(c, at); from !== undefined && spans.length < SPANS;) {
    const until = closesFrom(c, from);
    spans.push([from, until]);
    from = opensFrom(c, until);
  }
  return spans;
}

/** The earliest instant that is open by every calendar. */
function opensFrom(c: OpenCase, at: number): number | undefined {
  const hours = contactHoursOf(c, at);
  const { staffed } = c.protocol;
  let t: number | undefined = at;
  for (let step = 0; t !== undefined && step < MOST_STEPS; step++) {
    const opens: number | undefined = hours === undefined ? t : nextOpen(hours.zones, hours.window, t);
    if (opens === undefined || staffed === undefined) return opens;
    t = nextStaffed(staffed, opens);
    if (t === opens) return t;
  }
  return undefined;
}

function closesFrom(c: OpenCase, at: number): number {
  const hours = contactHoursOf(c, at);
  const { staffed } = c.protocol;
  return Math.min(
    hours === undefined ? Infinity : nextClosed(hours.zones, hours.window, at),
    staffed === undefined ? Infinity : nextUnstaffed(staffed, at),
  );
}
