import { BadCursor } from '../../domain/bad-cursor.js';

/** A place in a list that is sorted by opening time, newest first, then by id. */
export interface ListPlace {
  readonly openedAt: number;
  readonly caseId: string;
}

/** The place as callers see it: opaque, safe in a URL. */
export function cursorOf({ openedAt, caseId }: ListPlace): string {
  return Buffer.from(JSON.stringify([openedAt, caseId])).toString('base64url');
}

/** The place that a cursor names. Throws {@link BadCursor} for any text that {@link cursorOf} does not make. */
export function placeOf(cursor: string): ListPlace {
  const place: unknown = parsed(Buffer.from(cursor, 'base64url').toString());
  if (!Array.isArray(place)) throw new BadCursor();
  const [openedAt, caseId] = place as readonly unknown[];
  if (typeof openedAt !== 'number' || typeof caseId !== 'string') throw new BadCursor();
  if (cursorOf({ openedAt, caseId }) !== cursor) throw new BadCursor();
  return { openedAt, caseId };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadCursor();
  }
}
