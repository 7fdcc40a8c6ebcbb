import { BadCursor } from '../../domain/bad-cursor.js';
import type { CaseOrder } from '../../ports/case-store.js';

/** A place in a sorted list: by an instant, then by id. */
export interface ListPlace {
  readonly at: number;
  readonly id: string;
}

/** The place as callers see it: opaque, safe in a URL, good for this order alone. */
export function cursorOf(order: CaseOrder, { at, id }: ListPlace): string {
  return Buffer.from(JSON.stringify([order, at, id])).toString('base64url');
}

/** The place that a cursor names. Throws {@link BadCursor} for any text that {@link cursorOf} does not make for this order. */
export function placeOf(order: CaseOrder, cursor: string): ListPlace {
  const parts: unknown = parsed(Buffer.from(cursor, 'base64url').toString());
  if (!Array.isArray(parts)) throw new BadCursor();
  const [, at, id] = parts as readonly unknown[];
  if (typeof at !== 'number' || typeof id !== 'string') throw new BadCursor();
  if (cursorOf(order, { at, id }) !== cursor) throw new BadCursor();
  return { at, id };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadCursor();
  }
}
