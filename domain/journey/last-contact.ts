import type { OpenCase } from '../case/recovery-case.js';
import { wentOut } from '../case/went-out.js';
import { isAside } from './says.js';

/**
 * When the customer last heard something of the case: by a message that arrived, or may have, or from a person who spoke
 * to them. A confirmation says nothing of the case. Undefined before the first.
 */
export function lastContactAt(c: OpenCase): number | undefined {
  const messages = c.messages.filter((m) => wentOut(m) && !isAside(m)).map((m) => m.endedAt ?? m.requestedAt);
  return latest([...messages, spokenAt(c)]);
}

/** When a person last spoke to the customer outside of this system; undefined where nobody has. */
export function spokenAt({ contacts, reaches, asks }: OpenCase): number | undefined {
  const logged = contacts.filter(({ spokeTo }) => spokeTo).map(({ at }) => at);
  const tasks = [...reaches, ...asks].filter(({ state }) => state === 'reached' || state === 'called');
  return latest([...logged, ...tasks.map(({ endedAt }) => endedAt)]);
}

function latest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
