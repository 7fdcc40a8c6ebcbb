import { canonicalJson } from '../canonical-json.js';
import type { CaseEvent } from './case-events.js';

/** The chain before the first fact. */
export const GENESIS = '0'.repeat(16);

/** The checksum after one more fact: equal journals have equal chains, and one that differs anywhere differs from there on. */
export function chained(chain: string, event: CaseEvent): string {
  const text = chain + canonicalJson(event);
  return hex(fnv1a(text, 0x811c9dc5)) + hex(fnv1a(text, 0x2f7a5e39));
}

/** The checksum of a whole journal. */
export function chainOf(journal: readonly CaseEvent[]): string {
  return journal.reduce(chained, GENESIS);
}

/** FNV-1a over UTF-16 units. It finds differences between honest writers; it is no defence against forgery. */
function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function hex(hash: number): string {
  return hash.toString(16).padStart(8, '0');
}
