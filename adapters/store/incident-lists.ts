import type { Page } from '../../ports/case-store.js';
import type { RefusedIncident } from '../../ports/incident-store.js';
import { cursorOf, type ListPlace, placeOf } from './cursor.js';

/** A page of refusals that was asked for, read: how many, from where. */
export interface WantedRefusals {
  readonly limit: number;
  readonly from?: ListPlace;
}

/** Reads what was asked for: at least 1 and at most 200. Throws `BadCursor`. */
export function wantedRefusals(page: { readonly limit: number; readonly cursor?: string }): WantedRefusals {
  const limit = Math.min(200, Math.max(1, Math.trunc(page.limit)));
  return { limit, ...(page.cursor !== undefined && { from: placeOf('newest', page.cursor) }) };
}

/** A page of refusals of which one more than `limit` were looked for. */
export function pageOfRefusals(found: readonly RefusedIncident[], limit: number): Page<RefusedIncident> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (found.length <= limit || last === undefined) return { items };
  return { items, next: cursorOf('newest', { at: last.reportedAt, caseId: last.incidentId }) };
}
