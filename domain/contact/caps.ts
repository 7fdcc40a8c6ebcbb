import type { Purpose } from './purpose.js';

/** What may be said only so often; the rest is the customer's own, or the recovery's. */
export const cappedPurposes = ['survey', 'marketing'] as const satisfies readonly Purpose[];
/** One of these. */
export type CappedPurpose = (typeof cappedPurposes)[number];

/** How often a customer may be contacted for one purpose: at most so many times in any span of so many milliseconds. */
export interface ContactCap {
  readonly most: number;
  readonly within: number;
}

/** The caps of a tenant; what has none has no limit. */
export type ContactCaps = Readonly<Partial<Record<CappedPurpose, ContactCap>>>;

/** A contact that was made, by us or by another sender. */
export interface MadeContact {
  readonly purpose: Purpose;
  readonly at: number;
}

/** When another contact of this purpose fits under the caps again, epoch milliseconds; undefined where it does now. */
export function cappedUntil(
  { caps = {}, made = [] }: { readonly caps?: ContactCaps; readonly made?: readonly MadeContact[] },
  purpose: CappedPurpose,
  now: number,
): number | undefined {
  const cap = caps[purpose];
  if (cap === undefined) return undefined;
  const lately = made.filter((one) => one.purpose === purpose && one.at + cap.within > now);
  const times = lately.map(({ at }) => at).sort((a, b) => b - a);
  const last = times[cap.most - 1];
  return last === undefined ? undefined : last + cap.within;
}

/** The span in which contacts count under any of these caps, milliseconds; 0 where there are none. */
export function longestSpan(caps: ContactCaps): number {
  return Math.max(0, ...Object.values(caps).map(({ within }) => within));
}
